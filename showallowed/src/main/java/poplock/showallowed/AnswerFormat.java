package poplock.showallowed;

import java.io.IOException;

/** One sentence for each address that was asked about. */
record AnswerFormat() implements Format {
    @Override
    public void host(Appendable out, Host host) throws IOException {
        out.append(host.address().toString())
                .append(host.verdict().allowed() ? " is allowed: " : " is not allowed: ")
                .append(host.verdict().reason()).append('\n');
    }
}

package poplock.showallowed;

import java.io.IOException;

import poplock.common.UserLogin;

/** One sentence for each address that was asked about. */
record AnswerFormat() implements Format {
    @Override
    public void host(Appendable out, Host host) throws IOException {
        out.append(host.address().toString())
                .append(host.verdict().allowed() ? " is allowed: " : " is not allowed: ")
                .append(host.verdict().reason());
        String before = "; ";
        for (UserLogin login : host.users()) {
            out.append(before).append(login.user()).append(" (").append(login.parser()).append(") ")
                    .append(new Span(host.now() - login.entry().time()).toString()).append(" ago");
            before = ", ";
        }
        if (host.verdict().isDenied()) {
            out.append("; a RELAYCLIENT of tcp.smtp stands all the same");
        }
        out.append('\n');
    }
}

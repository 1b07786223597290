package poplock.showallowed;

import java.io.IOException;

/** The database's own line format; addresses without an entry have no line. */
record PlainFormat() implements Format {
    @Override
    public void host(Appendable out, Host host) throws IOException {
        if (host.entry().isPresent()) {
            out.append(host.entry().get().toString()).append('\n');
        }
    }
}

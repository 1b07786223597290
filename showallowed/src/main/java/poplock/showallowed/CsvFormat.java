package poplock.showallowed;

import java.io.IOException;

/** Comma-separated values with a header (RFC 4180); what is not known is empty. */
record CsvFormat(LocalTime time) implements Format {
    @Override
    public void begin(Appendable out) throws IOException {
        out.append("address,allowed,reason,login,time,age,left\r\n");
    }

    @Override
    public void host(Appendable out, Host host) throws IOException {
        out.append(String.join(",", host.address().toString(), String.valueOf(host.verdict().allowed()),
                field(host.verdict().reason()),
                host.entry().map(login -> time.text(login.time())).orElse(""),
                host.entry().map(login -> String.valueOf(login.time())).orElse(""),
                host.age().map(String::valueOf).orElse(""), host.left().map(String::valueOf).orElse("")));
        out.append("\r\n");
    }

    private static String field(String text) {
        boolean plain = text.indexOf(',') < 0 && text.indexOf('"') < 0;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}

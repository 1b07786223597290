package poplock.showallowed;

import java.io.IOException;
import java.util.Locale;

import poplock.common.UserLogin;

/** Comma-separated values with a header (RFC 4180); what is not known is empty. */
record CsvFormat(LocalTime time) implements Format {
    @Override
    public void begin(Appendable out) throws IOException {
        out.append("address,allowed,reason,login,time,age,left,users,parsers\r\n");
    }

    @Override
    public void host(Appendable out, Host host) throws IOException {
        out.append(String.join(",", host.address().toString(), String.valueOf(host.verdict().allowed()),
                field(host.verdict().reason()),
                host.entry().map(login -> time.text(login.time())).orElse(""),
                host.entry().map(login -> String.valueOf(login.time())).orElse(""),
                host.age().map(String::valueOf).orElse(""), host.left().map(String::valueOf).orElse("")));
        out.append(',').append(column(host, true)).append(',').append(column(host, false)).append("\r\n");
    }

    /** The users, or in the same order the parsers, with a blank between: neither has one. */
    private static String column(Host host, boolean users) {
        var column = new StringBuilder();
        for (UserLogin login : host.users()) {
            column.append(column.isEmpty() ? "" : " ").append(users ? login.user() : login.parser());
        }
        // A spreadsheet takes what begins so for something to reckon out.
        char first = column.isEmpty() ? ' ' : column.charAt(0);
        if (users && "=+@-".indexOf(first) >= 0 && !host.users().getFirst().user().equals(UserLogin.NONE)) {
            column.replace(0, 1, "%" + Integer.toHexString(first).toUpperCase(Locale.ROOT));
        }
        return field(column.toString());
    }

    private static String field(String text) {
        boolean plain = text.indexOf(',') < 0 && text.indexOf('"') < 0;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}

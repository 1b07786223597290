package poplock.showallowed;

import java.io.IOException;

import poplock.common.UserLogin;

/** A JSON array of objects (RFC 8259), one a line. */
final class JsonFormat implements Format {
    private final LocalTime time;
    private boolean first = true;

    JsonFormat(LocalTime time) {
        this.time = time;
    }

    @Override
    public void begin(Appendable out) throws IOException {
        out.append('[');
    }

    @Override
    public void host(Appendable out, Host host) throws IOException {
        out.append(first ? "\n" : ",\n").append("{\"address\": ").append(quoted(host.address().toString()));
        out.append(", \"allowed\": ").append(String.valueOf(host.verdict().allowed()));
        out.append(", \"reason\": ").append(quoted(host.verdict().reason()));
        out.append(", \"login\": ")
                .append(host.entry().map(login -> quoted(time.text(login.time()))).orElse("null"));
        out.append(", \"time\": ")
                .append(host.entry().map(login -> String.valueOf(login.time())).orElse("null"));
        out.append(", \"age\": ").append(host.age().map(String::valueOf).orElse("null"));
        out.append(", \"left\": ").append(host.left().map(String::valueOf).orElse("null"));
        out.append(", \"users\": [");
        String before = "";
        for (UserLogin login : host.users()) {
            out.append(before).append("{\"user\": ")
                    .append(login.user().equals(UserLogin.NONE) ? "null" : quoted(login.user()))
                    .append(", \"parser\": ").append(quoted(login.parser())).append(", \"time\": ")
                    .append(String.valueOf(login.entry().time())).append('}');
            before = ", ";
        }
        out.append("]}");
        first = false;
    }

    @Override
    public void end(Appendable out) throws IOException {
        out.append(first ? "]\n" : "\n]\n");
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7f) {
                quoted.append("\\u00").append(Character.forDigit(c >> 4 & 15, 16))
                        .append(Character.forDigit(c & 15, 16));
            } else {
                quoted.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return quoted.append('"').toString();
    }
}

package poplock.showallowed;

import java.io.IOException;

/** A JSON array of objects (RFC 8259), one a line. */
final class JsonFormat implements Format {
    private boolean first = true;

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
                .append(host.entry().map(login -> quoted(Format.time(login.time()))).orElse("null"));
        out.append(", \"time\": ")
                .append(host.entry().map(login -> String.valueOf(login.time())).orElse("null"));
        out.append(", \"age\": ").append(host.age().map(String::valueOf).orElse("null"));
        out.append(", \"left\": ").append(host.left().map(String::valueOf).orElse("null")).append('}');
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
            if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return quoted.append('"').toString();
    }
}

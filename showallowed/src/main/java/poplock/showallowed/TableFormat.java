package poplock.showallowed;

import java.io.IOException;

/**
 * Columns for people.
 *
 * @param all whether others than the allowed hosts are shown, so that their state must be
 * @param width of the longest address
 */
record TableFormat(LocalTime time, boolean all, int width) implements Format {
    @Override
    public void begin(Appendable out) throws IOException {
        line(out, "ADDRESS", "LOGIN", "AGE", "LEFT", "STATE");
    }

    @Override
    public void host(Appendable out, Host host) throws IOException {
        line(out, host.address().toString(), host.entry().map(login -> time.text(login.time())).orElse("-"),
                host.age().map(age -> new Span(age).toString()).orElse("-"),
                host.left().map(left -> new Span(left).toString()).orElse("always"), host.state());
    }

    private void line(Appendable out, String address, String login, String age, String left, String state)
            throws IOException {
        column(out, address, Math.max(width, "ADDRESS".length()));
        column(out, login, 25);
        column(out, age, 8);
        if (all) {
            column(out, left, 8);
        }
        out.append(all ? state : left).append('\n');
    }

    private static void column(Appendable out, String text, int width) throws IOException {
        out.append(text);
        for (int i = text.length(); i < width + 2; i++) {
            out.append(' ');
        }
    }
}

package poplock.showallowed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import poplock.common.UserLogin;

/**
 * Columns for people.
 *
 * @param all whether others than the allowed hosts are shown, so that their state must be
 * @param width of the longest address
 * @param users whether it is known who the users are
 */
record TableFormat(LocalTime time, boolean all, int width, boolean users) implements Format {
    /** Users who are named; of others it is said how many there are. */
    private static final int NAMED = 3;
    /** Characters of a name. */
    private static final int MAX_NAME = 60;

    @Override
    public void begin(Appendable out) throws IOException {
        line(out, "ADDRESS", "LOGIN", "AGE", "LEFT", "STATE", "USERS");
    }

    @Override
    public void host(Appendable out, Host host) throws IOException {
        line(out, host.address().toString(), host.entry().map(login -> time.text(login.time())).orElse("-"),
                host.age().map(age -> new Span(age).toString()).orElse("-"),
                host.left().map(left -> new Span(left).toString()).orElse("always"), host.state(),
                names(host.users()));
    }

    private void line(Appendable out, String address, String login, String age, String left, String state,
            String names) throws IOException {
        column(out, address, Math.max(width, "ADDRESS".length()));
        column(out, login, 25);
        column(out, age, 8);
        if (all) {
            column(out, left, 8);
        }
        if (users) {
            column(out, all ? state : left, 8);
        }
        out.append(users ? names : all ? state : left).append('\n');
    }

    /** Each once, the latest first. */
    private static String names(List<UserLogin> logins) {
        var names = new ArrayList<String>();
        for (UserLogin login : logins) {
            if (!names.contains(login.user())) {
                names.add(login.user());
            }
        }
        var text = new StringBuilder();
        for (int i = 0; i < Math.min(names.size(), NAMED); i++) {
            String name = names.get(i);
            text.append(i == 0 ? "" : " ")
                    .append(name.length() > MAX_NAME ? name.substring(0, MAX_NAME) + "..." : name);
        }
        if (names.size() > NAMED) {
            text.append(" and ").append(names.size() - NAMED).append(" more");
        }
        return text.isEmpty() ? UserLogin.NONE : text.toString();
    }

    private static void column(Appendable out, String text, int width) throws IOException {
        out.append(text);
        for (int i = text.length(); i < width + 2; i++) {
            out.append(' ');
        }
    }
}

package poplock.readlog.database;

import poplock.common.Config;
import poplock.common.Expiry;
import poplock.common.Scope;
import poplock.common.UserLogin;
import poplock.posix.AtomicFile;
import poplock.posix.CString;
import poplock.posix.Errno;
import poplock.posix.Failure;
import poplock.posix.Libc;
import poplock.program.Warnings;
import poplock.readlog.table.Block;

/**
 * dbfile.users: who has logged in from where, the latest users of each address. A million addresses' users are not kept in
 * memory: what is news is merged into the file.
 */
final class UsersFile {
    /** No passwords are in it, but whose mail is read from where: for the administrator. */
    private static final int PERMISSIONS = 0640;

    private final Libc libc;
    private final String path;
    private final Warnings warnings;
    private Scope scope = Scope.ADDRESS;
    private final UserLines lines;
    private final RecentUsers recent = new RecentUsers();
    private final UserGroup group = new UserGroup();
    private final byte[] address = new byte[UserLine.MAX_ADDRESS + 1];
    private final byte[] name = new byte[RecentUsers.MAX_NAME];

    UsersFile(Libc libc, String path, Warnings warnings) {
        this.libc = libc;
        this.path = path;
        this.warnings = warnings;
        lines = new UserLines(libc, path);
    }

    /** What logins open from now on. To be called when there is no news. */
    void use(Scope scope) {
        this.scope = scope;
    }

    boolean hasNews() {
        return recent.news() > 0;
    }

    /** @return false if there is no room for more until it has been saved */
    boolean note(Found login) {
        String parser = login.parser();
        int length = parser.length();
        if (length + 2 + 3 * login.userLength() > name.length) {
            return true;
        }
        for (int i = 0; i < length; i++) {
            name[i] = (byte) parser.charAt(i);
        }
        name[length] = ' ';
        return recent.note(login.high(), login.low(), login.time(), name, login.showUser(name, length + 1));
    }

    /** Forgets what has not been saved. */
    void forget() {
        recent.clear();
    }

    /** Takes the names off the disk. */
    void delete() {
        recent.clear();
        int error = libc.unlink(CString.of(path));
        if (error < 0 && error != -Errno.ENOENT) {
            warnings.say("users", new Failure("delete " + path, error).getMessage());
        }
    }

    /** Its lines, to be closed. */
    UserLines lines() throws Failure {
        return lines.open();
    }

    /**
     * Brings the file up to date, and leaves out of it what has expired and whoever is denied.
     *
     * @param most lines that it may have
     * @throws Failure if it cannot be read or written; it is as it was then, and nothing is lost
     */
    void save(Expiry expiry, Config.UserRules rules, long most, long now) throws Failure {
        int[] news = recent.sortedNews(scope);
        int count = recent.news();
        long bad;
        try (var opened = lines(); var fresh = AtomicFile.replacing(libc, path, PERMISSIONS)) {
            long written = 0;
            int next = 0;
            boolean more = opened.next();
            while (more || next < count) {
                int order = order(opened, more, news, next, count);
                if (order <= 0) {
                    more = take(opened, expiry, rules, now);
                }
                if (order >= 0) {
                    next = take(news, next, count, order > 0);
                }
                written += written < most ? group.write(fresh) : 0;
            }
            group.flush(fresh);
            fresh.commit(false);
            bad = opened.bad();
        }
        recent.saved();
        if (bad > 0) {
            warnings.say("users",
                    path + ": " + bad + " lines were no lines of it, or out of order; left out");
        }
    }

    /** Whether the file's next address comes before the next that is news (negative), behind it, or is the same. */
    private int order(UserLines opened, boolean more, int[] news, int next, int count) {
        if (next == count) {
            return -1;
        }
        address[recent.address(news[next], scope, address)] = ' ';
        return more ? Block.compareKeys(opened.bytes(), opened.start(), address, 0) : 1;
    }

    /** Takes the file's lines of one address. */
    private boolean take(UserLines opened, Expiry expiry, Config.UserRules rules, long now) throws Failure {
        group.begin(opened.bytes(), opened.start(), opened.addressEnd());
        int length = opened.addressEnd() + 1 - opened.start();
        System.arraycopy(opened.bytes(), opened.start(), address, 0, length);
        do {
            if (expiry.allows(opened.time(), now) && !isDenied(opened, rules)) {
                group.put(opened.time(), opened.bytes(), opened.nameStart(), opened.lineEnd());
            }
        } while (opened.next() && Block.compareKeys(opened.bytes(), opened.start(), address, 0) == 0);
        return !opened.isOver();
    }

    private static boolean isDenied(UserLines opened, Config.UserRules rules) {
        return !rules.denied().isEmpty() && rules.denying(opened.login().name()) != null;
    }

    /** Takes the news of one address. */
    private int take(int[] news, int from, int count, boolean isNew) {
        int end = recent.address(news[from], scope, address);
        if (isNew) {
            group.begin(address, 0, end);
        }
        int next = from;
        do {
            int slot = news[next++];
            group.put(recent.time(slot), recent.names(), recent.nameStart(slot), recent.nameEnd(slot));
        } while (next < count && recent.isSameAddress(news[from], news[next]));
        return next;
    }
}

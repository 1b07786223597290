package poplock.showallowed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import poplock.common.Address;
import poplock.common.Config;
import poplock.common.Entry;
import poplock.common.Exit;
import poplock.common.Expiry;
import poplock.common.Network;
import poplock.common.UserLogin;
import poplock.common.UserPattern;
import poplock.posix.CString;
import poplock.posix.Failure;
import poplock.posix.Libc;
import poplock.posix.OpenFile;
import poplock.program.OpenDatabase;

/**
 * What showallowed has to say, by the files that the configuration names. Each report gives back the exit status.
 *
 * @param now the present, in seconds since the epoch
 * @param warnings takes what could not be read, one line each
 */
record Report(Libc libc, Config config, long now, Appendable out, Consumer<String> warnings) {
    /** Which hosts are wanted. */
    record Wanted(boolean all, UserPattern user) {
        boolean has(List<UserLogin> users) {
            for (UserLogin login : users) {
                if (user.matches(login.name()) || user.matches(login.user())) {
                    return true;
                }
            }
            return false;
        }
    }

    private static final int METRICS_MAX = 1 << 20;

    /** The hosts in the database, newest login first: the allowed ones, or all, or those of a user. */
    int hosts(Format.Name name, Wanted wanted) throws IOException {
        try (OpenDatabase database = OpenDatabase.open(libc, config.dbfile());
                UserFinder users = users(wanted)) {
            var reader = new EntryReader(libc, config.dbfile(), warnings);
            var entries = new EntryTable(config.dbfile(), database == null ? 0 : reader.count(database));
            boolean whole = database == null || reader.read(database, entry -> {
                if ((wanted.all() || isAllowed(entry)) && isOf(users, wanted, entry)) {
                    entries.add(entry);
                }
            });
            entries.sort();
            list(name, wanted, entries, users);
            return whole ? Exit.OK : Exit.TEMPORARY;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void list(Format.Name name, Wanted wanted, EntryTable entries, UserFinder users)
            throws IOException {
        if (entries.size() == 0 && name == Format.Name.table) {
            out.append(wanted.user() != null
                    ? "No such user has opened a host.\n"
                    : wanted.all() ? "The database is empty.\n" : "No host is allowed.\n");
            return;
        }
        Format format = format(name, wanted.all(), entries, users != null);
        format.begin(out);
        long mark = libc.mark();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            format.host(out, Host.of(entry, users(users, entry.network()), config, now));
            libc.forget(mark);
        }
        format.end(out);
    }

    /** Whether each of these addresses may relay, in their order. */
    int answers(Format.Name name, List<Address> addresses) throws IOException {
        Format format = name == Format.Name.table
                ? new AnswerFormat()
                : format(name, true, new EntryTable("", 0), false);
        boolean allowed = true;
        format.begin(out);
        try (UserFinder users = users(new Wanted(true, null))) {
            for (Address address : addresses) {
                Host host = Host.of(address, users(users, config.scope().of(address)), config, this::find,
                        now);
                format.host(out, host);
                allowed &= host.verdict().allowed();
            }
        }
        format.end(out);
        return allowed ? Exit.OK : Exit.NO;
    }

    /** How readlog is. */
    int status(Optional<Expiry> maxSilence) throws IOException {
        String file = config.dbfile() + ".metrics";
        String counted = metrics(file);
        if (counted == null) {
            out.append("readlog is not running: it has not written ").append(file).append('\n');
            return Exit.NO;
        }
        boolean locked = new LockTable(libc).isHeld(config.dbfile() + ".lock");
        var status = new Status(Metrics.parse(counted), locked, now);
        var problem = status.problem(maxSilence);
        out.append(problem.orElse("readlog is running")).append(".\n");
        status.write(out, new LocalTime(libc));
        return problem.isPresent() ? Exit.NO : Exit.OK;
    }

    /** @return null if there are none */
    private String metrics(String path) throws IOException {
        try (OpenFile file = OpenFile.readIfThere(libc, path)) {
            if (file == null) {
                return null;
            }
            byte[] content = new byte[METRICS_MAX];
            return CString.text(content, 0, file.read(0, content, 0, content.length));
        }
    }

    /** The users' file; null if it cannot be read and nobody is looked for in it. */
    private UserFinder users(Wanted wanted) throws IOException {
        String path = config.dbfile() + ".users";
        try {
            UserFinder users = UserFinder.open(libc, path);
            if (users == null && wanted.user() != null) {
                // It says why.
                OpenFile.read(libc, path).close();
            }
            return users;
        } catch (Failure e) {
            if (wanted.user() != null) {
                throw e;
            }
            warnings.accept(e.getMessage());
            return null;
        }
    }

    private static boolean isOf(UserFinder users, Wanted wanted, Entry entry) {
        try {
            return wanted.user() == null || wanted.has(users(users, entry.network()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<UserLogin> users(UserFinder finder, Network network) throws IOException {
        return finder == null ? List.of() : finder.of(network);
    }

    private boolean isAllowed(Entry entry) {
        return Host.of(entry, List.of(), config, now).verdict().allowed();
    }

    private Optional<Entry> find(Network network) throws IOException {
        return OpenDatabase.find(libc, config.dbfile(), network);
    }

    private Format format(Format.Name name, boolean all, EntryTable entries, boolean users) {
        return switch (name) {
            case table -> new TableFormat(new LocalTime(libc), all, width(entries), users);
            case plain -> new PlainFormat();
            case json -> new JsonFormat(new LocalTime(libc));
            case csv -> new CsvFormat(new LocalTime(libc));
        };
    }

    /** Of the longest address. */
    private int width(EntryTable entries) {
        int width = 0;
        long mark = libc.mark();
        for (int i = 0; i < entries.size(); i++) {
            width = Math.max(width, entries.get(i).network().toString().length());
            libc.forget(mark);
        }
        return width;
    }
}

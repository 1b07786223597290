package poplock.showallowed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import poplock.common.Address;
import poplock.common.Config;
import poplock.common.Database;
import poplock.common.Entry;
import poplock.common.Exit;
import poplock.common.Expiry;

/**
 * What showallowed has to say, by the files that the configuration names. Each report gives back the exit status.
 *
 * @param now the present, in seconds since the epoch
 * @param warnings takes what could not be read, one line each
 */
record Report(Config config, long now, Appendable out, Consumer<String> warnings) {
    /** The hosts in the database, newest login first: the allowed ones, or all. */
    int hosts(Format.Name name, boolean all) throws IOException {
        var entries = new ArrayList<Entry>();
        boolean whole = read(entries, all);
        entries.sort(Comparator.comparingLong(Entry::time).reversed());
        if (entries.isEmpty() && name == Format.Name.table) {
            out.append(all ? "The database is empty.\n" : "No host is allowed.\n");
        } else {
            Format format = format(name, all, entries);
            format.begin(out);
            for (Entry entry : entries) {
                format.host(out, Host.of(entry, config, now));
            }
            format.end(out);
        }
        return whole ? Exit.OK : Exit.TEMPORARY;
    }

    /** Whether each of these addresses may relay, in their order. */
    int answers(Format.Name name, List<Address> addresses) throws IOException {
        Format format = name == Format.Name.table ? new AnswerFormat() : format(name, true, List.of());
        boolean allowed = true;
        format.begin(out);
        for (Address address : addresses) {
            Host host = Host.of(address, config, this::find, now);
            format.host(out, host);
            allowed &= host.verdict().allowed();
        }
        format.end(out);
        return allowed ? Exit.OK : Exit.NO;
    }

    /** How readlog is. */
    int status(Optional<Expiry> maxSilence) throws IOException {
        Path file = Path.of(config.dbfile() + ".metrics");
        Status status;
        try {
            status = new Status(Metrics.parse(Files.readString(file)),
                    LockTable.LINUX.isHeld(Path.of(config.dbfile() + ".lock")), now);
        } catch (NoSuchFileException e) {
            out.append("readlog is not running: it has not written ").append(file.toString()).append('\n');
            return Exit.NO;
        } catch (IOException e) {
            throw Trouble.reading(file, e);
        }
        var problem = status.problem(maxSilence);
        out.append(problem.orElse("readlog is running")).append(".\n");
        status.write(out);
        return problem.isPresent() ? Exit.NO : Exit.OK;
    }

    private boolean read(List<Entry> entries, boolean all) {
        Path file = Path.of(config.dbfile());
        try (var in = Files.newInputStream(file)) {
            return new EntryReader(config.dbfile(), warnings).read(in, entry -> {
                if (all || isAllowed(entry)) {
                    entries.add(entry);
                }
            });
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            throw Trouble.reading(file, e);
        }
    }

    private boolean isAllowed(Entry entry) {
        return Host.of(entry, config, now).verdict().allowed();
    }

    private Optional<Entry> find(Address address) {
        Path file = Path.of(config.dbfile());
        try (var bytes = DatabaseBytes.open(file)) {
            return new Database(config.dbfile(), bytes).find(address);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw Trouble.reading(file, e);
        }
    }

    private static Format format(Format.Name name, boolean all, List<Entry> entries) {
        return switch (name) {
            case table -> new TableFormat(all,
                    entries.stream().mapToInt(entry -> entry.address().toString().length()).max().orElse(0));
            case plain -> new PlainFormat();
            case json -> new JsonFormat();
            case csv -> new CsvFormat();
        };
    }
}

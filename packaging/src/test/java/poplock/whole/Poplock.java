package poplock.whole;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import poplock.common.Address;
import poplock.common.Database;
import poplock.common.Entry;

/** The smtp-poplock of one host: its configuration, FIFO and database, and our programs on them. */
final class Poplock {
    private final Box box;
    private final String name;
    private final Path configuration;
    private final Path dbfile;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private int readlogs;

    /** @param name of the folder within the box that holds its files */
    Poplock(Box box, String name) throws IOException {
        this.box = box;
        this.name = name;
        configuration = box.dir().resolve(name).resolve("smtp-poplock.conf");
        dbfile = box.dir().resolve(name).resolve("dbfile");
        // The tests' clients come from this host, whose logins are ignored by default: none are, with "ignore =".
        set("ignore", " ");
        set("parsers", Component.ours("config/parsers.conf"));
        set("dbfile", dbfile.toString());
    }

    /** Changes the configuration on disk; an empty value takes the key out. */
    Poplock set(String key, String value) throws IOException {
        settings.put(key, value);
        String text = settings.entrySet().stream().filter(each -> !each.getValue().isEmpty())
                .map(each -> each.getKey() + " = " + each.getValue() + "\n").collect(Collectors.joining());
        Path next = box.write(name + "/next.conf", text);
        Files.move(next, configuration, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return this;
    }

    Path configuration() {
        return configuration;
    }

    Path fifo() {
        return box.dir().resolve(name).resolve("fifo");
    }

    Path dbfile() {
        return dbfile;
    }

    /** Makes a FIFO, starts readlog on it and waits until it reads. */
    Path readFifo() throws Exception {
        Path fifo = box.fifo(name + "/fifo");
        set("source", "fifo:" + fifo);
        readlog(fifo);
        return fifo;
    }

    /** Starts readlog and waits until it follows a file: from then on nothing is taken for old. */
    Daemon readlog(Path source) throws Exception {
        Daemon readlog = readlog();
        box.until(readlog, "readlog on " + source,
                () -> readlog.holds(source) && readlog.output().contains("readlog: following "));
        return readlog;
    }

    /** Starts readlog. */
    Daemon readlog() {
        return box.start(name + "-readlog-" + ++readlogs, command(Form.jar("readlog")));
    }

    /** Starts fifo-safety and waits until it holds the FIFO. */
    Daemon fifoSafety(Form form, Path fifo) throws Exception {
        Daemon safety = box.start(name + "-fifo-safety", command(form.command("fifo-safety")));
        box.until(safety, "fifo-safety on the FIFO", () -> safety.holds(fifo));
        return safety;
    }

    /** The command of relaylock before another one. */
    List<String> relaylock(Form form, String... program) {
        return command(form.command("relaylock"), program);
    }

    private List<String> command(List<String> program, String... arguments) {
        List<String> whole = new ArrayList<>(program);
        whole.addAll(List.of("-c", configuration.toString()));
        whole.addAll(List.of(arguments));
        return whole;
    }

    /** The entries of the database; a line that is none is a failure. */
    List<Entry> entries() throws IOException {
        if (!Files.exists(dbfile)) {
            return List.of();
        }
        return Files.readAllLines(dbfile).stream()
                .map(line -> Entry.parse(line)
                        .orElseThrow(() -> new AssertionError("garbled dbfile: " + line)))
                .toList();
    }

    /** The entry that relaylock would find. */
    Optional<Entry> find(String address) throws IOException {
        if (!Files.exists(dbfile)) {
            return Optional.empty();
        }
        try (FileChannel file = FileChannel.open(dbfile)) {
            return new Database(dbfile.toString(), new Database.Bytes() {
                @Override
                public long size() throws IOException {
                    return file.size();
                }

                @Override
                public int read(long position, byte[] buffer) throws IOException {
                    return Math.max(0, file.read(ByteBuffer.wrap(buffer), position));
                }
            }).find(Address.parse(address).orElseThrow());
        }
    }

    /** The addresses of the database. */
    Set<String> addresses() throws IOException {
        return entries().stream().map(entry -> entry.address().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Waits until an address is in the database. */
    void untilRecorded(String address) throws Exception {
        box.until(address + " in the database", () -> addresses().contains(address));
    }
}

package poplock.readlog;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds what has become of a log file: rotated files stand in its folder, under its name with something behind it
 * (NAME.1, NAME-20261122).
 */
final class Rotated {
    private static final int LOOKS = 100;
    private static final List<String> COMPRESSED = List.of(".gz", ".bz2", ".xz", ".zst", ".lz4", ".Z");

    private final Path path;
    private final Consumer<String> warnings;

    /** A file of the folder as it was when it was looked at. */
    private record Name(Path path, FileKey key, long modified) {
        /** @return null if it has gone */
        static Name of(Path path) {
            try {
                return new Name(path, FileKey.of(path), Files.getLastModifiedTime(path).toMillis());
            } catch (IOException e) {
                return null;
            }
        }

        Seen seen() {
            return new Seen(key, modified);
        }

        boolean is(Position position) {
            return key.inode() == position.inode() && key.device() == position.device();
        }
    }

    Rotated(Path path, Consumer<String> warnings) {
        this.path = path.toAbsolutePath();
        this.warnings = warnings;
    }

    /**
     * Opens the files that had the name after another one and have lost it already. Their lines count from their own time
     * stamps: an administrator's copy of an old log may look like one of them.
     *
     * @param files those that are open, the last of them the one that had the name before
     */
    List<LogFile> begunAfter(List<LogFile> files, Intake intake) throws IOException {
        var begun = new ArrayList<LogFile>();
        FileKey named = FileKey.of(path);
        for (Name name : names()) {
            boolean known = name.key().equals(named)
                    || files.stream().anyMatch(file -> file.key().equals(name.key()));
            if (!known && LogFile.made(name.path()).compareTo(files.getLast().made()) > 0) {
                tryOpen(name, intake, 0).ifPresent(begun::add);
            }
        }
        for (LogFile file : begun) {
            file.startBacklog(0);
        }
        return begun;
    }

    /**
     * Opens the files that were being read when readlog stopped, at their positions, and those that were begun and
     * rotated since then.
     *
     * @param saved their positions, oldest file first
     * @return empty if there is nothing of that name, which is no loss yet
     */
    List<LogFile> resume(List<Position> saved, Intake intake) throws IOException {
        var files = new ArrayList<LogFile>();
        var lost = new ArrayList<Position>();
        for (Position position : saved) {
            find(position, intake, false).ifPresentOrElse(files::add, () -> lost.add(position));
        }
        long time = saved.getLast().time();
        Name named = Name.of(path);
        for (Name name : names()) {
            boolean open = files.stream().anyMatch(file -> file.key().equals(name.key()));
            boolean current = named != null && name.key().equals(named.key());
            if (!open && (current || name.modified() / 1000 >= time)) {
                tryOpen(name, intake, 0).ifPresent(files::add);
            }
        }
        for (LogFile file : files) {
            file.recall();
            file.startBacklog(time);
        }
        if (!files.isEmpty()) {
            lost.forEach(this::warnOfLoss);
        }
        return files;
    }

    /** A file as it was when it was looked at: a number may be used again, but not with the same time. */
    record Seen(FileKey key, long modified) {}

    /**
     * Copies that were made of a file.
     *
     * @param files what is to be read of them, oldest first
     * @param seen all files that were there
     */
    record Copies(List<LogFile> files, Set<Seen> seen) {}

    /**
     * The copies that were made of a file before it was truncated: one that it was read from, opened where that had been
     * read to, and those made after it.
     */
    Copies copiesOf(LogFile file) throws IOException {
        var copies = new ArrayList<LogFile>();
        List<Name> names = settledNames();
        find(file.position(path, 0), file.intake(), true).ifPresent(copies::add);
        boolean later = false;
        for (Name name : copies.isEmpty() ? List.<Name>of() : names) {
            boolean first = name.key().equals(copies.getFirst().key());
            if (later && !first && !name.key().equals(file.key())) {
                tryOpen(name, file.intake(), 0).ifPresent(copies::add);
            }
            later |= first;
        }
        return new Copies(copies, seen(names));
    }

    /** The copies that were made since, and before the file was read again after its truncation. */
    List<LogFile> copiesSince(Set<Seen> seen, LogFile file) {
        var copies = new ArrayList<LogFile>();
        for (Name name : settledNames()) {
            if (!name.key().equals(file.key()) && !seen.contains(name.seen())) {
                tryOpen(name, file.intake(), 0).ifPresent(copies::add);
            }
        }
        return copies;
    }

    private static Map<Path, FileKey> keys(List<Name> names) {
        return names.stream().collect(Collectors.toMap(Name::path, Name::key));
    }

    private static Set<Seen> seen(List<Name> names) {
        return names.stream().map(Name::seen).collect(Collectors.toSet());
    }

    /** While logrotate renames one file after the other a look at the folder may miss some: so two looks must agree. */
    private List<Name> settledNames() {
        List<Name> before = names();
        List<Name> names = names();
        for (int i = 0; i < LOOKS && !keys(names).equals(keys(before)); i++) {
            before = names;
            names = names();
        }
        return names;
    }

    /**
     * A file of the folder that was read to the position: the same file, or else one with the same beginning.
     *
     * @param shorter whether it may end before the position: a copy lacks what came between copying and truncation
     */
    private Optional<LogFile> find(Position position, Intake intake, boolean shorter) throws IOException {
        List<Name> names = settledNames();
        names.sort(Comparator.comparing(name -> !name.is(position)));
        for (Name name : names) {
            if (name.is(position) || position.head().length() > 0) {
                var file = tryOpen(name, intake, position.offset());
                if (file.isPresent() && file.get().startsLike(position)
                        && (shorter || file.get().reaches(position))) {
                    return file;
                }
                if (file.isPresent()) {
                    file.get().close();
                }
            }
        }
        return Optional.empty();
    }

    private Optional<LogFile> tryOpen(Name name, Intake intake, long offset) {
        try {
            LogFile file = LogFile.open(name.path(), intake.another(), offset);
            return Optional.of(file);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The file itself and what it may have been rotated to, oldest first. */
    private List<Name> names() {
        var names = new ArrayList<Name>();
        list(Rotated::isPlain, file -> {
            Name name = Name.of(file);
            if (name != null) {
                names.add(name);
            }
        });
        names.sort(Comparator.comparing(Name::modified));
        return names;
    }

    private void list(Predicate<Path> wanted, Consumer<Path> taker) {
        try {
            Path real = Files.exists(path) ? path.toRealPath() : path;
            String name = real.getFileName().toString();
            try (var folder = Files.newDirectoryStream(real.getParent(),
                    file -> isRelated(file, name) && wanted.test(file))) {
                folder.forEach(taker);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // A folder that is not there holds nothing.
        }
    }

    private static boolean isRelated(Path file, String name) {
        String text = file.getFileName().toString();
        return text.equals(name) || text.startsWith(name + ".") || text.startsWith(name + "-");
    }

    private static boolean isPlain(Path file) {
        return !isCompressed(file) && Files.isRegularFile(file);
    }

    private static boolean isCompressed(Path file) {
        return COMPRESSED.stream().anyMatch(file.toString()::endsWith);
    }

    private void warnOfLoss(Position position) {
        var compressed = new ArrayList<String>();
        list(Rotated::isCompressed, file -> {
            Name name = Name.of(file);
            if (name != null && name.modified() / 1000 >= position.time()) {
                compressed.add(file.getFileName().toString());
            }
        });
        compressed.sort(Comparator.naturalOrder());
        warnings.accept("the file that " + path
                + " was when readlog stopped is gone; logins since then may be missing"
                + (compressed.isEmpty()
                        ? ""
                        : "; they may be in the compressed " + String.join(" ", compressed)));
    }
}

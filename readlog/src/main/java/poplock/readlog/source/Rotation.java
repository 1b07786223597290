package poplock.readlog.source;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import poplock.readlog.database.Position;

/** Finds what has become of a log file. */
final class Rotation {
    private final Path path;
    private final LogFolder folder;
    private final Consumer<String> warnings;

    Rotation(Path path, Consumer<String> warnings) {
        this.path = path.toAbsolutePath();
        folder = new LogFolder(this.path);
        this.warnings = warnings;
    }

    /**
     * Opens the files that had the name after another one and have lost it already. Their lines count from their own time
     * stamps: an administrator's copy of an old log may look like one of them.
     *
     * @param opened the file that had the name just now: it must be open before the others are looked for, as it may lose
     *            the name meanwhile
     * @param files those that were open before, the last of them the one that had the name
     */
    List<LogFile> begunBefore(LogFile opened, List<LogFile> files, Intake intake) throws IOException {
        var begun = new ArrayList<LogFile>();
        for (LogFolder.Name name : folder.settledNames()) {
            boolean known = name.key().equals(opened.key()) || name.isAmong(files);
            if (!known && madeBetween(name, files.getLast(), opened)) {
                tryOpen(name, intake, 0).ifPresent(begun::add);
            }
        }
        for (LogFile file : begun) {
            file.startBacklog(0);
        }
        return begun;
    }

    /** Whether a file has a name still, though another one: it was rotated, and not replaced. */
    boolean isThere(LogFile file) {
        return folder.find(file.key()) != null;
    }

    /** Two files made in one tick of the kernel's clock have the same time. */
    private static boolean madeBetween(LogFolder.Name name, LogFile first, LogFile last) {
        return name.made().compareTo(first.made()) >= 0 && name.made().compareTo(last.made()) <= 0;
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
        // One look for all: what comes after it is found by its name.
        List<LogFolder.Name> names = folder.settledNames();
        for (Position position : saved) {
            var found = find(position, names, intake, false).or(() -> whereItLed(position, intake));
            if (found.isPresent()) {
                addFurther(files, found.get());
            } else {
                lost.add(position);
            }
        }
        long time = saved.getLast().time();
        LogFolder.Name named = LogFolder.Name.of(path);
        for (LogFolder.Name name : names) {
            boolean current = named != null && name.key().equals(named.key());
            if (!name.isAmong(files) && (current || name.modified() / 1000 >= time)) {
                tryOpen(name, intake, 0).ifPresent(files::add);
            }
        }
        for (LogFile file : files) {
            file.startBacklog(time);
            file.recall();
        }
        if (!files.isEmpty() && !lost.isEmpty()) {
            warnOfLoss(lost.getFirst());
        }
        return files;
    }

    /** A file that took another's place may be found by the positions of both: the one that is further on counts. */
    private static void addFurther(List<LogFile> files, LogFile found) throws IOException {
        for (int i = 0; i < files.size(); i++) {
            if (files.get(i).key().equals(found.key())) {
                LogFile further = files.get(i).isFurther(found) ? files.get(i) : found;
                (further == found ? files.get(i) : found).close();
                files.set(i, further);
                return;
            }
        }
        files.add(found);
    }

    /** A file that the name led to when it was a link to another place, or one with another name. */
    private Optional<LogFile> whereItLed(Position position, Intake intake) {
        if (position.real().equals(path.toString())) {
            return Optional.empty();
        }
        try {
            return find(position, new LogFolder(Path.of(position.real())).settledNames(), intake, false);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Copies that were made of a file.
     *
     * @param files what is to be read of them, oldest first
     * @param seen all files that were there
     */
    record Copies(List<LogFile> files, Set<LogFolder.Seen> seen) {}

    /**
     * The copies that were made of a file before it was truncated: one that it was read from, opened where that had been
     * read to, and those made after it.
     */
    Copies copiesOf(LogFile file) throws IOException {
        var copies = new ArrayList<LogFile>();
        List<LogFolder.Name> names = folder.settledNames();
        // It may begin as it did by now, with NULs for instance, and is no copy of itself.
        List<LogFolder.Name> others = names.stream().filter(name -> !name.key().equals(file.key())).toList();
        find(file.position(path, 0), others, file.intake(), true).ifPresent(copies::add);
        boolean later = false;
        for (LogFolder.Name name : copies.isEmpty() ? List.<LogFolder.Name>of() : names) {
            boolean first = name.key().equals(copies.getFirst().key());
            if (later && !first && !name.key().equals(file.key())) {
                tryOpen(name, file.intake(), 0).ifPresent(copies::add);
            }
            later |= first;
        }
        return new Copies(copies, seen(names));
    }

    /** The copies that were made since, and before the file was read again after its truncation. */
    List<LogFile> copiesSince(Set<LogFolder.Seen> seen, LogFile file) {
        var copies = new ArrayList<LogFile>();
        for (LogFolder.Name name : folder.settledNames()) {
            if (!name.key().equals(file.key()) && !seen.contains(name.seen())) {
                tryOpen(name, file.intake(), 0).ifPresent(copies::add);
            }
        }
        return copies;
    }

    private static Set<LogFolder.Seen> seen(List<LogFolder.Name> names) {
        return names.stream().map(LogFolder.Name::seen).collect(Collectors.toSet());
    }

    /**
     * A file of the folder that was read to the position: the same file, or else one with the same beginning.
     *
     * @param shorter whether it may end before the position: a copy lacks what came between copying and truncation
     */
    private Optional<LogFile> find(Position position, List<LogFolder.Name> names, Intake intake,
            boolean shorter) throws IOException {
        var likely = new ArrayList<>(names);
        LogFolder.Name named = LogFolder.Name.of(path);
        likely.sort(Comparator.comparing((LogFolder.Name name) -> !name.is(position))
                .thenComparing(name -> named == null || !name.key().equals(named.key())));
        likely.removeIf(name -> shorter && name.is(position));
        for (LogFolder.Name name : likely) {
            if (name.is(position) || position.fingerprint().length() > 0) {
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

    /** Opens the very file that was seen, though it may have been renamed once more since. */
    private Optional<LogFile> tryOpen(LogFolder.Name seen, Intake intake, long offset) {
        LogFolder.Name name = seen;
        for (int i = 0; i < LogFolder.LOOKS && name != null; i++) {
            try {
                LogFile file = LogFile.open(name.path(), intake.another(), offset);
                if (file.key().equals(seen.key())) {
                    return Optional.of(file);
                }
                file.close();
            } catch (NoSuchFileException e) {
                // Renamed, or gone.
            } catch (IOException e) {
                return Optional.empty();
            }
            name = folder.find(seen.key());
        }
        return Optional.empty();
    }

    private void warnOfLoss(Position position) {
        List<String> compressed = folder.compressedSince(position.time());
        warnings.accept("the file that " + path
                + " was when readlog stopped is gone; logins since then may be missing"
                + (compressed.isEmpty()
                        ? ""
                        : "; they may be in the compressed " + String.join(" ", compressed)));
    }
}

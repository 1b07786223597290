package poplock.readlog.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import poplock.posix.Errno;
import poplock.posix.Failure;
import poplock.posix.FileStatus;
import poplock.posix.Libc;
import poplock.readlog.database.Position;

/** Finds what has become of a log file. */
final class Rotation {
    private final Libc libc;
    private final String path;
    private final LogFolder folder;
    private final Consumer<String> warnings;

    Rotation(Libc libc, String path, Consumer<String> warnings) {
        this.libc = libc;
        this.path = path;
        folder = new LogFolder(libc, path);
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
    List<LogFile> begunBefore(LogFile opened, List<LogFile> files, Intake intake) throws Failure {
        var begun = new ArrayList<LogFile>();
        for (LogFolder.Name name : folder.settledNames()) {
            boolean known = name.is(opened) || name.isAmong(files);
            if (!known && madeBetween(name, files.getLast(), opened)) {
                tryOpen(name, intake, 0).ifPresent(begun::add);
            }
        }
        for (LogFile file : begun) {
            file.startBacklog(0);
        }
        return begun;
    }

    /** Whether the log has never been rotated, or nothing is left of what it was rotated to. */
    boolean isAlone() {
        return folder.names().size() <= 1 && folder.compressedSince(0).isEmpty();
    }

    /** Whether a file has a name still, though another one: it was rotated, and not replaced. */
    boolean isThere(LogFile file) {
        return folder.find(file.status()) != null;
    }

    /** Two files made in one tick of the kernel's clock have the same time. */
    private static boolean madeBetween(LogFolder.Name name, LogFile first, LogFile last) {
        return name.status().made() >= first.made() && name.status().made() <= last.made();
    }

    /**
     * Opens the files that were being read when readlog stopped, at their positions, and those that were begun and
     * rotated since then.
     *
     * @param saved their positions, oldest file first
     * @return empty if there is nothing of that name, which is no loss yet
     */
    List<LogFile> resume(List<Position> saved, Intake intake) throws Failure {
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
        FileStatus named = folder.named();
        for (LogFolder.Name name : names) {
            boolean current = name.status().sameFile(named);
            if (!name.isAmong(files) && (current || name.isWrittenSince(time))) {
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
    private static void addFurther(List<LogFile> files, LogFile found) throws Failure {
        for (int i = 0; i < files.size(); i++) {
            if (files.get(i).status().sameFile(found.status())) {
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
        if (position.real().equals(path)) {
            return Optional.empty();
        }
        try {
            return find(position, new LogFolder(libc, position.real()).settledNames(), intake, false);
        } catch (Failure e) {
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
    Copies copiesOf(LogFile file) throws Failure {
        var copies = new ArrayList<LogFile>();
        List<LogFolder.Name> names = folder.settledNames();
        // It may begin as it did by now, with NULs for instance, and is no copy of itself.
        List<LogFolder.Name> others = names.stream().filter(name -> !name.is(file)).toList();
        find(file.position(path, 0), others, file.intake(), true).ifPresent(copies::add);
        boolean later = false;
        for (LogFolder.Name name : copies.isEmpty() ? List.<LogFolder.Name>of() : names) {
            boolean first = name.is(copies.getFirst());
            if (later && !first && !name.is(file)) {
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
            if (!name.is(file) && !seen.contains(name.seen())) {
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
            boolean shorter) throws Failure {
        var likely = new ArrayList<>(names);
        FileStatus named = folder.named();
        likely.sort(Comparator.comparing((LogFolder.Name name) -> !name.is(position))
                .thenComparing(name -> !name.status().sameFile(named)));
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
                LogFile file = LogFile.open(libc, name.path(), intake.another(), offset);
                if (seen.is(file)) {
                    return Optional.of(file);
                }
                file.close();
            } catch (Failure e) {
                // Else it was renamed, or has gone.
                if (e.error() != Errno.ENOENT) {
                    return Optional.empty();
                }
            }
            name = folder.find(seen.status());
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

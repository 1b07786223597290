package poplock.readlog.source;

import java.util.ArrayList;
import java.util.List;

import poplock.posix.Errno;
import poplock.posix.Failure;
import poplock.posix.FileStatus;
import poplock.posix.FolderWatch;
import poplock.posix.Libc;
import poplock.posix.Poll;
import poplock.program.Warnings;
import poplock.readlog.database.Position;

/**
 * A log file followed by its name, through rotation by rename, by copying and truncating, through deletion and through
 * links that change their target. A file that lost the name is read on until it has been quiet for a while, since
 * syslogd writes to it until it is told of the rotation.
 */
final class FileSource implements LogSource {
    private static final int BUFFER = 1 << 18;
    /** In milliseconds. */
    private static final long SHORT_WAIT = 1_000;
    /** More files than this that have lost the name are not kept open, whoever may still write to them. */
    private static final int MOST = 8;

    private final Libc libc;
    private final String path;
    private final Intake intake;
    private final FolderWatch watch;
    private final Rotation rotated;
    private final byte[] buffer = new byte[BUFFER];
    private final Truncations truncations;
    private final long start;
    /** All that stood in the files at this time has been read, in seconds since the epoch. */
    private long readUntil;
    private long reachedUntil;
    /** Open files, oldest first; empty until there has been one. At most the last one has the name. */
    private final List<LogFile> files = new ArrayList<>();
    /** Positions of files that were not to be found at the start. */
    private List<Position> missing = List.of();
    private final ReadFailures failures;
    private boolean starting = true;
    /** Whether there was something to read when it was looked at last, so that there may be more. */
    private boolean more = true;
    /** Whether to look again after a second, even if nothing is told. */
    private boolean brief;
    private long looked;

    /**
     * Opens what there is to read.
     *
     * @param saved the positions kept for this path, oldest file first; if none, reading starts at the end
     */
    FileSource(Libc libc, String path, List<Position> saved, Intake intake, Warnings warnings) {
        this.libc = libc;
        this.path = path;
        this.intake = intake;
        failures = new ReadFailures(path, warnings);
        this.watch = new FolderWatch(libc, path);
        this.rotated = new Rotation(libc, path, warnings::say);
        truncations = new Truncations(rotated, buffer);
        start = intake.now();
        readUntil = saved.isEmpty() ? start : saved.getLast().time();
        reachedUntil = readUntil;
        watch.look();
        missing = saved;
        openNamed();
        starting = false;
    }

    @Override
    public void await(Poll poll) {
        if (more) {
            poll.dontWait();
            return;
        }
        if (watch.descriptor() >= 0) {
            poll.await(watch.descriptor());
        }
        if (brief) {
            poll.until(looked + SHORT_WAIT);
        }
    }

    @Override
    public void read(Poll poll) {
        boolean told = watch.descriptor() >= 0 && poll.ready(watch.descriptor());
        if (more || told || brief && poll.now() >= looked + SHORT_WAIT) {
            looked = poll.now();
            look();
        }
    }

    /** Even where changes are told it is looked at now and then: one that was not told costs no more than this. */
    @Override
    public void check() {
        look();
    }

    /** Watches first, then looks at the files: no change falls between the look and the wait. */
    private void look() {
        watch.changed();
        boolean told = watch.look();
        long now = intake.now();
        more = readAll();
        if (!more || areAtEnd()) {
            openNamed();
            more |= readAll();
            retire();
        }
        if (areAtEnd()) {
            reachedEnd(now);
        }
        brief = !told || files.size() != 1 || failures.persist() || files.getFirst().isBeingRewritten();
    }

    /** Whether nothing is left to read for now; of a busy file that is seldom so, but it is. */
    private boolean areAtEnd() {
        boolean atEnd = true;
        for (LogFile file : files) {
            try {
                atEnd &= file.isAtEnd();
            } catch (Failure e) {
                failures.reading(e);
            }
        }
        return atEnd;
    }

    /** What is written from now on was written after {@code time}. */
    private void reachedEnd(long time) {
        if (files.isEmpty() || failures.persist()) {
            return;
        }
        readUntil = time;
        if (Math.abs(time - reachedUntil) >= Position.GRAIN) {
            reachedUntil = time;
            intake.reached(positions());
        }
    }

    @Override
    public void close() {
        long now = intake.now();
        if (areAtEnd()) {
            reachedUntil = 0;
            reachedEnd(now);
        }
        watch.close();
        for (LogFile file : files) {
            file.close();
        }
    }

    /** Sees to it that the file that has the name now is open, and the last one. */
    private void openNamed() {
        try {
            if (!missing.isEmpty()) {
                resume();
            }
            FileStatus named = FileStatus.of(libc, path);
            named.refuseAllButPlain(path);
            var open = files.stream().filter(file -> file.status().sameFile(named)).findFirst();
            if (open.isEmpty()) {
                LogFile opened = openNew();
                files.addAll(files.isEmpty() ? List.of() : rotated.begunBefore(opened, files, intake));
                files.add(opened);
            } else if (open.get() != files.getLast()) {
                files.remove(open.get());
                files.add(open.get());
            }
            failures.none();
        } catch (Failure e) {
            // A file that is missing for a moment is in the middle of a rotation.
            failures.opening(e, e.error() == Errno.ENOENT && !files.isEmpty());
        }
    }

    private void resume() throws Failure {
        boolean there = FileStatus.of(libc, path).exists();
        files.addAll(rotated.resume(missing, intake));
        if (!files.isEmpty()) {
            missing = List.of();
        } else if (!there) {
            // Should it have come since, with its folder, the position is to be looked for there first.
            throw new Failure("read " + path, Errno.ENOENT);
        }
    }

    /**
     * Opens the named file. All of it is new, unless it is the first and was there before readlog was, or begins as the one
     * that had the name before it.
     */
    private LogFile openNew() throws Failure {
        LogFile file = LogFile.open(libc, path, intake.another(), 0);
        if (files.isEmpty() && missing.isEmpty() && (starting || file.made() / LogFolder.NANOS < start)) {
            file.skipToEnd();
            file.recall();
            if (starting && !file.isBegun() && rotated.isAlone()) {
                file.intake().begin();
            }
            file.intake().reached(List.of(file.position(path, readUntil)));
        } else if (!files.isEmpty() && file.continues(files.getLast())) {
            file.goOnAt(files.getLast().position(path, readUntil).offset(), readUntil);
        } else {
            // A file that took the place of one that has gone may hold the lines of any time.
            file.startBacklog(files.isEmpty() || rotated.isThere(files.getLast()) ? readUntil : 0);
        }
        missing = List.of();
        return file;
    }

    /** Closes files that nobody writes any more: they are quiet, and the one with the name is not untouched. */
    private void retire() {
        for (int i = 0; i < files.size() - 1;) {
            boolean over = files.get(i).isQuiet() && files.getLast().isBegun();
            if (!over && files.size() <= MOST) {
                i++;
                continue;
            }
            try (LogFile retired = files.remove(i)) {
                truncations.forget(retired);
                retired.intake().forget();
            }
        }
    }

    /** Reads one buffer's worth of each. @return whether there was anything to read */
    private boolean readAll() {
        boolean any = false;
        for (LogFile file : files) {
            try {
                truncations.before(file, readUntil);
                if (file.read(buffer)) {
                    any = true;
                    file.intake().reached(positions());
                    truncations.after(file);
                }
            } catch (Failure e) {
                failures.reading(e);
            }
        }
        return any;
    }

    private List<Position> positions() {
        return files.stream().map(file -> file.position(path, readUntil)).toList();
    }
}

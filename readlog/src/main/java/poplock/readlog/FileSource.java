package poplock.readlog;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import poplock.common.Complaint;

/**
 * A log file followed by its name, through rotation by rename, by copying and truncating, through deletion and through
 * links that change their target. A file that lost the name is read on until it has been quiet for a while, since
 * syslogd writes to it until it is told of the rotation.
 */
final class FileSource implements LogSource {
    private static final int BUFFER = 1 << 18;
    private static final long QUIET = TimeUnit.SECONDS.toNanos(60);

    private final Path path;
    private final Intake intake;
    private final Consumer<String> warnings;
    private final FolderWatch watch;
    private final byte[] buffer = new byte[BUFFER];
    /** Open files, oldest first. At most the last one has the name. */
    private final List<LogFile> files = new ArrayList<>();
    private String trouble = "";
    private volatile boolean stopped;

    /**
     * Opens what there is to read.
     *
     * @param saved the positions kept for this path, oldest file first; if none, reading starts at the end
     * @throws Complaint if the file cannot be followed
     */
    static FileSource open(Path path, List<Position> saved, Intake intake, Consumer<String> warnings) {
        try {
            return new FileSource(path, saved, intake, warnings);
        } catch (IOException e) {
            throw Complaint.temporary("unable to follow " + path + ": " + Why.of(e));
        }
    }

    private FileSource(Path path, List<Position> saved, Intake intake, Consumer<String> warnings)
            throws IOException {
        this.path = path;
        this.intake = intake;
        this.warnings = warnings;
        this.watch = new FolderWatch(path);
        watch.look();
        if (saved.isEmpty()) {
            openAtEnd();
        } else {
            files.addAll(new Rotated(path, warnings).resume(saved, intake));
        }
    }

    @Override
    public void run() throws IOException, InterruptedException {
        try (watch) {
            while (!stopped) {
                boolean told = watch.look();
                readAll();
                openNamed();
                retire();
                boolean brief = !told || files.size() != 1 || !trouble.isEmpty();
                if (!readAll()) {
                    watch.await(brief);
                }
            }
        }
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public void drain() throws IOException {
        for (LogFile file : files) {
            file.close();
        }
    }

    private void openAtEnd() throws IOException {
        try {
            LogFile file = LogFile.open(path, intake.another(), 0);
            file.skipToEnd();
            files.add(file);
            file.intake().deliver(positions());
        } catch (IOException e) {
            tell(e);
        }
    }

    /** Opens the file that has the name now, if it is not open yet: all of it is new. */
    private void openNamed() throws IOException {
        try {
            FileKey named = FileKey.of(path);
            var open = files.stream().filter(file -> file.key().equals(named)).findFirst();
            if (open.isEmpty() || open.get() != files.getLast()) {
                open.ifPresent(files::remove);
                files.add(open.isPresent() ? open.get() : LogFile.open(path, intake.another(), 0));
            }
            trouble = "";
        } catch (IOException e) {
            tell(e);
        }
    }

    /** Warns once of each kind of trouble; a file that is missing for a moment is in the middle of a rotation. */
    private void tell(IOException e) {
        String why = Why.of(e);
        boolean rotating = e instanceof NoSuchFileException && !files.isEmpty();
        if (!trouble.equals(why) && !rotating) {
            warnings.accept("unable to read " + path + ": " + why + "; trying on");
        }
        trouble = why;
    }

    private void retire() throws IOException {
        for (Iterator<LogFile> each = files.iterator(); each.hasNext();) {
            LogFile file = each.next();
            if (file != files.getLast() && file.quiet() > QUIET) {
                each.remove();
                file.close();
            }
        }
    }

    /** @return whether there was anything to read */
    private boolean readAll() throws IOException {
        boolean any = false;
        for (LogFile file : files) {
            if (file.wasTruncated()) {
                readCopy(file);
                file.rewind();
            }
            while (!stopped && file.read(buffer)) {
                file.intake().deliver(positions());
                any = true;
            }
        }
        return any;
    }

    /** What was written to a file before it was truncated, and not read yet, stands in the copy made of it. */
    private void readCopy(LogFile file) throws IOException {
        var copy = new Rotated(path, warnings).copyOf(file);
        if (copy.isPresent()) {
            try (LogFile rest = copy.get()) {
                while (rest.read(buffer)) {
                    rest.intake().deliver(null);
                }
            }
        }
    }

    private List<Position> positions() {
        long now = System.currentTimeMillis() / 1000;
        return files.stream().map(file -> file.position(path, now)).toList();
    }
}

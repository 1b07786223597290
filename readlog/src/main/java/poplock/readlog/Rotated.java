package poplock.readlog;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds what has become of a log file: rotated files stand in its folder, under its name with something behind it
 * (NAME.1, NAME-20261122).
 */
final class Rotated {
    private static final List<String> COMPRESSED = List.of(".gz", ".bz2", ".xz", ".zst", ".lz4", ".Z");

    private final Path path;
    private final Consumer<String> warnings;

    Rotated(Path path, Consumer<String> warnings) {
        this.path = path.toAbsolutePath();
        this.warnings = warnings;
    }

    /**
     * Opens the files that were being read when readlog stopped, at their positions, and those that were begun and
     * rotated since then.
     *
     * @param saved their positions, oldest file first
     */
    List<LogFile> resume(List<Position> saved, Intake intake) throws IOException {
        var files = new ArrayList<LogFile>();
        for (Position position : saved) {
            find(position, intake).ifPresentOrElse(files::add, () -> warnOfLoss(position));
        }
        long time = saved.getLast().time();
        FileKey named = Files.exists(path) ? FileKey.of(path) : null;
        boolean rotated = files.stream().noneMatch(file -> file.key().equals(named));
        for (Path name : names()) {
            FileKey key = FileKey.of(name);
            boolean open = files.stream().anyMatch(file -> file.key().equals(key));
            if (!open && rotated && (key.equals(named) || modified(name) / 1000 >= time)) {
                files.add(LogFile.open(name, intake.another(), 0));
            }
        }
        for (LogFile file : files) {
            file.startBacklog(time);
        }
        return files;
    }

    /** The copy that was made of a file before it was truncated, opened where the file had been read to. */
    Optional<LogFile> copyOf(LogFile file) throws IOException {
        return find(file.position(path, 0), file.intake());
    }

    /** A file of the folder that was read to the position: the same file, or else one with the same beginning. */
    private Optional<LogFile> find(Position position, Intake intake) throws IOException {
        List<Path> names = names();
        names.sort(Comparator.comparing(name -> !isSame(name, position)));
        for (Path name : names) {
            LogFile file = LogFile.open(name, intake.another(), position.offset());
            boolean same = isSame(name, position) || position.head().length() > 0;
            if (same && file.channel().size() >= position.offset()
                    && position.head().startsFile(file.channel())) {
                return Optional.of(file);
            }
            file.close();
        }
        return Optional.empty();
    }

    private static boolean isSame(Path name, Position position) {
        try {
            FileKey key = FileKey.of(name);
            return key.inode() == position.inode() && key.device() == position.device();
        } catch (IOException e) {
            return false;
        }
    }

    /** The file itself and what it may have been rotated to, oldest first. */
    private List<Path> names() throws IOException {
        var names = new ArrayList<Path>();
        Path real = Files.exists(path) ? path.toRealPath() : path;
        String prefix = real.getFileName().toString();
        try (var folder = Files.newDirectoryStream(real.getParent(), name -> isRotated(name, prefix))) {
            folder.forEach(names::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        names.sort(Comparator.comparing(Rotated::modified));
        return names;
    }

    private static boolean isRotated(Path name, String prefix) {
        String text = name.getFileName().toString();
        boolean related = text.equals(prefix) || text.startsWith(prefix + ".")
                || text.startsWith(prefix + "-");
        return related && COMPRESSED.stream().noneMatch(text::endsWith) && Files.isRegularFile(name);
    }

    private static long modified(Path name) {
        try {
            return Files.getLastModifiedTime(name).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }

    private void warnOfLoss(Position position) {
        String compressed = "";
        try (var folder = Files.newDirectoryStream(path.getParent(), path.getFileName() + "*")) {
            for (Path name : folder) {
                boolean newer = modified(name) / 1000 >= position.time();
                if (newer && COMPRESSED.stream().anyMatch(name.toString()::endsWith)) {
                    compressed += " " + name.getFileName();
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            compressed = "";
        }
        warnings.accept("the file that " + path
                + " was when readlog stopped is gone; logins since then may be missing"
                + (compressed.isEmpty() ? "" : "; they may be in the compressed" + compressed));
    }
}

package poplock.readlog.source;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import poplock.readlog.database.FileKey;
import poplock.readlog.database.Position;

/**
 * The folder of a log file: rotated files stand beside it, under its name with something behind it (NAME.1, NAME-20261122);
 * what multilog and svlogd make of {@code current} is named after the time (@400000006b03433b1be4e45c.s).
 */
final class LogFolder {
    /** How often to look again at a folder in which files are being renamed. */
    static final int LOOKS = 100;
    private static final List<String> COMPRESSED = List.of(".gz", ".bz2", ".xz", ".zst", ".lz4", ".Z");

    private final Path path;

    /** A file of the folder as it was when it was looked at. */
    record Name(Path path, FileKey key, long modified, FileTime made) {
        /** @return null if it has gone */
        static Name of(Path path) {
            try {
                return new Name(path, FileKey.of(path), Files.getLastModifiedTime(path).toMillis(),
                        LogFile.made(path));
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

        boolean isAmong(List<LogFile> files) {
            return files.stream().anyMatch(file -> file.key().equals(key));
        }
    }

    /** A file as it was when it was looked at: a number may be used again, but not with the same time. */
    record Seen(FileKey key, long modified) {}

    LogFolder(Path path) {
        this.path = path;
    }

    /** The file itself and what it may have been rotated to, oldest first. */
    List<Name> names() {
        var names = new ArrayList<Name>();
        list(LogFolder::isPlain, file -> {
            Name name = Name.of(file);
            if (name != null) {
                names.add(name);
            }
        });
        names.sort(Comparator.comparing(Name::modified));
        return names;
    }

    /** While logrotate renames one file after the other a look at the folder may miss some: so two looks must agree. */
    List<Name> settledNames() {
        List<Name> before = names();
        List<Name> names = names();
        for (int i = 0; i < LOOKS && !keys(names).equals(keys(before)); i++) {
            before = names;
            names = names();
        }
        return names;
    }

    /** Where a file is now; null if it is nowhere. */
    Name find(FileKey key) {
        return names().stream().filter(name -> name.key().equals(key)).findFirst().orElse(null);
    }

    /** The names of what may hold its lines since a time, but is compressed. */
    List<String> compressedSince(long time) {
        var compressed = new ArrayList<String>();
        list(LogFolder::isCompressed, file -> {
            Name name = Name.of(file);
            if (name != null && name.modified() / 1000 >= time) {
                compressed.add(file.getFileName().toString());
            }
        });
        compressed.sort(Comparator.naturalOrder());
        return compressed;
    }

    private static Map<Path, FileKey> keys(List<Name> names) {
        return names.stream().collect(Collectors.toMap(Name::path, Name::key));
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
        boolean byTime = name.equals("current") && text.startsWith("@");
        return byTime || text.equals(name) || text.startsWith(name + ".") || text.startsWith(name + "-");
    }

    private static boolean isPlain(Path file) {
        return !isCompressed(file) && Files.isRegularFile(file);
    }

    private static boolean isCompressed(Path file) {
        return COMPRESSED.stream().anyMatch(file.toString()::endsWith);
    }
}

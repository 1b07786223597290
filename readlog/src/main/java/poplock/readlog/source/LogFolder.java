package poplock.readlog.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import poplock.posix.AtomicFile;
import poplock.posix.Directory;
import poplock.posix.Failure;
import poplock.posix.FileStatus;
import poplock.posix.Libc;
import poplock.readlog.database.Position;

/**
 * The folder of a log file: rotated files stand beside it, under its name with something behind it (NAME.1, NAME-20261122);
 * what multilog and svlogd make of {@code current} is named after the time (@400000006b03433b1be4e45c.s).
 */
final class LogFolder {
    /** How often to look again at a folder in which files are being renamed. */
    static final int LOOKS = 100;
    private static final List<String> COMPRESSED = List.of(".gz", ".bz2", ".xz", ".zst", ".lz4", ".Z");

    /** Of a second. */
    static final long NANOS = 1_000_000_000;

    private final Libc libc;
    private final String path;

    /** A file of the folder as it was when it was looked at. */
    record Name(String path, FileStatus status) {
        Seen seen() {
            return new Seen(status.device(), status.inode(), status.modified());
        }

        boolean is(LogFile file) {
            return status.sameFile(file.status());
        }

        boolean is(Position position) {
            return status.inode() == position.inode() && status.device() == position.device();
        }

        boolean isAmong(List<LogFile> files) {
            return files.stream().anyMatch(this::is);
        }

        /** Whether it was written at a time, in seconds since the epoch, or later. */
        boolean isWrittenSince(long time) {
            return status.modified() / NANOS >= time;
        }
    }

    /** A file as it was when it was looked at: a number may be used again, but not with the same time. */
    record Seen(long device, long inode, long modified) {}

    LogFolder(Libc libc, String path) {
        this.libc = libc;
        this.path = path;
    }

    /** The file that has the name itself, if there is one. */
    FileStatus named() {
        return FileStatus.of(libc, path);
    }

    /** The file itself and what it may have been rotated to, oldest first. */
    List<Name> names() {
        var names = new ArrayList<Name>();
        list(false, name -> {
            if (name.status().isPlain()) {
                names.add(name);
            }
        });
        names.sort(Comparator.comparingLong(name -> name.status().modified()));
        return names;
    }

    /** While logrotate renames one file after the other a look at the folder may miss some: so two looks must agree. */
    List<Name> settledNames() {
        List<Name> before = names();
        List<Name> names = names();
        for (int i = 0; i < LOOKS && !places(names).equals(places(before)); i++) {
            before = names;
            names = names();
        }
        return names;
    }

    /** Where a file is now; null if it is nowhere. */
    Name find(FileStatus file) {
        return names().stream().filter(name -> name.status().sameFile(file)).findFirst().orElse(null);
    }

    /** The names of what may hold its lines since a time, but is compressed. */
    List<String> compressedSince(long time) {
        var compressed = new ArrayList<String>();
        list(true, name -> {
            if (name.isWrittenSince(time)) {
                compressed.add(Directory.name(name.path()));
            }
        });
        compressed.sort(Comparator.naturalOrder());
        return compressed;
    }

    /** Which file stands where. */
    private static Set<String> places(List<Name> names) {
        var places = new HashSet<String>();
        for (Name name : names) {
            places.add(name.status().device() + " " + name.status().inode() + " " + name.path());
        }
        return places;
    }

    private void list(boolean compressed, Consumer<Name> taker) {
        String real = named().exists() ? AtomicFile.target(libc, path) : path;
        try {
            for (String name : Directory.names(libc, Directory.holding(real))) {
                if (isRelated(name, Directory.name(real)) && isCompressed(name) == compressed) {
                    String place = Directory.holding(real) + "/" + name;
                    FileStatus status = FileStatus.of(libc, place);
                    if (status.exists()) {
                        taker.accept(new Name(place, status));
                    }
                }
            }
        } catch (Failure e) {
            // A folder that is not there holds nothing.
        }
    }

    private static boolean isRelated(String file, String name) {
        boolean byTime = name.equals("current") && file.startsWith("@");
        return byTime || file.equals(name) || file.startsWith(name + ".") || file.startsWith(name + "-");
    }

    private static boolean isCompressed(String file) {
        return COMPRESSED.stream().anyMatch(file::endsWith);
    }
}

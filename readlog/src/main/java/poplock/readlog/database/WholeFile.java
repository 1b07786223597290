package poplock.readlog.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;

/** A file that is only ever replaced whole: written beside its place, then renamed into it. */
public record WholeFile(Path path) {
    /** What shows that a file has not been touched. */
    public record Seen(FileKey key, FileTime modified, long size) {
        /** @return null if there is no such file */
        public static Seen of(Path path) {
            try {
                return new Seen(FileKey.of(path), Files.getLastModifiedTime(path), Files.size(path));
            } catch (IOException e) {
                return null;
            }
        }
    }

    /**
     * Replaces the file, keeping the mode, owner, SELinux context and access control list of the one that is there; a new
     * one gets mode 0644.
     *
     * @param durable whether the bytes must be on the disk before the name is
     * @return what was written, as it was before anybody else could touch it
     * @throws IOException if any step fails; the old file stays as it was
     */
    public Seen replace(Iterator<ByteBuffer> content, boolean durable) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try {
            boolean made = copyOld(fresh);
            // None of these follows a link that somebody may have put there.
            try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS,
                    made ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.CREATE_NEW)) {
                while (content.hasNext()) {
                    for (ByteBuffer each = content.next(); each.hasRemaining();) {
                        channel.write(each);
                    }
                }
                copyOwnerAndMode(fresh);
                if (durable) {
                    channel.force(true);
                }
            }
            Seen written = Seen.of(fresh);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
            return written;
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("cannot be renamed into place", e);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /**
     * Makes the new file a copy of the old one, content and all, though it is written anew: with it the JDK copies
     * the extended attributes, which it has no other call for outside the namespace {@code user}.
     *
     * @return whether there is a file now
     */
    private boolean copyOld(Path fresh) {
        try {
            if (Files.isRegularFile(path)) {
                Files.copy(path, fresh, StandardCopyOption.COPY_ATTRIBUTES);
                return true;
            }
        } catch (IOException e) {
            // One that cannot be read keeps nobody from writing another; of a full disk, the writing tells.
        }
        return false;
    }

    private void copyOwnerAndMode(Path fresh) throws IOException {
        var view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
        try {
            var old = Files.readAttributes(path, PosixFileAttributes.class);
            copyOwner(old, view);
            view.setPermissions(old.permissions());
        } catch (NoSuchFileException e) {
            view.setPermissions(PosixFilePermissions.fromString("rw-r--r--"));
        }
    }

    private static void copyOwner(PosixFileAttributes old, PosixFileAttributeView view) throws IOException {
        var made = view.readAttributes();
        try {
            if (!old.group().equals(made.group())) {
                view.setGroup(old.group());
            }
            if (!old.owner().equals(made.owner())) {
                view.setOwner(old.owner());
            }
        } catch (IOException e) {
            // Only root may give a file away; better a file of ours than an old one.
        }
    }
}

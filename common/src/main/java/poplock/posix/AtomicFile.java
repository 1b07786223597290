package poplock.posix;

import java.io.Closeable;

/**
 * A file that takes another one's place whole: written beside it, then renamed into its place, so that a reader sees the
 * old file or the new one. It may be written piece by piece, with other work between. One that is closed without
 * {@link #commit} leaves the old file as it was.
 */
public final class AtomicFile implements Closeable {
    private static final String BESIDE = ".new";
    private static final int OWNER_ONLY = 0600;
    /** The permissions of a file that replaces none. */
    private static final int READABLE = 0644;
    private static final int PATH_MAX = 4096;

    private final Libc libc;
    private final String path;
    private final int mode;
    private final OpenFile fresh;
    private boolean committed;

    private AtomicFile(Libc libc, String path, int mode, OpenFile fresh) {
        this.libc = libc;
        this.path = path;
        this.mode = mode;
        this.fresh = fresh;
    }

    /**
     * Begins a file in place of another, which need not be there. A link would be replaced, not what it leads to:
     * {@link #target}.
     *
     * @throws Failure {@code unable to write PATH.new: why}
     */
    public static AtomicFile replacing(Libc libc, String path) throws Failure {
        return replacing(libc, path, READABLE);
    }

    /** @param mode the permissions of a file that replaces none */
    public static AtomicFile replacing(Libc libc, String path, int mode) throws Failure {
        String beside = path + BESIDE;
        // What a crash left, or a link that somebody put there: neither is written through.
        libc.unlink(CString.of(beside));
        int flags = FileCalls.O_WRONLY | FileCalls.O_CREAT | FileCalls.O_EXCL | FileCalls.O_NOFOLLOW;
        return new AtomicFile(libc, path, mode, OpenFile.write(libc, beside, flags, OWNER_ONLY));
    }

    /** The file that a path leads to, through links, even if there is none yet at the end of the last link. */
    public static String target(Libc libc, String path) {
        byte[] buffer = new byte[PATH_MAX];
        int length = libc.realpath(CString.of(path), buffer);
        if (length >= 0) {
            return CString.text(buffer, 0, length);
        }
        length = libc.readlink(CString.of(path), buffer);
        if (length < 0 || length == buffer.length) {
            return path;
        }
        String link = CString.text(buffer, 0, length);
        return link.startsWith("/") ? link : path.substring(0, path.lastIndexOf('/') + 1) + link;
    }

    public void write(byte[] buffer, int offset, int length) throws Failure {
        fresh.write(buffer, offset, length);
    }

    /**
     * Puts the file in its place, with the permissions, owner, SELinux context and access control list of the one that is
     * there.
     *
     * @param durable whether it must be on the disk, first its content and then its name
     * @return what was written, as it was before anybody else could touch it
     */
    public FileStatus commit(boolean durable) throws Failure {
        inherit(FileStatus.of(libc, path));
        if (durable) {
            fresh.sync();
        }
        FileStatus written = fresh.status();
        Failure.checked("write " + path, libc.rename(CString.of(fresh.path()), CString.of(path)));
        committed = true;
        fresh.close();
        if (durable) {
            syncFolder();
        }
        return written;
    }

    /** Without the right to give a file away, better a file of ours than an old one. */
    private void inherit(FileStatus old) throws Failure {
        int permissions = mode;
        if (old.isPlain()) {
            permissions = old.permissions();
            FileStatus made = fresh.status();
            if (made.group() != old.group()) {
                libc.fchown(fresh.descriptor(), -1, old.group());
            }
            if (made.user() != old.user()) {
                libc.fchown(fresh.descriptor(), old.user(), -1);
            }
            ExtendedAttributes.copy(libc, path, fresh.descriptor());
        }
        Failure.checked("write " + fresh.path(), libc.fchmod(fresh.descriptor(), permissions));
    }

    /** Some filesystems cannot; a folder that may not be read keeps nobody from writing a file in it. */
    private void syncFolder() throws Failure {
        int flags = FileCalls.O_RDONLY | FileCalls.O_DIRECTORY | FileCalls.O_CLOEXEC;
        int folder = libc.open(CString.of(Directory.holding(path)), flags, 0);
        if (folder < 0) {
            return;
        }
        int error = libc.fsync(folder);
        libc.close(folder);
        if (error != -Errno.EINVAL) {
            Failure.checked("write " + path, error);
        }
    }

    @Override
    public void close() {
        fresh.close();
        if (!committed) {
            libc.unlink(CString.of(fresh.path()));
            committed = true;
        }
    }
}

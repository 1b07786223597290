package poplock.posix;

/**
 * What the file system says of a file.
 *
 * @param error 0, or a negated error number: then the rest means nothing
 * @param mode type and permissions
 * @param size in bytes
 * @param modified when its content last changed, in nanoseconds since the epoch
 * @param made when it was made; where the file system does not keep that, the same as {@code modified}
 */
public record FileStatus(int error, int mode, int user, int group, long device, long inode, long size,
        long modified, long made) {
    private static final int TYPE = 0xf000;
    private static final int FIFO = 0x1000;
    private static final int FOLDER = 0x4000;
    private static final int PLAIN = 0x8000;
    private static final int LINK = 0xa000;
    private static final int SOCKET = 0xc000;
    private static final int PERMISSIONS = 0xfff;

    /** The status of the file that a path leads to, through links. */
    public static FileStatus of(Libc libc, String path) {
        long[] words = new long[FileCalls.STATUS_WORDS];
        return of(libc.stat(CString.of(path), words), words);
    }

    /** The status of what a path names, even if that is a link: the link itself then. */
    public static FileStatus ofLink(Libc libc, String path) {
        long[] words = new long[FileCalls.STATUS_WORDS];
        return of(libc.lstat(CString.of(path), words), words);
    }

    /** The status of an open file. */
    public static FileStatus of(Libc libc, int file) {
        long[] words = new long[FileCalls.STATUS_WORDS];
        return of(libc.fstat(file, words), words);
    }

    /** From what a call answered and filled: mode, user, group, device, inode, size, modified, made. */
    private static FileStatus of(int error, long[] words) {
        return new FileStatus(error, (int) words[0], (int) words[1], (int) words[2], words[3], words[4],
                words[5], words[6], words[7]);
    }

    public boolean exists() {
        return error == 0;
    }

    public boolean isFifo() {
        return is(FIFO);
    }

    /** Whether a program may hope to read it from start to end: not so a FIFO or a folder. */
    public boolean isPlain() {
        return is(PLAIN);
    }

    /**
     * Sees to it that it is a plain file.
     *
     * @param path its name
     * @throws Failure {@code unable to read PATH: why}, also if there is none
     */
    public void refuseAllButPlain(String path) throws Failure {
        Failure.checked("read " + path, error);
        if (!isPlain()) {
            throw new Failure("read " + path, isFolder() ? Errno.EISDIR : Errno.ESPIPE);
        }
    }

    public boolean isFolder() {
        return is(FOLDER);
    }

    public boolean isLink() {
        return is(LINK);
    }

    public boolean isSocket() {
        return is(SOCKET);
    }

    private boolean is(int type) {
        return exists() && (mode & TYPE) == type;
    }

    /** As chmod takes them. */
    public int permissions() {
        return mode & PERMISSIONS;
    }

    /** Whether both are one file, whatever the names. False if one of them does not exist. */
    public boolean sameFile(FileStatus other) {
        return exists() && other.exists() && device == other.device && inode == other.inode;
    }

    /** Whether it is the file that it was, and nobody has written to it. */
    public boolean untouchedSince(FileStatus earlier) {
        return sameFile(earlier) && size == earlier.size && modified == earlier.modified;
    }
}

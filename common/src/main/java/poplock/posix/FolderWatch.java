package poplock.posix;

import java.io.Closeable;

/**
 * Tells when something has changed in the folder of a file, or in the folder where a link to it leads. {@link #look} comes
 * before a look at the files, so that no change falls between the look and the wait.
 */
public final class FolderWatch implements Closeable {
    /**
     * Filesystems whose files change without this kernel's knowing, by their numbers in linux/magic.h: nfs, cifs, smb2, smb,
     * 9p, ceph, afs, all of FUSE, vboxsf.
     */
    private static final long[] REMOTE = {0x6969, 0xff534d42L, 0xfe534d42L, 0x517b, 0x01021997, 0x00c36400,
            0x5346414f, 0x65735546, 0x786f4256};
    private static final int CHANGES = FileCalls.IN_MODIFY | FileCalls.IN_CREATE | FileCalls.IN_DELETE
            | FileCalls.IN_MOVED_FROM | FileCalls.IN_MOVED_TO | FileCalls.IN_ONLYDIR;
    private static final int PATH_MAX = 4096;

    private final Libc libc;
    private final String file;
    private final long[] remote;
    private final Inotify inotify;
    private final Watched own = new Watched();
    private final Watched linked = new Watched();

    /** A folder as it was when it was registered: the path may lead to another one since. */
    private static final class Watched {
        private FileStatus folder;
        private int watch = -1;
        private boolean told;
    }

    public FolderWatch(Libc libc, String file) {
        this(libc, file, REMOTE);
    }

    /** @param remote the filesystems where inotify does not see all */
    FolderWatch(Libc libc, String file, long... remote) {
        this.libc = libc;
        this.file = file;
        this.remote = remote;
        inotify = new Inotify(libc);
    }

    /** The descriptor to wait for; negative if there is none. */
    public int descriptor() {
        return inotify.descriptor();
    }

    /**
     * Registers for the folders as they are now.
     *
     * @return whether all changes will be told; if not, the caller looks again now and then
     */
    public boolean look() {
        if (inotify.descriptor() < 0) {
            return false;
        }
        boolean told = register(own, Directory.holding(file));
        if (!FileStatus.ofLink(libc, file).isLink()) {
            return told;
        }
        byte[] target = new byte[PATH_MAX];
        int length = libc.realpath(CString.of(file), target);
        return length >= 0 && register(linked, Directory.holding(CString.text(target, 0, length))) && told;
    }

    private boolean register(Watched watched, String folder) {
        FileStatus now = FileStatus.of(libc, folder);
        if (watched.watch < 0 || !watched.folder.sameFile(now)) {
            int older = watched.watch;
            watched.folder = now;
            watched.watch = inotify.add(folder, CHANGES);
            watched.told = watched.watch >= 0 && !isRemote(libc.statfs(CString.of(folder)));
            // Not before: a folder that is watched twice has one watch. The kernel removes one of a deleted folder.
            if (older >= 0 && older != own.watch && older != linked.watch) {
                inotify.remove(older);
            }
        }
        return watched.told;
    }

    private boolean isRemote(long filesystem) {
        boolean found = false;
        for (long each : remote) {
            found |= each == filesystem;
        }
        return found;
    }

    /** Takes what has been told so far. @return whether anything has changed */
    public boolean changed() {
        return inotify.changed();
    }

    @Override
    public void close() {
        inotify.close();
    }
}

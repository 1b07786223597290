package poplock.readlog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Tells when something has changed in the folder of a file, or in the folder where a link to it leads. Where there is no
 * inotify, or it does not see what other hosts write, it just lets a second pass.
 */
final class FolderWatch implements Closeable {
    /** Filesystems whose files change without this kernel's knowing. */
    static final Set<String> REMOTE = Set.of("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "ceph",
            "afs", "fuse.sshfs", "fuse.glusterfs", "fuse", "vboxsf");
    private static final long SHORT_WAIT = 1;
    /** Even where inotify works a wait ends now and then, in seconds; a lost event costs no more than this. */
    private static final long LONG_WAIT = 15;

    private final Path file;
    private final Set<String> remote;
    /** Null if the system gives out no more inotify instances. */
    private final WatchService service;
    private final Map<Path, Watched> watched = new HashMap<>();

    /** A folder as it was when it was registered: the path may lead to another one since. */
    private record Watched(FileKey folder, WatchKey key, boolean told) {}

    FolderWatch(Path file) {
        this(file, REMOTE);
    }

    /** @param remote the types of filesystems where inotify does not see all */
    FolderWatch(Path file, Set<String> remote) {
        this.file = file.toAbsolutePath();
        this.remote = remote;
        this.service = newService();
    }

    private static WatchService newService() {
        try {
            return FileSystems.getDefault().newWatchService();
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Registers for the folders as they are now. To be called before looking at the files, so that no change falls
     * between the look and the wait.
     *
     * @return whether changes will be told
     */
    boolean look() {
        try {
            boolean told = service != null && register(file.getParent());
            return told && (!Files.isSymbolicLink(file) || register(file.toRealPath().getParent()));
        } catch (IOException e) {
            // No such folder, or no more inotify watches.
            return false;
        }
    }

    /**
     * Waits for a change.
     *
     * @param brief whether to look again after a second even if nothing changes
     */
    void await(boolean brief) throws InterruptedException {
        if (service == null) {
            TimeUnit.SECONDS.sleep(SHORT_WAIT);
            return;
        }
        try {
            WatchKey key = service.poll(brief ? SHORT_WAIT : LONG_WAIT, TimeUnit.SECONDS);
            while (key != null) {
                key.pollEvents();
                key.reset();
                key = service.poll();
            }
        } catch (ClosedWatchServiceException e) {
            throw new InterruptedException();
        }
    }

    private boolean register(Path folder) throws IOException {
        FileKey now = FileKey.of(folder);
        Watched old = watched.get(folder);
        if (old == null || !old.key().isValid() || !old.folder().equals(now)) {
            if (old != null) {
                old.key().cancel();
            }
            WatchKey key = folder.register(service, StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE);
            old = new Watched(now, key, !remote.contains(Files.getFileStore(folder).type()));
            watched.put(folder, old);
        }
        return old.told();
    }

    @Override
    public void close() {
        try {
            if (service != null) {
                service.close();
            }
        } catch (IOException e) {
            // It goes with the program.
        }
    }
}

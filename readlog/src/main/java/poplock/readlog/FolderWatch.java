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
    private static final Set<String> REMOTE = Set.of("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "ceph",
            "afs",
            "fuse.sshfs", "fuse.glusterfs", "fuse", "vboxsf");
    private static final long SHORT_WAIT = 1;
    /** Even where inotify works a wait ends now and then, in seconds; a lost event costs no more than this. */
    private static final long LONG_WAIT = 15;

    private final Path file;
    private final WatchService service;
    private final Map<Path, WatchKey> keys = new HashMap<>();

    FolderWatch(Path file) throws IOException {
        this.file = file.toAbsolutePath();
        this.service = FileSystems.getDefault().newWatchService();
    }

    /**
     * Registers for the folders as they are now. To be called before looking at the files, so that no change falls
     * between the look and the wait.
     *
     * @return whether changes will be told
     */
    boolean look() throws IOException {
        Path folder = file.getParent();
        boolean seen = register(folder);
        if (Files.isSymbolicLink(file) && Files.exists(file)) {
            seen &= register(file.toRealPath().getParent());
        }
        return seen;
    }

    /**
     * Waits for a change.
     *
     * @param brief whether to look again after a second even if nothing changes
     */
    void await(boolean brief) throws InterruptedException {
        try {
            WatchKey key = service.poll(brief ? SHORT_WAIT : LONG_WAIT, TimeUnit.SECONDS);
            while (key != null) {
                key.pollEvents();
                if (!key.reset()) {
                    keys.values().remove(key);
                }
                key = service.poll();
            }
        } catch (ClosedWatchServiceException e) {
            throw new InterruptedException();
        }
    }

    private boolean register(Path folder) throws IOException {
        WatchKey key = keys.get(folder);
        if (key != null && key.isValid()) {
            return true;
        }
        if (!Files.isDirectory(folder)) {
            return false;
        }
        keys.put(folder, folder.register(service, StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE));
        return !REMOTE.contains(Files.getFileStore(folder).type());
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}

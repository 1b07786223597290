package poplock.posix;

import java.io.Closeable;

/** The kernel's word that files or folders have changed. Where the system gives out no more of it, none comes. */
final class Inotify implements Closeable {
    private final Libc libc;
    /** Negative if there is none. */
    private int file;
    private final byte[] events = new byte[1 << 14];

    Inotify(Libc libc) {
        this.libc = libc;
        file = libc.inotifyInit1(FileCalls.O_NONBLOCK | FileCalls.O_CLOEXEC);
    }

    /** The descriptor to wait for; negative if there is none. */
    int descriptor() {
        return file;
    }

    /**
     * Asks for word of a file or folder.
     *
     * @param changes what counts, IN_ bits
     * @return the watch's number, negative if there is none
     */
    int add(String path, int changes) {
        return file < 0 ? file : libc.inotifyAddWatch(file, CString.of(path), changes);
    }

    /** The kernel removes the watch of what is deleted by itself. */
    void remove(int watch) {
        libc.inotifyRmWatch(file, watch);
    }

    /** Takes what has been told so far. @return whether anything has changed */
    boolean changed() {
        boolean changed = false;
        while (file >= 0 && libc.read(file, events, 0, events.length) > 0) {
            changed = true;
        }
        return changed;
    }

    @Override
    public void close() {
        if (file >= 0) {
            libc.close(file);
            file = -1;
        }
    }
}

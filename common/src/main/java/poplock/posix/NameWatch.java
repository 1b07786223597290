package poplock.posix;

import java.io.Closeable;

/**
 * Tells when an open file may have lost its name: it was removed or renamed, or another one took its place. Writing to it tells
 * nothing.
 */
public final class NameWatch implements Closeable {
    /** Of a file that is held open, its removal shows as a change of its attributes: it has one name less. */
    private static final int CHANGES = FileCalls.IN_ATTRIB | FileCalls.IN_MOVE_SELF;

    private final Inotify inotify;
    private int watch = -1;

    public NameWatch(Libc libc) {
        inotify = new Inotify(libc);
    }

    /** Watches the file that has the name now, and no other any more. */
    public void look(String path) {
        if (watch >= 0) {
            inotify.remove(watch);
        }
        watch = inotify.add(path, CHANGES);
    }

    /** The descriptor to wait for; negative if there is none. */
    public int descriptor() {
        return inotify.descriptor();
    }

    /** Takes what has been told so far. @return whether the name may have been lost */
    public boolean changed() {
        return inotify.changed();
    }

    @Override
    public void close() {
        inotify.close();
    }
}

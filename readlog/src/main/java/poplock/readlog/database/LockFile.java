package poplock.readlog.database;

import java.io.Closeable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import poplock.common.Complaint;
import poplock.posix.CString;
import poplock.posix.Errno;
import poplock.posix.Failure;
import poplock.posix.FileCalls;
import poplock.posix.FileStatus;
import poplock.posix.HandedOn;
import poplock.posix.Libc;
import poplock.posix.OpenFile;
import poplock.program.Warnings;

/**
 * The file whose lock makes this readlog the only writer of a database. It also says, one word a line, which files held
 * something when they were written last: of one that is empty or gone nothing else tells that it should not be.
 */
final class LockFile implements Closeable {
    private static final int MAX_BYTES = 1 << 10;
    private static final int MODE = 0644;

    private final Libc libc;
    private final String path;
    private OpenFile lock;
    private final Set<String> filled = new TreeSet<>();

    /**
     * Takes the lock.
     *
     * @throws Complaint if another readlog has it, or the folder cannot be written
     */
    LockFile(Libc libc, String path) {
        this.libc = libc;
        this.path = path;
        try {
            lock = locked();
        } catch (Failure e) {
            throw Complaint.temporary(e.getMessage());
        }
    }

    private OpenFile locked() throws Failure {
        OpenFile file = HandedOn.take(libc, path);
        if (file == null) {
            file = OpenFile.write(libc, path, FileCalls.O_RDWR | FileCalls.O_CREAT, MODE);
        }
        try {
            int error = libc.lock(file.descriptor(), FileCalls.F_OFD_SETLK, FileCalls.F_WRLCK);
            if (error == -Errno.EAGAIN || error == -Errno.EACCES) {
                throw Complaint.temporary("another readlog has locked " + path);
            }
            Failure.checked("lock " + path, error);
            readWords(file);
            return file;
        } catch (Failure | Complaint e) {
            file.close();
            throw e;
        }
    }

    private void readWords(OpenFile file) throws Failure {
        byte[] content = new byte[MAX_BYTES];
        int length = file.read(0, content, 0, MAX_BYTES);
        filled.clear();
        addWords(CString.text(content, 0, length));
    }

    private void addWords(String text) {
        int start = 0;
        for (int end; (end = text.indexOf('\n', start)) >= 0; start = end + 1) {
            filled.add(text.substring(start, end));
        }
    }

    /**
     * Takes the lock again if it was lost: its file may have gone with its folder, or by a hand that tidied up, and then it
     * keeps nobody out.
     */
    void keep() throws Failure {
        if (!FileStatus.of(libc, path).sameFile(lock.status())) {
            OpenFile old = lock;
            lock = locked();
            old.close();
        }
    }

    /** Keeps the lock when this process becomes readlog anew. */
    void handOn() {
        HandedOn.give(libc, path, lock.descriptor());
    }

    /** Whether a file held something when it was written last. */
    boolean saysFilled(String file) {
        return filled.contains(file);
    }

    /** Notes whether a file holds something. A crash must not make it say so of one that does not. */
    void note(String file, boolean isFilled) throws Failure {
        if (saysFilled(file) == isFilled) {
            return;
        }
        var words = new TreeSet<>(filled);
        if (isFilled) {
            words.add(file);
        } else {
            words.remove(file);
        }
        words.retainAll(List.of(DatabaseFile.WORD, StateFile.WORD));
        var text = new StringBuilder();
        words.forEach(word -> text.append(word).append('\n'));
        lock.overwrite(CString.bytes(text.toString()));
        filled.clear();
        filled.addAll(words);
    }

    /** Notes that a file holds nothing: what has been told is not told again. */
    void forget(String file, Warnings warnings) {
        try {
            note(file, false);
        } catch (Failure e) {
            warnings.say(e.getMessage());
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}

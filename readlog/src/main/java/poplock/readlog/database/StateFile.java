package poplock.readlog.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

import poplock.posix.AtomicFile;
import poplock.posix.CString;
import poplock.posix.Failure;
import poplock.posix.FileStatus;
import poplock.posix.Libc;
import poplock.posix.OpenFile;

/** The positions of the followed files, kept across restarts. */
final class StateFile {
    /** Its name in the {@link LockFile}. */
    static final String WORD = "state";
    /** No state that readlog writes is longer, in bytes. */
    private static final int MOST = 1 << 26;

    private final Libc libc;
    private final String path;

    StateFile(Libc libc, String path) {
        this.libc = libc;
        this.path = path;
    }

    String path() {
        return path;
    }

    /**
     * The positions on the disk; none if there is no file yet. A line that is no position, or does not end, is left out.
     *
     * @param bad is told the number, from 1, of each such line
     * @throws Failure if there is a file that cannot be read
     */
    List<Position> read(IntConsumer bad) throws Failure {
        FileStatus status = FileStatus.of(libc, path);
        if (!status.exists()) {
            return List.of();
        }
        status.refuseAllButPlain(path);
        String text;
        try (OpenFile file = OpenFile.read(libc, path)) {
            text = CString.text(file.content(MOST));
        }
        var positions = new ArrayList<Position>();
        int number = 0;
        for (int start = 0, end; start < text.length(); start = end + 1) {
            end = text.indexOf('\n', start);
            number++;
            var position = end < 0 ? Optional.<Position>empty() : Position.parse(text.substring(start, end));
            position.ifPresent(positions::add);
            if (position.isEmpty()) {
                bad.accept(number);
            }
            end = end < 0 ? text.length() : end;
        }
        return positions;
    }

    boolean isEmpty() {
        FileStatus status = FileStatus.of(libc, path);
        return !status.exists() || status.size() == 0;
    }

    boolean exists() {
        return FileStatus.of(libc, path).exists();
    }

    void write(Collection<List<Position>> positions) throws Failure {
        var text = new StringBuilder();
        positions.forEach(list -> list.forEach(position -> text.append(position).append('\n')));
        byte[] bytes = CString.bytes(text.toString());
        // What is known of a FIFO is out of date after a loss of power: it is not worth the wait for the disk.
        boolean lasting = positions.stream().flatMap(List::stream)
                .anyMatch(each -> !each.path().startsWith("fifo:"));
        try (AtomicFile fresh = AtomicFile.replacing(libc, path)) {
            fresh.write(bytes, 0, bytes.length);
            fresh.commit(lasting);
        }
    }
}

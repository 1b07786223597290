package poplock.readlog.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** The positions of the followed files, kept across restarts. */
final class StateFile {
    /** Its name in the {@link LockFile}. */
    static final String WORD = "state";

    private final WholeFile file;

    StateFile(Path path) {
        file = new WholeFile(path);
    }

    Path path() {
        return file.path();
    }

    /**
     * The positions on the disk; none if there is no file yet. A line that is no position, or does not end, is left out.
     *
     * @param bad is told the number, from 1, of each such line
     * @throws IOException if there is a file that cannot be read
     */
    List<Position> read(IntConsumer bad) throws IOException {
        if (Files.exists(file.path()) && !Files.isRegularFile(file.path())) {
            throw new IOException("it is no regular file");
        }
        String text;
        try {
            text = new String(Files.readAllBytes(file.path()), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return List.of();
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

    boolean isEmpty() throws IOException {
        return !exists() || Files.size(file.path()) == 0;
    }

    boolean exists() {
        return Files.exists(file.path());
    }

    void write(Collection<List<Position>> positions) throws IOException {
        var text = new StringBuilder();
        positions.forEach(list -> list.forEach(position -> text.append(position).append('\n')));
        var bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        // What is known of a FIFO is out of date after a loss of power: it is not worth the wait for the disk.
        boolean lasting = positions.stream().flatMap(List::stream)
                .anyMatch(each -> !each.path().startsWith("fifo:"));
        file.replace(List.of(bytes).iterator(), lasting);
    }
}

package poplock.readlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The positions of the followed files, kept across restarts. */
final class StateFile {
    private final WholeFile file;

    StateFile(Path path) {
        file = new WholeFile(path);
    }

    /**
     * The positions on the disk; none if there is no file yet. A line that is no position is left out.
     *
     * @throws IOException if there is a file that cannot be read
     */
    List<Position> read() throws IOException {
        if (Files.exists(file.path()) && !Files.isRegularFile(file.path())) {
            throw new IOException("it is no regular file");
        }
        try {
            return new String(Files.readAllBytes(file.path()), StandardCharsets.UTF_8).lines()
                    .map(Position::parse).flatMap(Optional::stream).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    boolean exists() {
        return Files.exists(file.path());
    }

    void write(Collection<List<Position>> positions) throws IOException {
        var text = new StringBuilder();
        positions.forEach(list -> list.forEach(position -> text.append(position).append('\n')));
        var bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        file.replace(List.of(bytes).iterator(), true);
    }
}

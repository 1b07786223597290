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

/** The positions of the followed files, kept across restarts. Paths are bytes as ISO-8859-1 to Java's names and back. */
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
        try (var lines = Files.lines(file.path(), StandardCharsets.UTF_8)) {
            return lines.map(Position::parse).flatMap(Optional::stream).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }

    void write(Collection<List<Position>> positions) throws IOException {
        var text = new StringBuilder();
        positions.forEach(list -> list.forEach(position -> text.append(position).append('\n')));
        file.replace(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)), true);
    }
}

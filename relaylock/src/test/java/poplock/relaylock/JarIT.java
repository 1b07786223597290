package poplock.relaylock;

import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class JarIT {
    @Test
    void holdsNothingOfOthers() throws IOException {
        try (var jar = new JarFile("target/relaylock.jar")) {
            List<String> foreign = jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName)
                    .filter(name -> !name.startsWith("META-INF/"))
                    .filter(name -> !name
                            .matches("poplock/(relaylock|common|posix|posix/jvm|program)/[^/]*\\.class")
                            || name.contains("/Native") || name.contains("/Picocli"))
                    .toList();
            assertEquals(List.of(), foreign);
        }
    }
}

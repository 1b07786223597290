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
            List<String> foreign = jar.stream().map(ZipEntry::getName)
                    .filter(name -> !name.startsWith("META-INF/"))
                    .filter(name -> !"poplock/relaylock/".startsWith(name)
                            && !"poplock/common/".startsWith(name))
                    .filter(name -> !name.matches("poplock/(relaylock|common)/[^/]*\\.class")
                            || name.contains("/Native"))
                    .toList();
            assertEquals(List.of(), foreign);
        }
    }
}

package poplock.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A self-signed certificate for localhost. */
record Certificate(Path certificate, Path key) {
    static Certificate make(Box box, Path dir) throws IOException, InterruptedException {
        Files.createDirectories(dir);
        Certificate made = new Certificate(dir.resolve("certificate.pem"), dir.resolve("key.pem"));
        Box.run(Component.installed("/usr/bin/openssl", "openssl"), "req", "-x509", "-newkey", "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30", "-subj", "/CN=localhost", "-keyout",
                made.key.toString(), "-out", made.certificate.toString());
        return made;
    }
}

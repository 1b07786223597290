package poplock.fifosafety;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What fifo-safety answers when it does not get to work: the same in both forms. */
class TranscriptIT {
    private static final String HINT = "; try 'fifo-safety --help'\n";

    private Scene scene;

    private record Answer(int exit, String output, String errors) {}

    private Answer run(Form form, String... arguments) throws Exception {
        var whole = new ArrayList<String>();
        for (String argument : arguments) {
            whole.add(argument.replace("DIR", scene.dir.toString()));
        }
        Path out = scene.dir.resolve("out");
        Path err = scene.dir.resolve("err");
        var builder = new ProcessBuilder(form.command(List.of(), whole)).redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("SMTP_POPLOCK_CONFIG", scene.dir.resolve("env.conf").toString());
        Process process = builder.start();
        return new Answer(process.waitFor(), read(out), read(err));
    }

    private String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1).replace(scene.dir.toString(), "DIR");
    }

    private void configuration(String name, String content) throws IOException {
        Files.writeString(scene.dir.resolve(name), content, StandardCharsets.ISO_8859_1);
    }

    private static Answer fatal(int exit, String message) {
        return new Answer(exit, "", "fifo-safety: fatal: " + message + "\n");
    }

    private static Answer usage(String message) {
        return new Answer(100, "", "fifo-safety: fatal: " + message + HINT);
    }

    private Map<String[], Answer> cases() {
        var cases = new LinkedHashMap<String[], Answer>();
        cases.put(new String[] {"-V"}, new Answer(0, "fifo-safety 3.0.0\n", ""));
        cases.put(new String[] {"--version"}, new Answer(0, "fifo-safety 3.0.0\n", ""));
        cases.put(new String[] {"--bogus"}, usage("unknown option --bogus"));
        cases.put(new String[] {"-h", "-x"}, usage("unknown option -x"));
        cases.put(new String[] {"\u001b[2J"}, usage("unexpected argument ?[2J"));
        cases.put(new String[] {""}, usage("unexpected argument "));
        cases.put(new String[] {"--fifo"}, usage("option --fifo needs a value"));
        cases.put(new String[] {"--fifo", ""}, usage("option --fifo needs a value"));
        cases.put(new String[] {"--interval", "soon"},
                usage("--interval: 'soon' is not a time from 10ms to 1h, such as 200ms, 1s or 5m"));
        cases.put(new String[] {"--stall=2h"},
                usage("--stall: '2h' is not a time from 10ms to 1h, such as 200ms, 1s or 5m"));
        cases.put(new String[] {},
                fatal(100, "DIR/env.conf:1: neither 'key = value' nor '[parser NAME]': 'env'"));
        cases.put(new String[] {"-c", "DIR/none"}, fatal(100, "unable to read DIR/none: no such file"));
        cases.put(new String[] {"-c", "DIR"}, fatal(100, "unable to read DIR: is a directory"));
        cases.put(new String[] {"-c", "DIR/dbfile/none"},
                fatal(100, "unable to read DIR/dbfile/none: not a directory"));
        cases.put(new String[] {"-c", "DIR/bad.conf"}, fatal(100, "DIR/bad.conf:2: unknown key 'colour'"));
        cases.put(new String[] {"-c", "DIR/long.conf"},
                fatal(100, "unable to read DIR/long.conf: longer than 1048576 bytes"));
        cases.put(new String[] {"-c", "DIR/file.conf"},
                fatal(100, "no 'source = fifo:PATH' in DIR/file.conf, and no --fifo"));
        cases.put(new String[] {"-c", "DIR/good.conf"},
                fatal(111,
                        "unable to open DIR/no-fifo: no such file; make it with: mkfifo -m 600 DIR/no-fifo"));
        cases.put(new String[] {"-c", "DIR/good.conf", "--fifo", "DIR/dbfile"},
                fatal(100, "DIR/dbfile is not a FIFO"));
        cases.put(new String[] {"-c", "DIR/good.conf", "--fifo=DIR"}, fatal(100, "DIR is not a FIFO"));
        cases.put(new String[] {"-c", "DIR/good.conf", "--fifo=/dev/null"},
                fatal(100, "/dev/null is not a FIFO"));
        cases.put(new String[] {"-c", "DIR/good.conf", "--fifo=DIR/dbfile/x"},
                fatal(111, "unable to open DIR/dbfile/x: not a directory"));
        cases.put(new String[] {"-c", "DIR/good.conf", "--fifo=DIR/loop"},
                fatal(111, "unable to open DIR/loop: too many symbolic links"));
        cases.put(new String[] {"-c", "DIR/good.conf", "--fifo=" + "x".repeat(5_000)},
                fatal(111,
                        "unable to open " + "x".repeat(1_000 - "fatal: unable to open ".length()) + "..."));
        return cases;
    }

    @Test
    void theTwoFormsAnswerAlike() throws Exception {
        try (var made = new Scene()) {
            scene = made;
            configuration("env.conf", "env");
            configuration("bad.conf", "# a comment\ncolour = blue\n");
            configuration("long.conf", "#".repeat(1 << 20) + "\n");
            configuration("file.conf", "source = file:/var/log/mail.log\n");
            configuration("good.conf", "source = file:x\nsource = fifo:" + scene.dir + "/no-fifo\n");
            configuration("dbfile", "");
            Files.createSymbolicLink(scene.dir.resolve("loop"), Path.of("loop"));
            for (var each : cases().entrySet()) {
                for (Form form : Form.values()) {
                    assertEquals(each.getValue(), run(form, each.getKey()),
                            form + " " + String.join(" ", each.getKey()));
                }
            }
            assertEquals(run(Form.NATIVE, "--help"), run(Form.JAR, "-h"));
            try (Stream<Path> files = Files.list(scene.dir)) {
                assertEquals(0, files.filter(file -> file.toString().endsWith("no-fifo")).count(),
                        "nothing is made");
            }
        }
    }
}

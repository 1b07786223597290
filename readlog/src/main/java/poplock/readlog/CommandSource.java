package poplock.readlog;

import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The standard output of a command, run by /bin/sh as the leader of a process group of its own, and started again when
 * it ends.
 */
final class CommandSource implements LogSource {
    /** The first wait, in seconds; it doubles with each start, up to the last, until the command has run that long. */
    private static final int FIRST_WAIT = 1;
    private static final int LAST_WAIT = 64;

    private final String command;
    private final Intake intake;
    private final Consumer<String> warnings;
    private volatile boolean stopped;
    private volatile Process process;

    CommandSource(String command, Intake intake, Consumer<String> warnings) {
        this.command = command;
        this.intake = intake;
        this.warnings = warnings;
    }

    @Override
    public void run() throws InterruptedException {
        int wait = FIRST_WAIT;
        while (!stopped) {
            long started = System.nanoTime();
            String end = runOnce();
            if (stopped) {
                return;
            }
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
            wait = seconds >= LAST_WAIT ? FIRST_WAIT : wait;
            warnings.accept("command '" + command + "' " + end + "; starting it again in " + wait + "s");
            TimeUnit.SECONDS.sleep(wait);
            wait = Math.min(wait * 2, LAST_WAIT);
        }
    }

    /** Runs the command to its end, and says in words how it ended. */
    private String runOnce() throws InterruptedException {
        try {
            start();
            try (var output = process.getInputStream()) {
                new StreamSource(output, intake).run();
            }
            intake.forget();
            return "ended with status " + process.waitFor();
        } catch (IOException e) {
            return "failed: " + Why.of(e);
        } finally {
            killGroup();
        }
    }

    private synchronized void start() throws IOException {
        if (!stopped) {
            process = new ProcessBuilder("setsid", "/bin/sh", "-c", command)
                    .redirectInput(new File("/dev/null"))
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        }
    }

    @Override
    public synchronized void stop() {
        stopped = true;
        killGroup();
    }

    /** The command may have started others, which hold the pipe; all of them are of the group that setsid made. */
    private void killGroup() {
        if (process == null) {
            return;
        }
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -TERM -- -" + process.pid())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                    .waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

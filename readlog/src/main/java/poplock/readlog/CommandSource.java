package poplock.readlog;

import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The standard output of a command, run by /bin/sh as the leader of a process group of its own, and started again when
 * it ends. What was logged meanwhile is read if the command can go back to it: {@link Since}.
 */
final class CommandSource implements LogSource {
    /** The first wait, in seconds; it doubles with each start, up to the last, until the command has run that long. */
    private static final int FIRST_WAIT = 1;
    private static final int LAST_WAIT = 64;

    private static final int BUFFER = 1 << 16;
    private static final String KILL_GROUP = """
            kill -s TERM -- "$1" || exit
            for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
                sleep 0.1
                kill -s 0 -- "$1" || exit
            done
            kill -s KILL -- "$1"
            """;

    private final String command;
    private final Since since;
    private final Intake intake;
    private final Consumer<String> warnings;
    private volatile boolean stopped;
    private volatile Process process;

    CommandSource(String command, Since since, Intake intake, Consumer<String> warnings) {
        this.command = command;
        this.since = since;
        this.intake = intake;
        this.warnings = warnings;
    }

    @Override
    public void run() throws InterruptedException {
        intake.deliver(since.positions());
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
            if (!start()) {
                return "was not started";
            }
            try (var output = process.getInputStream()) {
                byte[] bytes = new byte[BUFFER];
                var past = new Past();
                for (int count; (count = past.read(() -> output.read(bytes))) >= 0;) {
                    if (past.isOver()) {
                        intake.live();
                    }
                    intake.feed(bytes, 0, count);
                    intake.deliver(since.positions());
                }
            }
            return "ended with status " + process.waitFor();
        } catch (IOException e) {
            return "failed: " + Why.of(e);
        } finally {
            intake.forget();
            killGroup();
        }
    }

    /** @return false if it was stopped before */
    private synchronized boolean start() throws IOException {
        if (!stopped) {
            var builder = new ProcessBuilder("setsid", "/bin/sh", "-c", command)
                    .redirectInput(new File("/dev/null"))
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put(Since.VARIABLE, since.start());
            // journalctl and others write month names in the locale's language, and no other than English is read
            builder.environment().put("LC_ALL", "C");
            process = builder.start();
        }
        return !stopped;
    }

    @Override
    public synchronized void stop() {
        stopped = true;
        killGroup();
    }

    /**
     * The command may have started others, which hold the pipe; all of them are of the group that setsid made. Who does
     * not end within two seconds is killed.
     */
    private void killGroup() {
        if (process == null) {
            return;
        }
        try {
            new ProcessBuilder("/bin/sh", "-c", KILL_GROUP, "sh", "-" + process.pid())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                    .waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

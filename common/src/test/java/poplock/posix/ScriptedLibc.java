package poplock.posix;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A system in a test's hands: arguments, environment, clock, signals, FIFOs, children, standard input, output and error.
 * Files and folders are real. Time passes only where somebody waits, and all at once.
 */
public class ScriptedLibc extends ScriptedFiles {
    private static final long NANOS = 1_000_000;
    private static final long SECONDS = 1_000_000_000;

    private final Map<String, String> environment = new TreeMap<>();
    private final Map<String, Integer> programs = new HashMap<>();
    private final List<String> tried = new ArrayList<>();
    private final List<ScriptedChild> children = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final List<String> became = new ArrayList<>();
    private final ScriptedPipe[] standard = {new ScriptedPipe(), new ScriptedPipe(), new ScriptedPipe()};
    private final ScriptedPipe signals = new ScriptedPipe();

    /** @param arguments the program's own name, its arguments */
    @SuppressWarnings("this-escape")
    public ScriptedLibc(String... arguments) {
        this.arguments.addAll(List.of(arguments));
        for (int i = 0; i < standard.length; i++) {
            give(i, standard[i]);
        }
        signals.openWriter();
    }

    /** Seconds since the epoch. */
    public long time() {
        return time.epoch() / SECONDS;
    }

    /** Milliseconds of the clock that nobody sets. */
    public long ticks() {
        return time.monotonic() / NANOS;
    }

    /** Somebody sets the clock, in seconds since the epoch. */
    public void setTime(long seconds) {
        time.set(seconds * SECONDS);
    }

    /** Time passes; what is to happen until then happens. */
    public void pass(long milliseconds) {
        time.passTo(time.monotonic() + milliseconds * NANOS);
    }

    /** Has something happen after some time, before whoever waits goes on. */
    public void after(long milliseconds, Runnable event) {
        time.at(time.monotonic() + milliseconds * NANOS, event);
    }

    /** Sends the program a signal. */
    public void raise(int number) {
        byte[] record = new byte[SIGINFO_BYTES];
        record[0] = (byte) number;
        signals.append(record);
    }

    /** Standard input. */
    public ScriptedPipe input() {
        return standard[0];
    }

    /** What was written to standard output so far. */
    public String output() {
        return standard[1].content();
    }

    /** What was written to standard error so far. */
    public String errors() {
        return standard[2].content();
    }

    /** All that were started, the latest last. */
    public List<ScriptedChild> children() {
        return children;
    }

    /** The program that this one became: its arguments, its own name first; empty if it did not. */
    public List<String> became() {
        return became;
    }

    /** The paths that it tried to become. */
    public List<String> tried() {
        return tried;
    }

    /** Thrown where execv does not come back. */
    public static final class BecameProgram extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * A program that is there.
     *
     * @param error why it cannot be run; 0 if it can
     */
    public void program(String path, int error) {
        programs.put(path, error);
    }

    /** @param value null for no such variable */
    public void environment(String name, String value) {
        environment.put(name, value);
    }

    /** The zone of local times, as TZ names it, for all of this JVM; null for the system's. */
    public void zone(String name) {
        if (name == null) {
            super.unsetenv(CString.of("TZ"));
        } else {
            super.setenv(CString.of("TZ"), CString.of(name));
        }
        tzset();
    }

    /** The variable's value, or null. */
    public String environment(String name) {
        return environment.get(name);
    }

    @Override
    public int argc() {
        return arguments.size();
    }

    @Override
    public byte[] argv(int index) {
        return arguments.get(index).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void setArgv(int index, byte[] value) {
        arguments.set(index, text(value));
    }

    @Override
    public byte[] getenv(byte[] name) {
        String value = environment.get(text(name));
        return value == null ? null : value.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public int setenv(byte[] name, byte[] value) {
        if (fails("setenv")) {
            return failure("setenv");
        }
        environment.put(text(name), text(value));
        return 0;
    }

    @Override
    public int unsetenv(byte[] name) {
        environment.remove(text(name));
        return 0;
    }

    @Override
    public long clockGettime(int clock) {
        return clock == CLOCK_REALTIME ? time.epoch() : time.monotonic();
    }

    @Override
    public long signal(int number, long handler) {
        return SIG_DFL;
    }

    @Override
    public int signalfd(int[] numbers) {
        return opened(signals, false);
    }

    @Override
    public int kill(int process, int number) {
        return children.stream().filter(child -> child.process == Math.abs(process)).findFirst()
                .map(child -> child.signal(number)).orElse(-Errno.ESRCH);
    }

    @Override
    public int spawn(byte[] path, byte[][] given, int input, int output) {
        if (fails("spawn")) {
            return failure("spawn");
        }
        List<String> texts = Arrays.stream(given).map(ScriptedLibc::text).toList();
        children.add(new ScriptedChild(FIRST + children.size(), texts, pipe(output)));
        return FIRST + children.size() - 1;
    }

    @Override
    public int waitpid(int process, int[] status, int options) {
        return children.get(process - FIRST).wait(status);
    }

    @Override
    public int execv(byte[] path, int first) {
        tried.add(text(path));
        int error = programs.getOrDefault(text(path), Errno.ENOENT);
        if (error != 0) {
            return -error;
        }
        became.addAll(arguments.subList(first, arguments.size()));
        throw new BecameProgram();
    }

    @Override
    public void exit(int status) {
        throw new AssertionError("exit " + status);
    }
}

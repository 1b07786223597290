package poplock.posix;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import poplock.posix.jvm.JvmLibc;

/**
 * A system in a test's hands: arguments, environment, clock, signals, FIFOs, children, standard input, output and error.
 * Files and folders are real. Time passes only where somebody waits, and all at once.
 */
public final class ScriptedLibc extends JvmLibc {
    /** Descriptors from here on are none of the system's. */
    private static final int FIRST = 1_000_000;
    private static final long NANOS = 1_000_000;
    private static final long SECONDS = 1_000_000_000;
    private static final int POLLFD_INTS = 2;

    private record Open(ScriptedPipe pipe, boolean writes) {}

    private final Map<String, ScriptedPipe> fifos = new HashMap<>();
    private final Map<Integer, Open> open = new HashMap<>();
    private final Map<String, String> environment = new TreeMap<>();
    private final Map<String, Integer> failing = new HashMap<>();
    private final TreeMap<Long, List<Runnable>> script = new TreeMap<>();
    private final List<ScriptedChild> children = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final List<String> became = new ArrayList<>();
    private final ScriptedPipe[] standard = {new ScriptedPipe(), new ScriptedPipe(), new ScriptedPipe()};
    private final ScriptedPipe signals = new ScriptedPipe();
    private int next = FIRST;
    private long monotonic = 1_000 * SECONDS;
    private long epoch = 1_795_348_800L * SECONDS;

    /** @param arguments the program's own name, its arguments */
    public ScriptedLibc(String... arguments) {
        this.arguments.addAll(List.of(arguments));
        for (int i = 0; i < standard.length; i++) {
            open.put(i, new Open(standard[i], i > 0));
            standard[i].openWriter();
        }
        signals.openWriter();
    }

    /** Seconds since the epoch. */
    public long time() {
        return epoch / SECONDS;
    }

    /** Milliseconds of the clock that nobody sets. */
    public long ticks() {
        return monotonic / NANOS;
    }

    /** Somebody sets the clock, in seconds since the epoch. */
    public void setTime(long seconds) {
        epoch = seconds * SECONDS;
    }

    /** Time passes; what is to happen until then happens. */
    public void pass(long milliseconds) {
        long end = monotonic + milliseconds * NANOS;
        while (!script.isEmpty() && script.firstKey() <= end) {
            advance(script.firstKey());
        }
        advance(end);
    }

    /** Has something happen after some time, before whoever waits goes on. */
    public void after(long milliseconds, Runnable event) {
        script.computeIfAbsent(monotonic + milliseconds * NANOS, time -> new ArrayList<>()).add(event);
    }

    private void advance(long to) {
        epoch += to - monotonic;
        monotonic = to;
        if (script.containsKey(to)) {
            script.remove(to).forEach(Runnable::run);
        }
    }

    /** Makes a FIFO, with somebody who has it open for writing. */
    public ScriptedPipe fifo(String path) {
        var fifo = new ScriptedPipe();
        fifo.openWriter();
        fifos.put(path, fifo);
        return fifo;
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

    /** The program that this one became: path, then arguments; empty if it did not. */
    public List<String> became() {
        return became;
    }

    /** @param value null for no such variable */
    public void environment(String name, String value) {
        environment.put(name, value);
    }

    /**
     * Lets a function fail from now on.
     *
     * @param function its name in {@link Libc}: open, read, write, fsync, ftruncate, rename, pipe2, tee, spawn, setenv, execv,
     *            inotifyInit1
     * @param error 0 lets it work again
     */
    public void fail(String function, int error) {
        failing.put(function, error);
    }

    private boolean fails(String function) {
        return failing.getOrDefault(function, 0) != 0;
    }

    private int failure(String function) {
        return -failing.get(function);
    }

    private ScriptedPipe pipe(int file) {
        Open opened = open.get(file);
        return opened == null ? null : opened.pipe();
    }

    private int opened(ScriptedPipe pipe, boolean writes) {
        open.put(next, new Open(pipe, writes));
        pipe.writers += writes ? 1 : 0;
        return next++;
    }

    @Override
    public int open(byte[] path, int flags, int mode) {
        String name = text(path);
        ScriptedPipe fifo = name.startsWith("/proc/self/fd/")
                ? pipe(Integer.parseInt(name.substring(14)))
                : fifos.get(name);
        if (fails("open")) {
            return failure("open");
        }
        return fifo == null ? super.open(path, flags, mode) : opened(fifo, (flags & 3) != O_RDONLY);
    }

    @Override
    public int close(int file) {
        Open closed = open.remove(file);
        if (closed == null) {
            return file >= FIRST ? -9 : super.close(file);
        }
        closed.pipe().writers -= closed.writes() ? 1 : 0;
        return 0;
    }

    @Override
    public int read(int file, byte[] buffer, int offset, int length) {
        if (fails("read")) {
            return failure("read");
        }
        ScriptedPipe pipe = pipe(file);
        return pipe == null ? super.read(file, buffer, offset, length) : pipe.read(buffer, offset, length);
    }

    @Override
    public int write(int file, byte[] buffer, int offset, int length) {
        ScriptedPipe pipe = pipe(file);
        if (pipe != null) {
            return pipe.append(Arrays.copyOfRange(buffer, offset, offset + length));
        }
        return fails("write") ? failure("write") : super.write(file, buffer, offset, length);
    }

    @Override
    public int ftruncate(int file, long size) {
        return fails("ftruncate") ? failure("ftruncate") : super.ftruncate(file, size);
    }

    @Override
    public int fsync(int file) {
        return fails("fsync") ? failure("fsync") : super.fsync(file);
    }

    @Override
    public int rename(byte[] from, byte[] to) {
        if (fails("rename")) {
            return failure("rename");
        }
        ScriptedPipe fifo = fifos.remove(text(from));
        if (fifo != null) {
            fifos.put(text(to), fifo);
        }
        return fifo == null ? super.rename(from, to) : 0;
    }

    @Override
    public int unlink(byte[] path) {
        return fifos.remove(text(path)) == null ? super.unlink(path) : 0;
    }

    @Override
    public int stat(byte[] path, long[] status) {
        ScriptedPipe fifo = fifos.get(text(path));
        return fifo == null ? super.stat(path, status) : fifo.status(status);
    }

    @Override
    public int lstat(byte[] path, long[] status) {
        ScriptedPipe fifo = fifos.get(text(path));
        return fifo == null ? super.lstat(path, status) : fifo.status(status);
    }

    @Override
    public int fstat(int file, long[] status) {
        ScriptedPipe pipe = pipe(file);
        return pipe == null ? super.fstat(file, status) : pipe.status(status);
    }

    @Override
    public int fcntl(int file, int command, long argument) {
        ScriptedPipe pipe = pipe(file);
        if (pipe == null) {
            return super.fcntl(file, command, argument);
        }
        if (command == F_SETPIPE_SZ) {
            pipe.capacity((int) argument);
        }
        return command == F_GETPIPE_SZ || command == F_SETPIPE_SZ ? pipe.capacity : 0;
    }

    @Override
    public int fionread(int file) {
        ScriptedPipe pipe = pipe(file);
        return pipe == null ? super.fionread(file) : pipe.unread();
    }

    @Override
    public int pipe2(int[] ends, int flags) {
        if (fails("pipe2")) {
            return failure("pipe2");
        }
        var pipe = new ScriptedPipe();
        ends[0] = opened(pipe, false);
        ends[1] = opened(pipe, true);
        return 0;
    }

    @Override
    public int tee(int from, int to, int length, int flags) {
        return fails("tee") ? failure("tee") : pipe(from).tee(pipe(to), length);
    }

    @Override
    public int isatty(int file) {
        return pipe(file) == null ? super.isatty(file) : -Errno.EINVAL;
    }

    @Override
    public int poll(int[] files, int count, int milliseconds) {
        long end = monotonic + milliseconds * NANOS;
        while (true) {
            int found = look(files, count);
            boolean over = milliseconds >= 0 && monotonic >= end;
            if (found > 0 || over) {
                return found;
            }
            boolean happens = !script.isEmpty() && (milliseconds < 0 || script.firstKey() <= end);
            if (!happens && milliseconds < 0) {
                throw new AssertionError("it would wait for ever: nothing is to happen any more");
            }
            advance(happens ? script.firstKey() : end);
        }
    }

    private int look(int[] files, int count) {
        int found = 0;
        for (int i = 0; i < POLLFD_INTS * count; i += POLLFD_INTS) {
            int wanted = files[i + 1] & 0xffff;
            ScriptedPipe pipe = pipe(files[i]);
            int[] one = {files[i], wanted};
            if (pipe != null) {
                one[1] = wanted | pipe.events(wanted) << 16;
            } else if (super.poll(one, 1, 0) < 0) {
                throw new AssertionError("poll");
            }
            files[i + 1] = one[1];
            found += one[1] >>> 16 == 0 ? 0 : 1;
        }
        return found;
    }

    @Override
    public int inotifyInit1(int flags) {
        return fails("inotifyInit1") ? failure("inotifyInit1") : super.inotifyInit1(flags);
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
        return clock == CLOCK_REALTIME ? epoch : monotonic;
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
        if (fails("execv")) {
            return failure("execv");
        }
        became.add(text(path));
        became.addAll(arguments.subList(first, arguments.size()));
        return 0;
    }

    @Override
    public void exit(int status) {
        throw new AssertionError("exit " + status);
    }

    private static String text(byte[] path) {
        return CString.text(path, 0, path.length - 1);
    }
}

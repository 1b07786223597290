package poplock.posix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import poplock.posix.jvm.JvmLibc;

/** Real files and folders, and FIFOs and pipes in a test's hands: {@link ScriptedLibc} has all the rest. */
class ScriptedFiles extends JvmLibc {
    /** Descriptors from here on are none of the system's. */
    static final int FIRST = 1_000_000;
    private static final long NANOS = 1_000_000;
    private static final int POLLFD_INTS = 2;

    private record Open(ScriptedPipe pipe, boolean writes) {}

    final ScriptedTime time = new ScriptedTime();
    private final Map<String, ScriptedPipe> fifos = new HashMap<>();
    private final Map<Integer, Open> open = new HashMap<>();
    private final Set<Integer> real = new HashSet<>();
    private final Map<String, Integer> failing = new HashMap<>();
    private final List<String> opened = new ArrayList<>();
    private int next = FIRST;

    /** Makes a FIFO, with somebody who has it open for writing. */
    public ScriptedPipe fifo(String path) {
        var fifo = new ScriptedPipe();
        fifo.openWriter();
        fifos.put(path, fifo);
        return fifo;
    }

    /** Paths that were opened, in their order. */
    public List<String> opened() {
        return opened;
    }

    /** How many files and ends of pipes are open that were opened by their names. */
    public int stillOpen() {
        return real.size() + (int) open.keySet().stream().filter(file -> file >= FIRST).count();
    }

    /**
     * Lets a function fail from now on.
     *
     * @param function its name in {@link Libc}: open (also with a blank and a path), read, pread, write, fsync, ftruncate, rename,
     *            lock, pipe2, tee, spawn, setenv, inotifyInit1
     * @param error 0 lets it work again
     */
    public void fail(String function, int error) {
        failing.put(function, error);
    }

    final boolean fails(String function) {
        return failing.getOrDefault(function, 0) != 0;
    }

    final int failure(String function) {
        return -failing.get(function);
    }

    final ScriptedPipe pipe(int file) {
        Open found = open.get(file);
        return found == null ? null : found.pipe();
    }

    /** Standard input, output or error. */
    final void give(int file, ScriptedPipe pipe) {
        open.put(file, new Open(pipe, file > 0));
        pipe.openWriter();
    }

    final int opened(ScriptedPipe pipe, boolean writes) {
        open.put(next, new Open(pipe, writes));
        pipe.writers += writes ? 1 : 0;
        return next++;
    }

    private int kept(int file) {
        if (file >= 0) {
            real.add(file);
        }
        return file;
    }

    @Override
    public int open(byte[] path, int flags, int mode) {
        String name = text(path);
        ScriptedPipe fifo = name.startsWith("/proc/self/fd/")
                ? pipe(Integer.parseInt(name.substring(14)))
                : fifos.get(name);
        if (fails("open") || fails("open " + name)) {
            return failure(fails("open") ? "open" : "open " + name);
        }
        opened.add(name);
        return fifo == null ? kept(super.open(path, flags, mode)) : opened(fifo, (flags & 3) != O_RDONLY);
    }

    @Override
    public int close(int file) {
        real.remove(file);
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
    public int pread(int file, byte[] buffer, int offset, int length, long position) {
        return fails("pread") ? failure("pread") : super.pread(file, buffer, offset, length, position);
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
    public int lock(int file, int command, int type, long length) {
        ScriptedPipe pipe = pipe(file);
        if (fails("lock")) {
            return failure("lock");
        }
        return pipe == null ? super.lock(file, command, type, length) : pipe.lock(length);
    }

    @Override
    public long lockedTo(int file, long from) {
        ScriptedPipe pipe = pipe(file);
        return pipe == null ? super.lockedTo(file, from) : pipe.locked() > from ? pipe.locked() : 0;
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
        long end = milliseconds < 0 ? Long.MAX_VALUE : time.monotonic() + milliseconds * NANOS;
        while (true) {
            int found = look(files, count);
            if (found > 0 || time.monotonic() >= end) {
                return found;
            }
            if (time.happensUntil(end)) {
                time.passToNext();
            } else if (milliseconds < 0) {
                throw new AssertionError("it would wait for ever: nothing is to happen any more");
            } else {
                time.passTo(end);
            }
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

    static String text(byte[] path) {
        return CString.text(path, 0, path.length - 1);
    }
}

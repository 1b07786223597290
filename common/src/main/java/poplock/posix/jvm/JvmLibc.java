package poplock.posix.jvm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

import poplock.posix.CString;
import poplock.posix.Libc;
import poplock.posix.Words;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/** The C library's calls on a JVM. For one thread: arguments are passed in memory of its own. */
public class JvmLibc extends JvmFileCalls implements Libc {
    private static final int POINTER = 8;
    private static final int TIMESPEC_BYTES = 16;
    private static final int TM_BYTES = 64;
    private static final int TM_INTS = 9;
    private static final int GMTOFF = 40;
    private static final int SIGSET_BYTES = 128;
    private static final int SIG_SETMASK = 2;

    private final Memory memory = new Memory();
    private final Memory second = new Memory();
    private final CFunction getenv = new CFunction("getenv");
    private final CFunction setenv = new CFunction("setenv");
    private final CFunction unsetenv = new CFunction("unsetenv");
    private final CFunction clockGettime = new CFunction("clock_gettime");
    private final CFunction tzset = new CFunction("tzset");
    private final CFunction localtime = new CFunction("localtime_r");
    private final CFunction mktime = new CFunction("mktime");
    private final CFunction getrandom = new CFunction("getrandom");
    private final CFunction umask = new CFunction("umask");
    private final CFunction signal = new CFunction("signal");
    private final CFunction kill = new CFunction("kill");
    private final CFunction waitpid = new CFunction("waitpid");
    private final CFunction execv = new CFunction("execv");
    private final CFunction sigmask = new CFunction("pthread_sigmask");
    private final SignalPipe signals = new SignalPipe();
    private final Spawner spawner = new Spawner();
    /** The program's own name, its arguments, a null pointer. */
    private MemorySegment argv = Arena.global().allocate(JAVA_LONG, 2);
    private int argc;

    /** The C library for a program that has no arguments. */
    public JvmLibc() {}

    @Override
    public Words words() {
        return new JvmWords();
    }

    /**
     * The C library for a program as it was started. What it becomes or starts inherits none of the JVM's own files.
     *
     * @param decoded the arguments of Java's main, which may have lost bytes: they are read anew from the system
     */
    public static JvmLibc of(String... decoded) {
        var libc = new JvmLibc();
        String[] raw = ProcSelf.arguments(libc, decoded);
        libc.argc = raw.length + 1;
        libc.argv = Arena.global().allocate(JAVA_LONG, libc.argc + 1L);
        libc.setArgv(0, CString.of("java"));
        for (int i = 0; i < raw.length; i++) {
            libc.setArgv(i + 1, CString.of(raw[i]));
        }
        for (int own : ProcSelf.ownDescriptors()) {
            libc.fcntl(own, F_SETFD, FD_CLOEXEC);
        }
        return libc;
    }

    @Override
    public int argc() {
        return argc;
    }

    @Override
    public byte[] argv(int index) {
        return bytes(argv.getAtIndex(JAVA_LONG, index));
    }

    @Override
    public void setArgv(int index, byte[] value) {
        argv.setAtIndex(JAVA_LONG, index, Arena.global().allocateFrom(JAVA_BYTE, value).address());
    }

    @Override
    public byte[] getenv(byte[] name) {
        long value = getenv.word(memory.put(name));
        return value == 0 ? null : bytes(value);
    }

    @Override
    public int setenv(byte[] name, byte[] value) {
        return setenv.call(memory.put(name), second.put(value), 1);
    }

    @Override
    public int unsetenv(byte[] name) {
        return unsetenv.call(memory.put(name));
    }

    @Override
    public long clockGettime(int clock) {
        clockGettime.call(clock, memory.room(TIMESPEC_BYTES));
        MemorySegment time = memory.segment();
        return time.get(JAVA_LONG, 0) * 1_000_000_000 + time.get(JAVA_LONG, POINTER);
    }

    @Override
    public void tzset() {
        tzset.word();
    }

    @Override
    public int localtime(long seconds, int[] tm) {
        long time = memory.room(POINTER);
        memory.segment().set(JAVA_LONG, 0, seconds);
        if (localtime.word(time, second.room(TM_BYTES)) == 0) {
            return localtime.error();
        }
        takeTm(tm);
        return 0;
    }

    @Override
    public long mktime(int[] tm) {
        second.zeroed(TM_BYTES);
        long seconds = mktime.word(second.put(tm, TM_INTS));
        takeTm(tm);
        return seconds;
    }

    private void takeTm(int[] tm) {
        second.take(tm, TM_INTS);
        tm[TM_GMTOFF] = (int) second.segment().get(JAVA_LONG, GMTOFF);
    }

    @Override
    public int getrandom(byte[] buffer) {
        long room = memory.room(buffer.length);
        return memory.take((int) getrandom.callLong(room, buffer.length, 0), buffer, 0);
    }

    @Override
    public int umask(int mode) {
        return umask.call(mode);
    }

    @Override
    public int getpid() {
        return (int) ProcessHandle.current().pid();
    }

    @Override
    public long signal(int number, long handler) {
        return signal.word(number, handler);
    }

    @Override
    public int signalfd(int[] numbers) {
        return signals.open(numbers);
    }

    @Override
    public int kill(int process, int number) {
        return kill.call(process, number);
    }

    @Override
    public int spawn(byte[] path, byte[][] arguments, int input, int output) {
        return spawner.spawn(path, arguments, input, output);
    }

    @Override
    public int waitpid(int process, int[] status, int options) {
        int answer = waitpid.call(process, memory.zeroed(Integer.BYTES), options);
        status[0] = memory.segment().get(JAVA_INT, 0);
        return answer;
    }

    /** The JVM has taken signals, and its threads have other masks than the program was started with. */
    @Override
    public int execv(byte[] path, int first) {
        long mask = memory.zeroed(SIGSET_BYTES);
        memory.segment().set(JAVA_LONG, 0, ProcSelf.signalMask(this));
        for (long left = ProcSelf.ignoredSignals(); left != 0; left &= left - 1) {
            signal(Long.numberOfTrailingZeros(left) + 1, SIG_IGN);
        }
        sigmask.call(SIG_SETMASK, mask, 0);
        return execv.call(second.put(path), argv.address() + (long) POINTER * first);
    }

    /** The JVM throws an OutOfMemoryError instead. */
    @Override
    public void lastResort(int first) {}

    /** With the JVM's own end, which it may have to write what it learnt. */
    @Override
    public void exit(int status) {
        System.exit(status);
    }

    @SuppressWarnings("restricted")
    private static byte[] bytes(long address) {
        MemorySegment text = MemorySegment.ofAddress(address).reinterpret(Long.MAX_VALUE);
        int length = 0;
        while (text.get(JAVA_BYTE, length) != 0) {
            length++;
        }
        byte[] bytes = new byte[length];
        MemorySegment.copy(text, JAVA_BYTE, 0, bytes, 0, length);
        return bytes;
    }
}

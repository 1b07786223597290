package poplock.posix.jvm;

import java.lang.foreign.MemorySegment;

import poplock.posix.FileCalls;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

/** The calls that tell what a file is. For one thread: arguments are passed in memory of its own. */
abstract class JvmStatusCalls implements FileCalls {
    private static final int AT_FDCWD = -100;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int STATX_BASIC_STATS = 0x7ff;
    private static final int STATX_BTIME = 0x800;
    private static final int STATX_BYTES = 256;
    private static final int STATFS_BYTES = 256;

    private final Memory memory = new Memory();
    private final Memory second = new Memory();
    private final CFunction statx = new CFunction("statx");
    private final CFunction statfs = new CFunction("statfs");

    @Override
    public int stat(byte[] path, long[] status) {
        return status(AT_FDCWD, path, 0, status);
    }

    @Override
    public int lstat(byte[] path, long[] status) {
        return status(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, status);
    }

    @Override
    public int fstat(int file, long[] status) {
        return status(file, new byte[1], AT_EMPTY_PATH, status);
    }

    /** By statx(2), whose struct, unlike that of stat(2), is the same on all processors. */
    private int status(int file, byte[] path, int flags, long[] status) {
        long struct = memory.room(STATX_BYTES);
        int error = statx.call(file, second.put(path), flags, STATX_BASIC_STATS | STATX_BTIME, struct);
        if (error < 0) {
            return error;
        }
        var found = memory.segment();
        status[0] = found.get(JAVA_SHORT, 28) & 0xffff;
        status[1] = found.get(JAVA_INT, 20);
        status[2] = found.get(JAVA_INT, 24);
        status[3] = device(found.get(JAVA_INT, 136), found.get(JAVA_INT, 140));
        status[4] = found.get(JAVA_LONG, 32);
        status[5] = found.get(JAVA_LONG, 40);
        status[6] = nanoseconds(found, 112);
        status[7] = (found.get(JAVA_INT, 0) & STATX_BTIME) != 0 ? nanoseconds(found, 80) : status[6];
        return 0;
    }

    /** A struct statx_timestamp. */
    private static long nanoseconds(MemorySegment struct, int at) {
        return struct.get(JAVA_LONG, at) * 1_000_000_000 + struct.get(JAVA_INT, at + 8);
    }

    /** As stat(2) tells it: saved positions hold it. */
    private static long device(long major, long minor) {
        return (major & 0xfff) << 8 | minor & 0xff | (minor & ~0xff) << 12;
    }

    @Override
    public long statfs(byte[] path) {
        int error = statfs.call(second.put(path), memory.room(STATFS_BYTES));
        return error < 0 ? error : memory.segment().get(JAVA_LONG, 0);
    }
}

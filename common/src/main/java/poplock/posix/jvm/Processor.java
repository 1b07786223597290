package poplock.posix.jvm;

import poplock.posix.FileCalls;

/** What differs from one processor to another: all of it is here. */
enum Processor {
    AMD64(FileCalls.O_DIRECTORY, FileCalls.O_NOFOLLOW), AARCH64(0x4000, 0x8000);

    static final Processor THIS = System.getProperty("os.arch").equals("aarch64") ? AARCH64 : AMD64;

    private final int directory;
    private final int noFollow;

    Processor(int directory, int noFollow) {
        this.directory = directory;
        this.noFollow = noFollow;
    }

    /** @param flags of open(2), as FileCalls has them */
    int openFlags(int flags) {
        int same = flags & ~FileCalls.O_DIRECTORY & ~FileCalls.O_NOFOLLOW;
        return same | ((flags & FileCalls.O_DIRECTORY) == 0 ? 0 : directory)
                | ((flags & FileCalls.O_NOFOLLOW) == 0 ? 0 : noFollow);
    }
}

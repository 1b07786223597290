package poplock.program;

import poplock.common.Complaint;
import poplock.posix.Libc;

/** Turns the process's arguments into a program's: by its option table, and in one dialect whoever does it. */
public interface ArgumentReader {
    /** @throws Complaint for wrong usage */
    Arguments read(OptionTable table, Libc libc);
}

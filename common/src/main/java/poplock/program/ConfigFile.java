package poplock.program;

import poplock.common.Complaint;
import poplock.common.Config;
import poplock.posix.CString;
import poplock.posix.Errno;
import poplock.posix.Failure;
import poplock.posix.Libc;
import poplock.posix.OpenFile;

/** The configuration file: which one it is, and what is said of one that cannot be taken. */
public final class ConfigFile {
    private ConfigFile() {}

    /** The configuration's name: the option's, else the environment's, else the default. */
    public static String name(Libc libc, Arguments arguments) {
        String environment = CString.text(libc.getenv(CString.of(Config.VARIABLE)));
        return Config.choose(arguments.value(Option.CONFIG), environment);
    }

    /** The configuration that the arguments or the environment name. */
    public static Config read(Libc libc, Arguments arguments) {
        return read(libc, name(libc, arguments));
    }

    /**
     * Reads a configuration.
     *
     * @throws Complaint if it is missing, unreadable, a folder, too long or wrong: the administrator must act. Temporary only if
     *             the system had no room, or the disk failed
     */
    public static Config read(Libc libc, String name) {
        return Config.parse(name, content(libc, name));
    }

    /** A configuration's bytes; complaints as of {@link #read}. */
    public static byte[] content(Libc libc, String name) {
        try (OpenFile file = OpenFile.read(libc, name)) {
            long size = file.size();
            if (size > Config.MAX_BYTES) {
                // A folder, which claims to be longer than anything, is refused with a better reason here.
                file.read(0, new byte[1], 0, 1);
                throw Complaint
                        .usage("unable to read " + name + ": longer than " + Config.MAX_BYTES + " bytes");
            }
            byte[] content = new byte[(int) size];
            if (file.read(0, content, 0, content.length) < size) {
                throw Complaint.temporary("unable to read " + name + ": it changes while it is read");
            }
            return content;
        } catch (Failure failure) {
            throw complaint(failure);
        }
    }

    private static Complaint complaint(Failure failure) {
        return switch (failure.error()) {
            case Errno.EIO, Errno.EINTR, Errno.EAGAIN, Errno.ENOMEM, Errno.ENFILE, Errno.EMFILE,
                    Errno.ESTALE ->
                Complaint.temporary(failure.getMessage());
            default -> Complaint.usage(failure.getMessage());
        };
    }
}

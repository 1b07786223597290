package poplock.posix;

/** What files carry beside content, owner and mode: SELinux contexts, access control lists, whatever else. */
final class ExtendedAttributes {
    /** The kernel's own bounds, of a value and of all names. */
    private static final int MAX = 1 << 16;

    private ExtendedAttributes() {}

    /** Gives a file those of another. What cannot be read or set is left out: not every filesystem and user can. */
    static void copy(Libc libc, String from, int to) {
        int flags = FileCalls.O_RDONLY | FileCalls.O_NONBLOCK | FileCalls.O_CLOEXEC;
        int file = libc.open(CString.of(from), flags, 0);
        if (file < 0) {
            return;
        }
        byte[] names = new byte[Math.clamp(libc.flistxattr(file, new byte[0]), 0, MAX)];
        int end = names.length == 0 ? 0 : libc.flistxattr(file, names);
        byte[] value = end > 0 ? new byte[MAX] : names;
        int start = 0;
        while (start < end) {
            byte[] name = CString.of(name(names, start));
            int length = libc.fgetxattr(file, name, value);
            if (length >= 0) {
                libc.fsetxattr(to, name, value, length);
            }
            start += name.length;
        }
        libc.close(file);
    }

    private static String name(byte[] names, int start) {
        int end = start;
        while (names[end] != 0) {
            end++;
        }
        return CString.text(names, start, end);
    }
}

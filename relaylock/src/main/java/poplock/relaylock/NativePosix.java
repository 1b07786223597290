package poplock.relaylock;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/** The C library's calls in the native executable. */
final class NativePosix implements Posix {
    private static final int O_NONBLOCK_CLOEXEC = 0x80800;
    private static final int SEEK_END = 2;

    @Override
    public int arguments() {
        return count() - 1;
    }

    @Override
    public String argument(int index) {
        return text(argumentAddress(index));
    }

    @Override
    public void setArgument(int index, String value) {
        vector().add((index + 1) * Address.sizeOf()).putAddress(bytes(value));
    }

    @Override
    public String variable(String name) {
        Address value = getenv(bytes(name));
        return value.toLong() == 0 ? null : text(value);
    }

    @Override
    public int setVariable(String name, String value) {
        return result(setenv(bytes(name), bytes(value), 1));
    }

    @Override
    public long now() {
        return time(Address.fromInt(0));
    }

    @Override
    public int open(String path) {
        return result(open(bytes(path), O_NONBLOCK_CLOEXEC));
    }

    @Override
    public long size(int file) {
        long end = lseek(file, 0, SEEK_END);
        return end < 0 ? -errno() : end;
    }

    @Override
    public int read(int file, long position, byte[] buffer) {
        return result((int) pread(file, Address.ofData(buffer), buffer.length, position));
    }

    @Override
    public int close(int file) {
        return result(closeFile(file));
    }

    @Override
    public int print(String text) {
        return result((int) write(1, bytes(text), text.length()));
    }

    @Override
    public int complain(String text) {
        return complain(bytes(text), text.length());
    }

    @Override
    public void ifMemoryRunsOut(int first) {
        lastResort(first + 1);
    }

    @Override
    public int exec(String path, int first) {
        return result(execv(bytes(path), vector().add((first + 1) * Address.sizeOf())));
    }

    private static int result(int result) {
        return result < 0 ? -errno() : result;
    }

    private static int errno() {
        return errnoLocation().getInt();
    }

    private static Address argumentAddress(int index) {
        return vector().add((index + 1) * Address.sizeOf()).getAddress();
    }

    private static String text(Address address) {
        int length = (int) strlen(address);
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) (address.add(i).getByte() & 0xff));
        }
        return text.toString();
    }

    private static Address bytes(String text) {
        Address bytes = malloc(text.length() + 1);
        for (int i = 0; i < text.length(); i++) {
            bytes.add(i).putByte((byte) text.charAt(i));
        }
        bytes.add(text.length()).putByte((byte) 0);
        return bytes;
    }

    @Import(name = "native_argc")
    @Include(value = "native.h", isSystem = false)
    private static native int count();

    @Import(name = "native_argv")
    @Include(value = "native.h", isSystem = false)
    private static native Address vector();

    @Import(name = "native_complain")
    @Include(value = "native.h", isSystem = false)
    private static native int complain(Address text, int length);

    @Import(name = "native_last_resort")
    @Include(value = "native.h", isSystem = false)
    private static native void lastResort(int index);

    @Import(name = "__errno_location")
    @Include("errno.h")
    private static native Address errnoLocation();

    @Import(name = "getenv")
    @Include("stdlib.h")
    private static native Address getenv(Address name);

    @Import(name = "setenv")
    @Include("stdlib.h")
    private static native int setenv(Address name, Address value, int overwrite);

    @Import(name = "time")
    @Include("time.h")
    private static native long time(Address where);

    @Import(name = "open")
    @Include("fcntl.h")
    private static native int open(Address path, int flags);

    @Import(name = "lseek")
    @Include("unistd.h")
    private static native long lseek(int file, long offset, int whence);

    @Import(name = "pread")
    @Include("unistd.h")
    private static native long pread(int file, Address buffer, long length, long position);

    @Import(name = "close")
    @Include("unistd.h")
    private static native int closeFile(int file);

    @Import(name = "write")
    @Include("unistd.h")
    private static native long write(int file, Address buffer, long length);

    @Import(name = "execv")
    @Include("unistd.h")
    private static native int execv(Address path, Address arguments);

    @Import(name = "_exit")
    @Include("unistd.h")
    static native void exit(int status);

    @Import(name = "strlen")
    @Include("string.h")
    private static native long strlen(Address text);

    @Import(name = "malloc")
    @Include("stdlib.h")
    private static native Address malloc(long size);
}

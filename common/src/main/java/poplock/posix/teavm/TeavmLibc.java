package poplock.posix.teavm;

import org.teavm.interop.Address;

import poplock.posix.Libc;
import poplock.posix.Words;

/** The C library's calls in a native executable. */
public final class TeavmLibc extends TeavmFileCalls implements Libc {
    /** More arguments than any command that we start has. */
    private static final int MAX_ARGUMENTS = 16;

    /** Made once: its addresses outlive the call that puts them there. */
    private final long[] spawned = new long[MAX_ARGUMENTS + 1];

    public TeavmLibc() {}

    @Override
    public Words words() {
        return new TeavmWords();
    }

    @Override
    public int argc() {
        return NativeStart.argc();
    }

    @Override
    public byte[] argv(int index) {
        return bytes(argument(index).getAddress());
    }

    @Override
    public void setArgv(int index, byte[] value) {
        argument(index).putAddress(CLibrary.strdup(Address.ofData(value)));
    }

    private static Address argument(int index) {
        return NativeStart.argv().add((long) index * Address.sizeOf());
    }

    @Override
    public byte[] getenv(byte[] name) {
        Address value = CLibrary.getenv(Address.ofData(name));
        return value.toLong() == 0 ? null : bytes(value);
    }

    @Override
    public int setenv(byte[] name, byte[] value) {
        return result(CLibrary.setenv(Address.ofData(name), Address.ofData(value), 1));
    }

    @Override
    public int unsetenv(byte[] name) {
        return result(CLibrary.unsetenv(Address.ofData(name)));
    }

    @Override
    public long clockGettime(int clock) {
        return CLibrary.clock(clock);
    }

    @Override
    public void tzset() {
        CLibrary.tzset();
    }

    @Override
    public int localtime(long seconds, int[] tm) {
        return result(CLibrary.localtime(seconds, Address.ofData(tm)));
    }

    @Override
    public long mktime(int[] tm) {
        return CLibrary.mktime(Address.ofData(tm));
    }

    @Override
    public int getrandom(byte[] buffer) {
        return result((int) CLibrary.getrandom(Address.ofData(buffer), buffer.length, 0));
    }

    @Override
    public int umask(int mode) {
        return CLibrary.umask(mode);
    }

    @Override
    public int getpid() {
        return CLibrary.getpid();
    }

    @Override
    public long signal(int number, long handler) {
        return CLibrary.signal(number, handler);
    }

    @Override
    public int signalfd(int[] numbers) {
        return result(CLibrary.signalfd(Address.ofData(numbers), numbers.length));
    }

    @Override
    public int kill(int process, int signal) {
        return result(CLibrary.kill(process, signal));
    }

    @Override
    public int spawn(byte[] path, byte[][] arguments, int input, int output) {
        for (int i = 0; i < arguments.length; i++) {
            spawned[i] = Address.ofData(arguments[i]).toLong();
        }
        spawned[arguments.length] = 0;
        return result(CLibrary.spawn(Address.ofData(path), Address.ofData(spawned), input, output));
    }

    @Override
    public int waitpid(int process, int[] status, int options) {
        return result(CLibrary.waitpid(process, Address.ofData(status), options));
    }

    @Override
    public int execv(byte[] path, int first) {
        return result(CLibrary.execv(Address.ofData(path), argument(first)));
    }

    @Override
    public void lastResort(int first) {
        NativeStart.lastResort(first);
    }

    @Override
    public void exit(int status) {
        CLibrary.exit(status);
    }

    @Override
    public long mark() {
        return CLibrary.mark().toLong();
    }

    @Override
    public void forget(long mark) {
        CLibrary.forget(Address.fromLong(mark));
    }

    @Override
    public void keep() {
        CLibrary.keep();
    }

    @Override
    public long memoryLeft() {
        return NativeStart.memoryLeft();
    }

    /** The file that is packed into the program: packaging/native/PROGRAM.c. */
    public byte[] packed() {
        byte[] bytes = new byte[NativeStart.packedLength()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = NativeStart.packed().add(i).getByte();
        }
        return bytes;
    }

    private static byte[] bytes(Address text) {
        byte[] bytes = new byte[(int) CLibrary.strlen(text)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = text.add(i).getByte();
        }
        return bytes;
    }
}

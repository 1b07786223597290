package poplock.posix.jvm;

import java.lang.reflect.Proxy;
import java.util.Map;

import poplock.posix.FileCalls;
import poplock.posix.Libc;
import poplock.posix.Signals;

/**
 * The JVM's signals, written into a pipe as signalfd(2) would give them: the JVM's threads have other masks. Java has no
 * API of its own for HUP; javac warns of every mention of sun.misc.Signal, and our build takes no warning, so it is called
 * by name.
 */
final class SignalPipe {
    private static final String SIGNAL = "sun.misc.Signal";
    private static final Map<Integer, String> NAMES = Map.of(Signals.SIGHUP, "HUP", Signals.SIGINT, "INT",
            Signals.SIGTERM, "TERM", Signals.SIGCHLD, "CHLD");

    /** A signal comes in a thread of its own, and writes with calls of its own. */
    private final FileCalls files = new JvmFileCalls();
    private final int[] ends = new int[2];

    /** @return the reading end, or a negated error number */
    int open(int[] numbers) {
        int error = files.pipe2(ends, FileCalls.O_NONBLOCK | FileCalls.O_CLOEXEC);
        if (error < 0) {
            return error;
        }
        for (int number : numbers) {
            handle(number);
        }
        return ends[0];
    }

    private synchronized Object came(int number) {
        byte[] record = new byte[Libc.SIGINFO_BYTES];
        record[0] = (byte) number;
        // A full pipe holds more of them than anybody will take.
        files.write(ends[1], record, 0, record.length);
        return null;
    }

    private void handle(int number) {
        try {
            Class<?> signal = Class.forName(SIGNAL);
            Class<?> handler = Class.forName(SIGNAL + "Handler");
            Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler},
                    (self, method, arguments) -> method.getName().equals("handle") ? came(number) : null);
            signal.getMethod("handle", signal, handler).invoke(null,
                    signal.getConstructor(String.class).newInstance(NAMES.get(number)), proxy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no way to catch signals: " + e, e);
        }
    }
}

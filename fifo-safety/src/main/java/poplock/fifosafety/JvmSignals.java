package poplock.fifosafety;

import java.lang.reflect.Proxy;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The JVM's signals. Java has no API of its own for HUP; javac warns of every mention of sun.misc.Signal, and our build
 * takes no warning, so it is called by name.
 */
final class JvmSignals {
    private static final String SIGNAL = "sun.misc.Signal";

    private final BlockingQueue<Posix.Event> events = new LinkedBlockingQueue<>();

    JvmSignals() {
        handle("TERM", Posix.Event.END);
        handle("INT", Posix.Event.END);
        handle("HUP", Posix.Event.HANGUP);
    }

    Posix.Event await(long milliseconds) {
        try {
            Posix.Event event = events.poll(milliseconds, TimeUnit.MILLISECONDS);
            return event == null ? Posix.Event.TIMEOUT : event;
        } catch (InterruptedException e) {
            return Posix.Event.END;
        }
    }

    private void handle(String name, Posix.Event event) {
        try {
            Class<?> signal = Class.forName(SIGNAL);
            Class<?> handler = Class.forName(SIGNAL + "Handler");
            Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler},
                    (self, method,
                            arguments) -> method.getName().equals("handle") ? events.add(event) : null);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no way to catch signals: " + e, e);
        }
    }
}

package poplock.readlog;

import java.lang.reflect.Proxy;

/**
 * Signals to the program. Java has no API of its own for HUP; sun.misc.Signal, of the module jdk.unsupported, is reached
 * by reflection because javac warns of every mention and our build takes no warning.
 */
final class Signals {
    private Signals() {}

    /**
     * Has an action run, in a thread of its own, whenever a signal comes.
     *
     * @param name the signal's, without SIG
     */
    static void on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler},
                    (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler).invoke(null,
                    signal.getConstructor(String.class).newInstance(name),
                    proxy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java has no sun.misc.Signal", e);
        }
    }
}

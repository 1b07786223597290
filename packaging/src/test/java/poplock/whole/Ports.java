package poplock.whole;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports and addresses of the loopback interface. */
final class Ports {
    /** Below what the kernel gives to clients, so that no client sits on one between our look and the server's. */
    private static final int LOWEST = 10_000;
    private static final int HIGHEST = 32_000;
    /** Tests that run beside this JVM's take other ports: each of so many has its own share. */
    private static final int SHARES = 2;
    /** Nobody listens yet on one that was just given out. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A port on which nothing listens, neither on IPv4 nor on IPv6. */
    static int free() {
        int share = Integer.getInteger("surefire.forkNumber", 1) % SHARES;
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST) / SHARES * SHARES + share;
            try (ServerSocket socket = new ServerSocket(port)) {
                if (GIVEN.add(port)) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                continue;
            }
        }
    }

    /** Whether something listens on a loopback address. */
    static boolean open(String address, int port) {
        return open(address.contains(":") ? "::1" : "127.0.0.1", address, port);
    }

    /** The same, tried from a given address. */
    static boolean open(String from, String address, int port) {
        try (Wire wire = new Wire(from, address, port)) {
            return wire != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** The loopback addresses that servers listen on: with ::1 where this machine has it. */
    static List<String> loopback() {
        try {
            boolean six = Files.exists(Path.of("/proc/net/if_inet6"))
                    && Files.readString(Path.of("/proc/net/if_inet6"))
                            .contains("00000000000000000000000000000001 ")
                    && InetAddress.getByName("::1").isLoopbackAddress();
            return six ? List.of("127.0.0.1", "::1") : List.of("127.0.0.1");
        } catch (IOException e) {
            return List.of("127.0.0.1");
        }
    }
}

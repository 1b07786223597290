package poplock.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Another host: a network namespace at the other end of a pair of virtual Ethernet interfaces. This end has the upper half of the
 * net's addresses, for clients to come from.
 */
final class Network implements AutoCloseable {
    private static final int FIRST_CLIENT = 128;

    private final String name;
    private final String net;

    /** Takes one of the nets 198.18.0.0/24 to 198.19.255.0/24, which are meant for tests. */
    Network() throws IOException, InterruptedException {
        int number = ThreadLocalRandom.current().nextInt(2, 512);
        net = "198." + (18 + number / 256) + "." + number % 256 + ".";
        name = "poplock" + number;
        ip("netns", "add", name);
        ip("link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name);
        ip("address", "add", net + "1/24", "dev", name);
        ip("link", "set", name, "up");
        ip("route", "add", "local", net + FIRST_CLIENT + "/25", "dev", "lo");
        ip("-n", name, "address", "add", host() + "/24", "dev", "eth0");
        ip("-n", name, "link", "set", "eth0", "up");
        ip("-n", name, "link", "set", "lo", "up");
    }

    /** The host's address. */
    String host() {
        return net + "2";
    }

    /** The address of a client on this machine, number 0 to 126. */
    String client(int number) {
        return net + (FIRST_CLIENT + number);
    }

    /** The address at which the host reaches this machine. */
    String gateway() {
        return net + "1";
    }

    /** The command that runs another one on that host. */
    List<String> there(List<String> command) {
        List<String> whole = new ArrayList<>(
                List.of(Component.installed("/usr/bin/nsenter", "util-linux"), "--net=/run/netns/" + name));
        whole.addAll(command);
        return whole;
    }

    /** Pulls the cable, or puts it back. */
    void connected(boolean connected) throws IOException, InterruptedException {
        ip("link", "set", name, connected ? "up" : "down");
    }

    private static void ip(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Component.installed("/usr/bin/ip", "iproute2")));
        command.addAll(List.of(arguments));
        Box.run(command.toArray(String[]::new));
    }

    @Override
    public void close() {
        try {
            ip("route", "del", "local", net + FIRST_CLIENT + "/25", "dev", "lo");
            ip("link", "del", name);
            ip("netns", "del", name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

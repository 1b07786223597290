package poplock.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** A network of other hosts, which are network namespaces. This machine has the upper half of its addresses, for clients. */
final class Network implements AutoCloseable {
    private static final int FIRST_CLIENT = 128;

    private final String name;
    private final String net;
    private final List<Host> hosts = new ArrayList<>();

    /**
     * One host of it.
     *
     * @param link its interface's other end, on this machine
     */
    record Host(String name, String link, String address) {
        /** The command that runs another one on this host. */
        List<String> command(List<String> command) {
            List<String> whole = new ArrayList<>(
                    List.of(Component.installed("/usr/bin/nsenter", "util-linux"),
                            "--net=/run/netns/" + name));
            whole.addAll(command);
            return whole;
        }

        List<String> command(String... command) {
            return command(List.of(command));
        }

        /** Pulls the cable, or puts it back. */
        void connected(boolean connected) throws IOException, InterruptedException {
            ip("link", "set", link, connected ? "up" : "down");
        }
    }

    /** Takes one of the nets 198.18.0.0/24 to 198.19.255.0/24, which are meant for tests. */
    Network() throws IOException, InterruptedException {
        // Even or odd, by whichever of the tests' two JVMs this is.
        int number = ThreadLocalRandom.current().nextInt(256) * 2
                + Integer.getInteger("surefire.forkNumber", 1) % 2;
        net = "198." + (18 + number / 256) + "." + number % 256 + ".";
        name = "poplock" + number;
        ip("link", "add", name, "type", "bridge");
        ip("address", "add", net + "1/24", "dev", name);
        ip("link", "set", name, "up");
        ip("route", "add", "local", net + FIRST_CLIENT + "/25", "dev", "lo");
    }

    /** Puts another host on it. */
    Host host() throws IOException, InterruptedException {
        int number = hosts.size() + 2;
        Host host = new Host(name + "-" + number, name + "-" + number, net + number);
        ip("netns", "add", host.name);
        hosts.add(host);
        ip("link", "add", host.link, "type", "veth", "peer", "name", "eth0", "netns", host.name);
        ip("link", "set", host.link, "master", name, "up");
        ip("-n", host.name, "address", "add", host.address + "/24", "dev", "eth0");
        ip("-n", host.name, "link", "set", "eth0", "up");
        ip("-n", host.name, "link", "set", "lo", "up");
        return host;
    }

    /** The address of a client on this machine, number 0 to 126. */
    String client(int number) {
        return net + (FIRST_CLIENT + number);
    }

    private static void ip(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Component.installed("/usr/bin/ip", "iproute2")));
        command.addAll(List.of(arguments));
        Box.run(command.toArray(String[]::new));
    }

    @Override
    public void close() {
        try {
            for (Host host : hosts) {
                ip("netns", "del", host.name);
            }
            ip("route", "del", "local", net + FIRST_CLIENT + "/25", "dev", "lo");
            ip("link", "del", name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package poplock.whole;

import java.io.IOException;
import java.nio.file.Path;

/** Real popa3d as a daemon of its own; it takes port 110, so it has a host of its own. It logs no names of refused users. */
class Popa3dIT extends MailServerCases {
    private Network network;
    private int clients;

    @Override
    void configure() throws IOException {
        poplock.set("enable", "+popa3d-stateful");
    }

    @Override
    MailServer start() throws Exception {
        network = box.network();
        Network.Host host = network.host();
        box.account("popa3d");
        box.systemAccount("popa3d", 40002);
        Path empty = box.dir().resolve("lib/popa3d");
        Box.run("mkdir", empty.toString());
        Daemon daemon = box.start("popa3d",
                host.command(box.inside("sh", "-c",
                        Component.unpacked("popa3d", "usr/sbin/popa3d") + " -D && sleep infinity")));
        box.until(daemon, "popa3d", () -> Ports.open(network.client(0), host.address(), 110));
        return MailServer.pop3(host.address(), 110);
    }

    @Override
    String attacker() {
        return network.client(0);
    }

    @Override
    String newClient() {
        return network.client(++clients);
    }

    @Override
    boolean logsNames() {
        return false;
    }

    /** popa3d logs its successes as the user, to facility daemon: what we ship takes neither. */
    @Override
    String rules(Path fifo) {
        return Rsyslog.into(fifo);
    }
}

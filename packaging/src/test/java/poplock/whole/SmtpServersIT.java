package poplock.whole;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Real SMTP servers behind the native relaylock, under real tcpserver; the database is written by hand. */
class SmtpServersIT {
    private static final String ALLOWED = "127.0.0.2";
    private static final String OTHER = "127.0.0.3";

    private Box box;
    private Poplock poplock;

    @BeforeEach
    void start() throws Exception {
        box = new Box();
        poplock = new Poplock(box, "poplock");
        long now = System.currentTimeMillis() / 1_000;
        Files.writeString(poplock.dbfile(), ALLOWED + " " + now + "\n::1 " + now + "\n");
    }

    @AfterEach
    void stop() {
        box.close();
    }

    @Test
    void mailfrontUnderTcpserver() throws Exception {
        Smtp smtp = Smtp.tcpserver(box, poplock.relaylock(Form.NATIVE, Smtp.mailfront()));
        assertTrue(Client.at(ALLOWED).relays(smtp.port()));
        assertFalse(Client.at(OTHER).relays(smtp.port()));
    }

    @Test
    void mailfrontUnderTcpserverOfUcspiTcpIpv6() throws Exception {
        Smtp smtp = Smtp.tcpserver6(box, poplock.relaylock(Form.NATIVE, Smtp.mailfront()));
        assertTrue(Client.at(ALLOWED).relays(smtp.port()), "IPv4 on an IPv6 socket");
        assertFalse(Client.at(OTHER).relays(smtp.port()));
        for (String address : Ports.loopback()) {
            assertEquals(address.equals("::1"), Client.at(address).relays(smtp.port()), address);
        }
    }

    @Test
    void tcpserversRulesBeatRelaylock() throws Exception {
        Path rules = box.write("tcp.smtp", OTHER + ":allow,RELAYCLIENT=\"\"\n:allow\n");
        Path compiled = box.dir().resolve("tcp.cdb");
        Box.run("sh", "-c",
                Component.installed("/usr/bin/tcprules", "ucspi-tcp") + " " + compiled + " " + compiled
                        + ".new <" + rules);
        Smtp smtp = Smtp.tcpserver(box, poplock.relaylock(Form.NATIVE, Smtp.mailfront()), "-x",
                compiled.toString());
        assertTrue(Client.at(OTHER).relays(smtp.port()));
        assertFalse(Client.at("127.0.0.4").relays(smtp.port()));
    }

    /** Perl takes an empty RELAYCLIENT for none, so qpsmtpd needs a value. */
    @Test
    void qpsmtpd() throws Exception {
        Smtp smtp = Smtp.tcpserver(box, poplock.relaylock(Form.NATIVE, Smtp.qpsmtpd(box)));
        assertFalse(Client.at(ALLOWED).relays(smtp.port()), "the default relayclient is empty");
        poplock.set("relayclient", "1");
        assertTrue(Client.at(ALLOWED).relays(smtp.port()));
        assertFalse(Client.at(OTHER).relays(smtp.port()));
    }
}

package poplock.whole;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Real Courier. */
class CourierIT extends DualStackCases {
    @Override
    MailServer start() throws Exception {
        return new Courier(box).ports;
    }

    @Test
    void loginLetsRelayThroughCourieresmtpdUnderTcpserver() throws Exception {
        loginLetsRelay(new CourierSmtp(box).underTcpserver(poplock));
    }

    @Test
    void loginLetsRelayThroughCourieresmtpdUnderCouriertcpd() throws Exception {
        loginLetsRelay(new CourierSmtp(box).underCouriertcpd(poplock));
    }

    private void loginLetsRelay(Smtp smtp) throws Exception {
        String address = newClient();
        assertEquals("513 Relaying denied.", Client.at(address).smtp(smtp.port()));
        login(server.ways().getFirst(), address);
        assertTrue(Client.at(address).relays(smtp.port()));
        assertEquals("513 Relaying denied.", Client.at(newClient()).smtp(smtp.port()));
    }
}

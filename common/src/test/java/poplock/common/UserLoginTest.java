package poplock.common;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class UserLoginTest {
    private static UserLogin login(String user) {
        return new UserLogin(Entry.parse("192.0.2.7 1795348800").orElseThrow(), "dovecot",
                UserLogin.shown(user));
    }

    @ParameterizedTest
    @CsvSource({"bob@example.org, bob@example.org", "'', -", "-, %2D", "--, --", "a b, a%20b", "50%, 50%25",
            "a\u0001b, a%01b", "\u00e4, %E4", "%41, %2541", "~!, ~!"})
    void writesAndReadsAnyName(String user, String shown) {
        UserLogin login = login(user);
        assertEquals("192.0.2.7 1795348800 dovecot " + shown, login.toString());
        assertEquals(user, login.name());
        assertEquals(login, UserLogin.parse(login.toString()).orElseThrow());
    }

    @Test
    void everyByteComesBack() {
        for (char c = 0; c < 256; c++) {
            UserLogin login = login("x" + c);
            assertEquals(login, UserLogin.parse(login.toString()).orElseThrow());
            assertEquals("x" + c, login.name());
            assertEquals(4, login.toString().split(" ", -1).length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "192.0.2.7 1795348800", "192.0.2.7 1795348800 dovecot",
            "192.0.2.7 1795348800 dovecot ",
            "192.0.2.7 1795348800  bob", "192.0.2.7 1795348800 a b c", "192.0.2.007 1795348800 dovecot bob",
            "192.0.2.7 x dovecot bob", "192.0.2.7 1795348800 dovecot b%4",
            "192.0.2.7 1795348800 dovecot b%4g",
            "192.0.2.7 1795348800 dovecot %", "192.0.2.7 1795348800 dovecot b\u00e4"})
    void anythingElseIsNoLine(String line) {
        assertEquals(Optional.empty(), UserLogin.parse(line));
    }
}

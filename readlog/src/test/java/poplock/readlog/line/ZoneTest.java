package poplock.readlog.line;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import poplock.posix.ScriptedLibc;
import poplock.posix.jvm.JvmLibc;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The JDK's own rules are the oracle. */
class ZoneTest {
    private static final long START = Instant.parse("1990-01-01T00:00:00Z").getEpochSecond();
    private static final long END = Instant.parse("2037-12-01T00:00:00Z").getEpochSecond();
    /** Seconds on both sides of each change of the clocks. */
    private static final int ABOUT = 3 * 3_600;

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca",
            "Asia/Kathmandu",
            "Pacific/Apia", "America/Sao_Paulo", "Asia/Gaza", "Antarctica/Troll", "UTC"})
    void knowsAllTimesThatTheClocksShowed(String name) {
        ZoneRules rules = ZoneId.of(name).getRules();
        var zone = new Zone(time -> rules.getOffset(Instant.ofEpochSecond(time)).getTotalSeconds());
        for (var change = rules.nextTransition(Instant.ofEpochSecond(START)); change != null
                && change.toEpochSecond() < END; change = rules.nextTransition(change.getInstant())) {
            look(rules, zone, change);
        }
        assertAgree(rules, zone, START);
    }

    private static void look(ZoneRules rules, Zone zone, ZoneOffsetTransition change) {
        long local = change.toEpochSecond() + change.getOffsetBefore().getTotalSeconds();
        for (long at = local - ABOUT; at <= local + ABOUT; at += 300) {
            assertAgree(rules, zone, at);
        }
        for (int near = -1; near <= 1; near++) {
            assertAgree(rules, zone, local + near);
            assertAgree(rules, zone,
                    change.toEpochSecond() + change.getOffsetAfter().getTotalSeconds() + near);
        }
    }

    private static void assertAgree(ZoneRules rules, Zone zone, long local) {
        LocalDateTime shown = LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
        List<Long> times = rules.getValidOffsets(shown).stream()
                .map(offset -> local - offset.getTotalSeconds()).toList();
        assertEquals(local - rules.getOffset(shown).getTotalSeconds(), zone.earliest(local), shown::toString);
        assertEquals(times.isEmpty() ? Zone.NONE : times.getFirst(), zone.latest(local, Long.MIN_VALUE),
                shown::toString);
        assertEquals(times.isEmpty() ? Zone.NONE : times.getLast(), zone.latest(local, Long.MAX_VALUE),
                shown::toString);
        if (times.size() == 2) {
            assertEquals(times.getFirst(), zone.latest(local, times.getLast() - 1), shown::toString);
            assertEquals(times.getLast(), zone.latest(local, times.getLast()), shown::toString);
        }
    }

    @Test
    void theHostsZoneIsTheSystems() {
        var zone = Zone.ofHost(new JvmLibc());
        ZoneRules rules = ZoneId.systemDefault().getRules();
        for (long time = START; time < END; time += 40 * 86_400 + 777) {
            assertAgree(rules, zone, time);
        }
    }

    @Test
    void theNameIsThatOfTheVariable() {
        var libc = new ScriptedLibc("readlog");
        libc.environment("TZ", "Europe/Berlin");
        assertEquals("Europe/Berlin", Zone.nameOfHosts(libc));
    }
}

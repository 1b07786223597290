package poplock.common;

import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class SourceTest {
    @ParameterizedTest
    @CsvSource({"fifo:/run/x, FIFO, /run/x, ''", "file:/var/log/mail.log, FILE, /var/log/mail.log, ''",
            "stdin, STDIN, '', ''",
            "-, STDIN, '', ''", "command:tail -f x, COMMAND, tail -f x, ''",
            "file:/x tag=nginx, FILE, /x, nginx",
            "stdin tag=mailboxd, STDIN, '', mailboxd", "command:a b=c tag=d, COMMAND, a b=c, d",
            "file: /a b  tag=x, FILE, /a b, x", "file:/a:b, FILE, /a:b, ''",
            "command:grep tag=x f, COMMAND, grep tag=x f, ''"})
    void readsKindPlaceAndTag(String text, Source.Kind kind, String place, String tag) {
        var source = new Source(kind, place, tag);
        assertEquals(source, Source.parse(text));
        assertEquals(source, Source.parse(source.toString()));
    }

    @Test
    void aTabSeparatesTheTagToo() {
        assertEquals(new Source(Source.Kind.FILE, "/x", "nginx"), Source.parse("file:/x\ttag=nginx"));
    }

    @ParameterizedTest
    @CsvSource({"file:/x zone=+02:00, 7200, 0, file:/x zone=+02:00",
            "fifo:/x zone=-03:30, -12600, 0, fifo:/x zone=-03:30",
            "stdin zone=UTC, 0, 0, stdin zone=UTC", "- zone=Z, 0, 0, stdin zone=UTC",
            "file:/x zone=+00:00, 0, 0, file:/x zone=UTC",
            "file:/x zone=+14:00, 50400, 0, file:/x zone=+14:00",
            "fifo:/x max=256, , 256, fifo:/x max=256",
            "fifo:/x max=999999999, , 999999999, fifo:/x max=999999999",
            "file:/a b max=9 zone=+05:45 tag=t, 20700, 9, file:/a b tag=t zone=+05:45 max=9",
            "command:x zone=+9 max=1 y, , 0, command:x zone=+9 max=1 y",
            "command:x -o zone=UTC, 0, 0, command:x -o zone=UTC"})
    void readsZoneAndMaxInAnyOrder(String text, Integer zone, int max, String written) {
        Source source = Source.parse(text);
        assertEquals(zone == null ? OptionalInt.empty() : OptionalInt.of(zone), source.zone());
        assertEquals(max, source.max());
        assertEquals(written, source.toString());
        assertEquals(source, Source.parse(written));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', value = {
            "\"\" | '' is not fifo:PATH, file:PATH, command:CMD or stdin",
            "/var/log/mail.log | '/var/log/mail.log' is not fifo:PATH, file:PATH, command:CMD or stdin",
            "pipe:/x | 'pipe:/x' is not fifo:PATH, file:PATH, command:CMD or stdin",
            "FIFO:/x | 'FIFO:/x' is not fifo:PATH, file:PATH, command:CMD or stdin",
            "fifo: | 'fifo:' names no path",
            "file: | 'file:' names no path", "command: | 'command:' names no command",
            "file: tag=x | 'file: tag=x' names no path",
            "stdin tag= | tag= names no tag",
            "stdin tag=a tag=a | tag= stands there twice",
            "stdin max=1 zone=Z max=2 | max= stands there twice",
            "stdin zone=UTC zone=UTC | zone= stands there twice",
            "zone=UTC | 'zone=UTC' is not fifo:PATH, file:PATH, command:CMD or stdin",
            "file:/x zone= | zone= is not zone=+HH:MM, zone=-HH:MM or zone=UTC",
            "file:/x zone=+2:00 | zone=+2:00 is not zone=+HH:MM, zone=-HH:MM or zone=UTC",
            "file:/x zone=02:00 | zone=02:00 is not zone=+HH:MM, zone=-HH:MM or zone=UTC",
            "file:/x zone=+02:60 | zone=+02:60 is not zone=+HH:MM, zone=-HH:MM or zone=UTC",
            "file:/x zone=+14:01 | zone=+14:01 is not zone=+HH:MM, zone=-HH:MM or zone=UTC",
            "file:/x zone=+15:00 | zone=+15:00 is not zone=+HH:MM, zone=-HH:MM or zone=UTC",
            "file:/x zone=+0200 | zone=+0200 is not zone=+HH:MM, zone=-HH:MM or zone=UTC",
            "file:/x zone=utc | zone=utc is not zone=+HH:MM, zone=-HH:MM or zone=UTC",
            "file:/x zone=CET | zone=CET is not zone=+HH:MM, zone=-HH:MM or zone=UTC",
            "file:/x zone=+02:0x | zone=+02:0x is not zone=+HH:MM, zone=-HH:MM or zone=UTC",
            "file:/x zone=*02:00 | zone=*02:00 is not zone=+HH:MM, zone=-HH:MM or zone=UTC",
            "command:x max= | max= is not a number of bytes, such as max=1024",
            "command:x max=0 | max=0 is not a number of bytes, such as max=1024",
            "command:x max=00 | max=00 is not a number of bytes, such as max=1024",
            "command:x max=-1 | max=-1 is not a number of bytes, such as max=1024",
            "command:x max=+1 | max=+1 is not a number of bytes, such as max=1024",
            "command:x max=1k | max=1k is not a number of bytes, such as max=1024",
            "command:x max=1000000000 | max=1000000000 is not a number of bytes, such as max=1024",
            "command:x max=x | max=x is not a number of bytes, such as max=1024",
            "stdin x | 'stdin x' is not fifo:PATH, file:PATH, command:CMD or stdin"})
    void whatIsNoSourceIsRefusedWithTheReason(String text, String why) {
        var refused = assertThrows(IllegalArgumentException.class, () -> Source.parse(text));
        assertEquals(why, refused.getMessage());
    }
}

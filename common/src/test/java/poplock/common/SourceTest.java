package poplock.common;

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
    @CsvSource(quoteCharacter = '"', delimiter = '|', value = {
            "\"\" | '' is not fifo:PATH, file:PATH, command:CMD or stdin",
            "/var/log/mail.log | '/var/log/mail.log' is not fifo:PATH, file:PATH, command:CMD or stdin",
            "pipe:/x | 'pipe:/x' is not fifo:PATH, file:PATH, command:CMD or stdin",
            "FIFO:/x | 'FIFO:/x' is not fifo:PATH, file:PATH, command:CMD or stdin",
            "fifo: | 'fifo:' names no path",
            "file: | 'file:' names no path", "command: | 'command:' names no command",
            "file: tag=x | 'file: tag=x' names no path",
            "stdin tag= | tag= names no tag",
            "stdin x | 'stdin x' is not fifo:PATH, file:PATH, command:CMD or stdin"})
    void whatIsNoSourceIsRefusedWithTheReason(String text, String why) {
        var refused = assertThrows(IllegalArgumentException.class, () -> Source.parse(text));
        assertEquals(why, refused.getMessage());
    }
}

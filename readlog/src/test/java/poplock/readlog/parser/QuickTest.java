package poplock.readlog.parser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import poplock.common.Source;
import poplock.posix.Words;
import poplock.posix.jvm.JvmWords;
import poplock.program.Warnings;
import poplock.readlog.line.Arrival;
import poplock.readlog.line.Dating;
import poplock.readlog.line.Drops;
import poplock.readlog.line.HeaderForm;
import poplock.readlog.line.LineReader;
import poplock.readlog.line.Zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Reads the same log twice: quickly, as readlog does, and with care, each line taken apart byte by byte and dated as if there had
 * been none before it. Line by line the two must say the same. The log is the lines of logins/*.txt under every form of
 * header, changed at random, in random order, and read in random pieces. {@code packaging/fuzz.sh quick} reads ten million lines.
 */
class QuickTest {
    private static final int LINES = Integer.getInteger("lines", 200_000);
    /** Lines that are compared together. */
    private static final int PART = 200;
    private static final long NOW = 1_800_000_000;
    private static final String[] TAGS = {"sshd", "postfix/submission/smtpd", "imapd", "pop3d", "dovecot",
            "kernel",
            "systemd-networkd-wait-online", "systemd-networkd-wait-onlinf", "CRON"};

    /** A tag of which another one shares the first sixteen bytes. */
    private static final String LONG_TAG = "[parser long]\nprogram = systemd-networkd-wait-online\nlogin = .*[^0-9]{ip}.*\n";

    private final Random random = new Random(Integer.getInteger("seed", 20261127));
    private final List<byte[]> corpus = corpus();
    private Arrival arrival = Arrival.live(NOW);
    private int logins;

    QuickTest() throws IOException {}

    /** One of the two. */
    private final class Reading {
        final List<String> results = new ArrayList<>();
        private final boolean isCareful;
        private final Drops drops = new Drops();
        private final LoginFinder finder;
        private final LineReader reader;

        Reading(Words words, LoginParsers parsers, Source source) {
            isCareful = words == null;
            var site = new Site(Zone.UTC, new Warnings(() -> 0, warning -> {}), drops, words);
            finder = new LoginFinder(source, parsers, site);
            reader = new LineReader(this::line, this::dropped, drops, words);
        }

        private void line(byte[] buffer, int start, int end) {
            Login login = finder.find(buffer, start, end, arrival);
            if (login == null) {
                results.add(finder.outcome().name());
                return;
            }
            long time = isCareful ? new Dating(Zone.UTC).date(finder.line(), arrival) : finder.time();
            results.add(login + " at " + time + " by " + finder.machine() + finder.isStamped());
        }

        private void dropped(byte[] buffer, int start, int end) {
            finder.passOver(buffer, start, end);
            results.add("dropped: " + finder.outcome());
        }

        void counts() {
            for (Drops.Cause cause : Drops.Cause.values()) {
                results.add(cause + " " + drops.of(cause));
            }
            results.add(reader.lines() + " lines, " + reader.pending() + " bytes");
        }
    }

    @Test
    void findsWhatACarefulReaderFinds() {
        String all = "enable = "
                + String.join(" ", LoginParsers.known(Shipped.config(""), Shipped.sections()).keySet());
        for (String settings : List.of(LONG_TAG, all)) {
            for (String source : List.of("stdin", "stdin max=200", "stdin tag=dovecot")) {
                readTwice(Shipped.parsers(settings), Source.parse(source), LINES / 6);
            }
        }
        assertTrue(logins > LINES / 20, logins + " logins");
    }

    private void readTwice(LoginParsers parsers, Source source, int lines) {
        var careful = new Reading(null, parsers, source);
        var quick = new Reading(new JvmWords(), parsers, source);
        for (int count = 0; count < lines; count += PART) {
            byte[] log = log();
            arrival = random.nextBoolean()
                    ? arrival
                    : Arrival.since(NOW - random.nextInt(100), NOW + random.nextInt(50));
            for (int start = 0, end; start < log.length; start = end) {
                end = Math.min(log.length, start + 1 + random.nextInt(random.nextBoolean() ? 30_000 : 100));
                careful.reader.feed(log, start, end - start);
                quick.reader.feed(log, start, end - start);
            }
            careful.counts();
            quick.counts();
            logins += (int) quick.results.stream().filter(result -> result.contains(" at ")).count();
            assertEquals(careful.results, quick.results);
            careful.results.clear();
            quick.results.clear();
        }
    }

    /** Lines that start alike follow each other, as in a log, and one of them is now and then another one's rest. */
    private byte[] log() {
        var log = new ByteArrayOutputStream();
        HeaderForm form = HeaderForm.values()[random.nextInt(HeaderForm.values().length)];
        for (int i = 0; i < PART; i++) {
            if (random.nextInt(20) == 0) {
                form = HeaderForm.values()[random.nextInt(HeaderForm.values().length)];
            }
            byte[] line = random.nextInt(3) == 0 ? corpus.get(random.nextInt(corpus.size())) : wrapped(form);
            line = random.nextInt(3) == 0 ? changed(line) : line;
            int length = random.nextInt(50) == 0 ? random.nextInt(line.length + 1) : line.length;
            log.write(line, 0, length);
            if (random.nextInt(200) > 0) {
                log.write('\n');
            }
        }
        return log.toByteArray();
    }

    /** Some line's message under this form of header, with its tag or another, in the same second or another. */
    private byte[] wrapped(HeaderForm form) {
        byte[] line = corpus.get(random.nextInt(corpus.size()));
        String text = new String(line, StandardCharsets.ISO_8859_1);
        int tag = Math.max(0, text.indexOf(" mx1 ")) + 5;
        int colon = text.indexOf(": ", tag);
        boolean hasTag = colon > tag && colon - tag < 40;
        String name = hasTag && random.nextInt(8) > 0
                ? text.substring(tag, colon).replaceFirst("\\[.*", "")
                : TAGS[random.nextInt(TAGS.length)];
        String message = hasTag ? text.substring(colon + 2) : text;
        byte[] whole = form.write(name, random.nextInt(4) - 1, message);
        if (random.nextBoolean()) {
            return whole;
        }
        String again = new String(whole, StandardCharsets.ISO_8859_1).replaceFirst("31:05",
                random.nextInt(70) + ":" + (random.nextInt(3) == 0 ? 60 : random.nextInt(100)));
        return again.getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] changed(byte[] line) {
        byte[] changed = Arrays.copyOf(line, line.length);
        for (int times = 1 + random.nextInt(3); times > 0 && line.length > 0; times--) {
            int at = random.nextInt(random.nextBoolean() ? line.length : Math.min(line.length, 45));
            changed[at] = switch (random.nextInt(4)) {
                case 0 -> (byte) random.nextInt(256);
                case 1 -> (byte) ('0' + random.nextInt(11));
                case 2 -> changed[random.nextInt(line.length)];
                default -> (byte) (changed[at] ^ 1 << random.nextInt(8));
            };
        }
        return changed;
    }

    private static List<byte[]> corpus() throws IOException {
        var lines = new ArrayList<byte[]>();
        for (LoginsFile file : LoginsFile.all()) {
            file.blocks().forEach(block -> block.cases().forEach(each -> lines.add(each.line())));
        }
        return lines;
    }
}

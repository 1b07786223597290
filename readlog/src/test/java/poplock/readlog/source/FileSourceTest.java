package poplock.readlog.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import poplock.readlog.Wait;
import poplock.readlog.database.Position;
import poplock.readlog.line.LineReader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FileSourceTest {
    private static final String A = "192.0.2.1";
    private static final String B = "192.0.2.2";
    private static final String C = "192.0.2.3";
    private static final String D = "192.0.2.4";

    @TempDir
    Path folder;

    private Path log;

    @BeforeEach
    void name() {
        log = folder.resolve("mail.log");
    }

    @Test
    void startsAtTheEnd() throws IOException {
        Log.append(log, Log.login(A));
        try (var follower = follow()) {
            Log.append(log, Log.login(B));
            follower.awaitAll(B);
            assertEquals(List.of(B), follower.addresses());
        }
    }

    @Test
    void startsAtALinesStart() throws IOException {
        String login = Log.login(A);
        Log.append(log, "x\nuser=<", login.substring(0, 60));
        try (var follower = follow()) {
            Log.append(log, login, Log.login(B));
            follower.awaitAll(B);
            assertEquals(List.of(B), follower.addresses());
        }
    }

    @Test
    void neverReadsALongLineFromItsMiddle() throws IOException {
        Log.append(log, "x".repeat(3 * LineReader.MAX_LINE));
        try (var follower = follow()) {
            Log.append(log, Log.login(A), Log.login(B));
            follower.awaitAll(B);
            assertEquals(List.of(B), follower.addresses());
        }
    }

    @Test
    void aLineWaitsForItsEnd() throws IOException {
        Log.append(log, "");
        String login = Log.login(A);
        try (var follower = follow()) {
            Log.append(log, Log.login(B), login.substring(0, 50));
            follower.awaitAll(B);
            assertEquals(Files.size(log) - 50, follower.positions().getFirst().offset());
            Log.append(log, login.substring(50));
            follower.awaitAll(A);
        }
    }

    @Test
    void readsLateLinesOfARenamedFile() throws IOException {
        Log.append(log, "");
        Path old = folder.resolve("mail.log.1");
        try (var follower = follow()) {
            Files.move(log, old);
            Log.append(log, Log.login(B));
            follower.awaitAll(B);
            Log.append(old, Log.login(A));
            follower.awaitAll(A);
            Log.append(log, Log.login(C));
            Log.append(old, Log.login(D));
            follower.awaitAll(C, D);
            assertEquals(2, follower.positions().size());
        }
    }

    @Test
    void readsAFileThatLostTheNameBeforeItWasSeen() throws IOException {
        Log.append(log, "");
        try (var follower = follow()) {
            Log.append(log, Log.login(A));
            follower.awaitAll(A);
            Files.move(log, folder.resolve("mail.log.2"));
            Log.append(folder.resolve("mail.log.1"), Log.login(B));
            Log.append(log, Log.login(C));
            follower.awaitAll(B, C);
        }
    }

    @Test
    void readsManyFilesThatLostTheNameBeforeTheyWereSeen() throws IOException {
        Log.append(log, "");
        try (var follower = follow()) {
            Log.append(log, Log.login(A));
            follower.awaitAll(A);
            Files.move(log, folder.resolve("mail.log.50"));
            var addresses = new ArrayList<String>();
            for (int i = 1; i < 50; i++) {
                addresses.add("192.0.2." + i);
                Log.append(folder.resolve("mail.log." + i), Log.login("192.0.2." + i));
            }
            Log.append(log, Log.login(B));
            follower.awaitAll(addresses.toArray(String[]::new));
            follower.awaitAll(B);
        }
    }

    @Test
    void readsOnThroughAHundredRotationsAtOnce() throws IOException {
        Log.append(log, "");
        try (var follower = follow()) {
            for (int i = 0; i < 100; i++) {
                Log.append(log, Log.login("192.0.2." + i));
                Files.move(log, folder.resolve("mail.log." + i));
                Log.append(log, "");
            }
            for (int i = 0; i < 100; i++) {
                follower.awaitAll("192.0.2." + i);
            }
        }
    }

    @Test
    void takesADeletedFileToItsEndAndTheNewOneFromItsStart() throws IOException {
        Log.append(log, "");
        try (var follower = follow()) {
            Log.append(log, Log.login(A));
            Files.delete(log);
            Log.append(log, Log.login(B));
            follower.awaitAll(A, B);
        }
    }

    @Test
    void readsOnAfterTruncation() throws IOException {
        Log.append(log, "x".repeat(5000) + "\n");
        try (var follower = follow()) {
            Log.append(log, Log.login(A));
            follower.awaitAll(A);
            truncate();
            Log.append(log, Log.login(B));
            follower.awaitAll(B);
        }
    }

    @Test
    void noticesAFileThatWasTruncatedAndHasGrownBeyond() throws IOException {
        Log.append(log, "first line\n");
        try (var follower = follow()) {
            Log.append(log, Log.login(A));
            follower.awaitAll(A);
            Files.writeString(folder.resolve("new"), "other\n".repeat(2000) + Log.login(B));
            Files.write(log, Files.readAllBytes(folder.resolve("new")), StandardOpenOption.TRUNCATE_EXISTING);
            follower.awaitAll(B);
        }
    }

    /** Its writer has the file open without O_APPEND, and after each truncation goes on where it was. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 600_000})
    void readsOnBehindTheNulsOfAWriterThatDoesNotAppend(int before) throws IOException {
        Log.append(log, "x".repeat(before) + "\n");
        try (var writer = FileChannel.open(log, StandardOpenOption.WRITE); var follower = follow()) {
            writer.position(writer.size());
            write(writer, Log.login(A));
            follower.awaitAll(A);
            truncate();
            write(writer, Log.login(B));
            follower.awaitAll(B);
            truncate();
            write(writer, Log.login(C) + Log.login(D));
            follower.awaitAll(C, D);
            assertEquals(List.of(A, B, C, D), follower.addresses());
        }
    }

    @Test
    void readsOnBehindNulsThatCameWhileItWasDown() throws IOException {
        List<Position> saved = readOne();
        try (var writer = FileChannel.open(log, StandardOpenOption.WRITE)) {
            writer.position(writer.size());
            truncate();
            write(writer, Log.login(B));
        }
        try (var follower = new Follower().follow(log, saved)) {
            follower.awaitAll(B);
            assertEquals(List.of(B), follower.addresses());
        }
    }

    private static void write(FileChannel writer, String lines) throws IOException {
        writer.write(ByteBuffer.wrap(lines.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** NULs in the midst of a file are anybody's. */
    @Test
    void skipsNoNulsThatAreNotAtTheStart() throws IOException {
        Log.append(log, "");
        try (var follower = follow()) {
            Log.append(log, Log.login(A));
            follower.awaitAll(A);
            Log.append(log, "\0\0" + Log.login(B), Log.login(C));
            follower.awaitAll(C);
            assertEquals(List.of(A, C), follower.addresses());
        }
    }

    @Test
    void readsOnWhereALinkLedBeforeItMovedOnWhileItWasDown() throws IOException {
        Path yesterday = Files.createDirectories(folder.resolve("26")).resolve("mail.log");
        Path today = Files.createDirectories(folder.resolve("27")).resolve("mail.log");
        Log.append(yesterday, "");
        Files.createSymbolicLink(log, yesterday);
        List<Position> saved = readOne();
        Log.append(yesterday, Log.login(B));
        Log.append(today, Log.login(C));
        Files.delete(log);
        Files.createSymbolicLink(log, today);
        saved = saved.stream().map(Position::toString).map(line -> Position.parse(line).orElseThrow())
                .toList();
        try (var follower = new Follower().follow(log, saved)) {
            follower.awaitAll(B, C);
            assertEquals(List.of(B, C), follower.addresses());
            assertEquals(List.of(), follower.warnings);
        }
    }

    @Test
    void takesFromTheCopyWhatItHadNotReadBeforeTheTruncation() throws IOException {
        Log.append(log, "start\n");
        var follower = new Follower();
        var source = new FileSource(follower.libc, log.toString(), List.of(), follower.intake(),
                follower.warn);
        Log.append(log, Log.login(A));
        Files.copy(log, folder.resolve("mail.log.1"));
        truncate();
        Log.append(log, Log.login(B));
        try (var running = follower.start(source)) {
            running.awaitAll(A, B);
        }
    }

    @Test
    void takesAllCopiesOfSeveralTruncations() throws IOException {
        Log.append(log, "start\n");
        var follower = new Follower();
        var source = new FileSource(follower.libc, log.toString(), List.of(), follower.intake(),
                follower.warn);
        Log.append(log, Log.login(A));
        copy("mail.log.2", 20);
        Log.append(log, Log.login(B));
        copy("mail.log.1", 10);
        Log.append(log, Log.login(C));
        try (var running = follower.start(source)) {
            running.awaitAll(A, B, C);
        }
    }

    @Test
    void waitsForAFileThatAppearsLater() throws IOException {
        try (var follower = follow()) {
            assertEquals(List.of("unable to read " + log + ": no such file; trying on"), follower.warnings);
            Log.append(log, Log.login(A));
            follower.awaitAll(A);
            assertEquals(1, follower.warnings.size());
        }
    }

    @Test
    void waitsForAFolderThatAppearsLater() throws IOException {
        log = folder.resolve("later/mail.log");
        try (var follower = follow()) {
            Files.createDirectory(log.getParent());
            Log.append(log, Log.login(A));
            follower.awaitAll(A);
        }
    }

    @Test
    void aFileThatAppearsButIsOlderThanReadlogIsFollowedFromItsEnd() throws IOException {
        Path elsewhere = folder.resolve("elsewhere");
        Log.append(elsewhere, Log.login(A));
        awaitAnotherSecond();
        try (var follower = follow()) {
            Files.move(elsewhere, log);
            follower.until("the file is open", () -> !follower.positions().isEmpty());
            Log.append(log, Log.login(B));
            follower.awaitAll(B);
            assertEquals(List.of(B), follower.addresses());
        }
    }

    @Test
    void aFolderThatIsMadeAnewIsWatchedAnew() throws IOException {
        log = Files.createDirectory(folder.resolve("logs")).resolve("mail.log");
        Log.append(log, "");
        try (var follower = follow()) {
            Log.append(log, Log.login(A));
            follower.awaitAll(A);
            Files.move(log.getParent(), folder.resolve("old"));
            Files.createDirectory(log.getParent());
            Log.append(log, Log.login(B));
            follower.awaitAll(B);
            Log.append(log, Log.login(C));
            follower.awaitAll(C);
        }
    }

    @Test
    void followsALinkToAnotherFileInAnotherFolder() throws IOException {
        Path one = Files.createDirectory(folder.resolve("one")).resolve("log");
        Path two = Files.createDirectory(folder.resolve("two")).resolve("log");
        Log.append(one, "");
        Files.createSymbolicLink(log, one);
        try (var follower = follow()) {
            Log.append(one, Log.login(A));
            follower.awaitAll(A);
            Log.append(two, Log.login(B));
            Path next = Files.createSymbolicLink(folder.resolve("next"), two);
            Files.move(next, log, StandardCopyOption.ATOMIC_MOVE);
            follower.awaitAll(B);
            Log.append(two, Log.login(C));
            follower.awaitAll(C);
        }
    }

    @Test
    void aFolderInThePlaceOfTheFileIsToldOnce() throws IOException {
        Files.createDirectory(log);
        try (var follower = follow()) {
            assertEquals(List.of("unable to read " + log + ": is a directory; trying on"),
                    follower.warnings);
            Files.delete(log);
            Log.append(log, Log.login(A));
            follower.awaitAll(A);
        }
    }

    @Test
    void goesOnWhereItStopped() throws IOException {
        Log.append(log, "");
        List<Position> saved;
        String half = Log.login(B);
        try (var follower = follow()) {
            Log.append(log, Log.login(A), half.substring(0, 40));
            follower.awaitAll(A);
            saved = follower.positions();
        }
        Log.append(log, half.substring(40), Log.login(C));
        try (var follower = new Follower().follow(log, saved)) {
            follower.awaitAll(B, C);
            assertEquals(List.of(B, C), follower.addresses());
        }
    }

    /** The first message of all is no rest; that of a log that was rotated, compressed or not, may be. */
    @Test
    void theFirstLineOfANewLogIsBelieved() throws IOException {
        for (String other : new String[] {"other.log", "mail.log.1", "mail.log.1.gz"}) {
            Files.writeString(log, "");
            Path beside = Files.createFile(log.resolveSibling(other));
            try (var follower = follow()) {
                Log.append(log, Log.courierLogin(A), Log.courierLogin(B));
                follower.awaitAll(B);
                assertEquals(other.equals("other.log") ? List.of(A, B) : List.of(B), follower.addresses(),
                        other);
            }
            Files.delete(beside);
        }
    }

    @Test
    void aRestartBetweenTheHalvesOfACutMessageForgesNothing() throws IOException {
        Log.append(log, Log.courier("LOGIN FAILED, user=" + "E".repeat(486)));
        List<Position> saved;
        try (var follower = follow()) {
            Log.append(log, Log.courierLogin(A), Log.login(B), "x".repeat(200_000) + "\n",
                    Log.courier("LOGIN FAILED, user=" + "E".repeat(486)));
            follower.awaitAll(B);
            follower.until("the end", () -> follower.positions().getFirst().offset() == Files.size(log));
            saved = follower.positions();
            assertEquals(List.of(B), follower.addresses());
        }
        Log.append(log, Log.courierLogin(A), Log.courierLogin(C));
        try (var follower = new Follower().follow(log, saved)) {
            follower.awaitAll(C);
            assertEquals(List.of(C), follower.addresses());
        }
    }

    @Test
    void findsWhatWasRotatedSeveralTimesWhileItWasDown() throws IOException {
        List<Position> saved = readOne();
        Log.append(log, Log.login(B));
        Files.move(log, folder.resolve("mail.log.2"));
        Log.append(log, Log.login(C));
        Files.move(log, folder.resolve("mail.log.1"));
        Log.append(log, Log.login(D));
        try (var follower = new Follower().follow(log, saved)) {
            follower.awaitAll(B, C, D);
            assertEquals(List.of(B, C, D), follower.addresses());
            assertEquals(List.of(), follower.warnings);
        }
    }

    @Test
    void findsWhatMultilogOrSvlogdRotatedWhileItWasDown() throws IOException {
        log = folder.resolve("current");
        List<Position> saved = readOne();
        Log.append(log, Log.login(B));
        Files.move(log, folder.resolve("@400000006b0348402fdfe5c4.s"));
        Log.append(log, Log.login(C));
        Files.move(log, folder.resolve("@400000006b03484030309dd4.u"));
        Log.append(log, Log.login(D));
        try (var follower = new Follower().follow(log, saved)) {
            follower.awaitAll(B, C, D);
            assertEquals(List.of(B, C, D), follower.addresses());
            assertEquals(List.of(), follower.warnings);
        }
    }

    @Test
    void findsTheCopiesOfTruncationsWhileItWasDown() throws IOException {
        List<Position> saved = readOne();
        Log.append(log, Log.login(B));
        copy("mail.log.2", 20);
        Log.append(log, Log.login(C));
        copy("mail.log.1", 10);
        Log.append(log, Log.login(D));
        try (var follower = new Follower().follow(log, saved)) {
            follower.awaitAll(B, C, D);
            assertEquals(List.of(B, C, D), follower.addresses());
        }
    }

    @Test
    void findsTheCopyOfAFileThatWasEmptyWhenItStopped() throws IOException {
        Log.append(log, "");
        List<Position> saved;
        try (var follower = follow()) {
            saved = follower.positions();
        }
        Log.append(log, Log.login(A));
        copy("mail.log.1", 10);
        Log.append(log, Log.login(B));
        try (var follower = new Follower().follow(log, saved)) {
            follower.awaitAll(A, B);
        }
    }

    @Test
    void doesNotReadAnOldRotatedFileAgain() throws IOException {
        Path old = folder.resolve("mail.log.1");
        Log.append(old, Log.login(D));
        Files.setLastModifiedTime(old, FileTime.fromMillis(System.currentTimeMillis() - 100_000));
        List<Position> saved = readOne();
        Files.move(old, folder.resolve("mail.log.2"));
        Files.move(log, old);
        Log.append(log, Log.login(B));
        try (var follower = new Follower().follow(log, saved)) {
            follower.awaitAll(B);
            assertEquals(List.of(B), follower.addresses());
        }
    }

    @Test
    void namesTheCompressedFilesThatMayHoldWhatIsMissing() throws IOException {
        List<Position> saved = readOne();
        Files.delete(log);
        Log.append(folder.resolve("mail.log.1.gz"), "compressed");
        Log.append(folder.resolve("mail.log.2.xz"), "compressed");
        Log.append(folder.resolve("mail.logbook.gz"), "another");
        Log.append(log, Log.login(B));
        try (var follower = new Follower().follow(log, saved)) {
            follower.awaitAll(B);
            assertEquals(
                    List.of("the file that " + log
                            + " was when readlog stopped is gone; logins since then may be"
                            + " missing; they may be in the compressed mail.log.1.gz mail.log.2.xz"),
                    follower.warnings);
        }
    }

    @Test
    void aReusedInodeIsNotTakenForTheFile() throws IOException {
        List<Position> saved = readOne();
        Position position = saved.getFirst();
        Files.writeString(log, "another file with the same inode\n" + "x\n".repeat(5000) + Log.login(B));
        assertEquals(position.inode(), Files.getAttribute(log, "unix:ino"));
        try (var follower = new Follower().follow(log, saved)) {
            follower.awaitAll(B);
            assertEquals(1, follower.warnings.size());
        }
    }

    @Test
    void keepsItsPositionForAFolderThatIsMountedLater() throws IOException {
        log = Files.createDirectory(folder.resolve("logs")).resolve("mail.log");
        List<Position> saved = readOne();
        Log.append(log, Log.login(B));
        Path away = Files.move(log.getParent(), folder.resolve("away"));
        try (var follower = new Follower().follow(log, saved)) {
            Files.move(away, log.getParent());
            follower.awaitAll(B);
            assertEquals(List.of(B), follower.addresses());
        }
    }

    @Test
    void datesABacklogByItsStamps() throws IOException {
        long saved = 1_795_300_000;
        List<Position> positions = readOne();
        Position at = positions.getFirst();
        var position = new Position(at.path(), at.device(), at.inode(), at.offset(), at.fingerprint(), saved);
        Log.append(log, Log.login(A, saved + 100), Log.login(B, saved - 5000), Log.login(C, saved + 1010));
        var follower = new Follower();
        follower.setClock(saved + 1000);
        try (var running = follower.follow(log, List.of(position))) {
            running.awaitAll(A, B, C);
            assertEquals(saved + 100, follower.time(A));
            assertEquals(saved - 5000, follower.time(B));
            assertEquals(saved + 1000, follower.time(C));
            follower.setClock(saved + 1005);
            Log.append(log, Log.login(D, saved));
            follower.awaitAll(D);
            assertEquals(saved, follower.time(D));
        }
    }

    @Test
    void aFileThatCannotBeReadForAWhileIsDatedByItsStamps() throws IOException {
        var follower = new Follower();
        long start = follower.now();
        follower.setClock(start - 5000);
        Files.createDirectory(log);
        try (var running = follower.follow(log, List.of())) {
            running.until("a warning", () -> !follower.warnings.isEmpty());
            follower.setClock(start);
            Path made = folder.resolve("made");
            Log.append(made, Log.login(A, start - 3000));
            Files.delete(log);
            Files.move(made, log);
            follower.awaitAll(A);
            assertEquals(start - 3000, follower.time(A));
        }
    }

    /** As rsync and editors do it. */
    @Test
    void goesOnWhereItWasInAFileThatTookThePlaceOfTheOldOneAndBeginsAsIt() throws IOException {
        Log.append(log, "");
        try (var follower = follow()) {
            Log.append(log, Log.login(A), Log.login(B));
            follower.awaitAll(A, B);
            for (String next : List.of(C, D)) {
                Path made = folder.resolve("made");
                Files.copy(log, made);
                Log.append(made, Log.unstampedLogin(next));
                Files.move(made, log, StandardCopyOption.REPLACE_EXISTING);
                follower.awaitAll(next);
            }
            assertEquals(List.of(A, B, C, D), follower.addresses());
            assertTrue(follower.time(D) >= follower.now() - 60,
                    "it was written since the file was read last");
        }
    }

    @Test
    void goesOnWhereItWasIfThatHappenedWhileItWasDown() throws IOException {
        List<Position> saved = readOne();
        Path made = folder.resolve("made");
        Files.copy(log, made);
        Log.append(made, Log.login(B));
        Files.move(made, log, StandardCopyOption.REPLACE_EXISTING);
        try (var follower = new Follower().follow(log, saved)) {
            follower.awaitAll(B);
            assertEquals(List.of(B), follower.addresses());
            assertEquals(List.of(), follower.warnings);
        }
    }

    /** As scp does it, and rsync --inplace. */
    @Test
    void goesOnWhereItWasInAFileThatIsWrittenAnewInItsPlace() throws IOException {
        Log.append(log, "");
        try (var follower = follow()) {
            Log.append(log, Log.unstampedLogin(A), Log.unstampedLogin(B), Log.unstampedLogin(B));
            follower.awaitAll(A, B);
            String held = Files.readString(log);
            try (var file = FileChannel.open(log, StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                file.write(java.nio.ByteBuffer.wrap(held.substring(0, 300).getBytes()));
                follower.until("a look", () -> follower.addresses().size() >= 3);
                file.write(
                        java.nio.ByteBuffer.wrap((held.substring(300) + Log.unstampedLogin(C)).getBytes()));
            }
            follower.awaitAll(C);
            assertTrue(follower.time(C) >= follower.now() - 60);
            assertEquals(0, follower.times(A).stream().skip(1).filter(time -> time > 0).count());
        }
    }

    @Test
    void aLineThatWasPutInBeforeItsPlaceIsNoReasonToReadOneFromItsMiddle() throws IOException {
        Log.append(log, "");
        try (var follower = follow()) {
            Log.append(log, Log.login(A), Log.login(A), Log.login(A), Log.login(B));
            follower.awaitAll(A, B);
            Path made = folder.resolve("made");
            String held = Files.readString(log);
            int last = held.lastIndexOf(Log.login(B).substring(25));
            int second = held.lastIndexOf('\n', last) + 1;
            Files.writeString(made, held.substring(0, second) + "x".repeat(50) + "\n" + held.substring(second)
                    + Log.login(C));
            Files.move(made, log, StandardCopyOption.REPLACE_EXISTING);
            follower.awaitAll(C);
            assertEquals(List.of(A, A, A, B, B, C), follower.addresses());
        }
    }

    /** An administrator takes lines out; what is left counts from its stamps, and without any from nothing. */
    @Test
    void aFileThatTookThePlaceOfTheOldOneButIsShorterHoldsNothingNew() throws IOException {
        long now = System.currentTimeMillis() / 1000;
        Log.append(log, "");
        try (var follower = follow()) {
            Log.append(log, Log.login(A, now - 4000), Log.unstampedLogin(B), Log.login(C, now - 3000));
            follower.awaitAll(A, B, C);
            Path made = folder.resolve("made");
            Files.writeString(made, Log.unstampedLogin(B) + Log.login(D, now - 2000));
            Files.move(made, log, StandardCopyOption.REPLACE_EXISTING);
            follower.awaitAll(D);
            assertEquals(now - 2000, follower.time(D));
            assertEquals(0L, follower.times(B).getLast());
            Log.append(log, Log.unstampedLogin(A));
            follower.until("the new line", () -> follower.times(A).size() == 2);
            assertTrue(follower.times(A).getLast() >= now);
        }
    }

    @Test
    void saysUntilWhenItHasBeenReadAlsoIfNothingComes() throws IOException {
        List<Position> saved = readOne();
        var follower = new Follower();
        follower.setClock(follower.now() + 1000);
        try (var running = follower.follow(log, saved)) {
            running.until("a position", () -> !follower.positions().isEmpty());
            assertEquals(follower.now(), follower.positions().getFirst().time());
            follower.setClock(follower.now() + 10);
        }
        assertEquals(follower.now(), follower.positions().getFirst().time());
    }

    private Follower follow() {
        return new Follower().follow(log, List.of());
    }

    /** Has A read and gives back the position after it. */
    private List<Position> readOne() throws IOException {
        Log.append(log, "");
        try (var follower = follow()) {
            Log.append(log, Log.login(A));
            follower.awaitAll(A);
            return follower.positions();
        }
    }

    /** The age of a file is told in seconds. */
    private static void awaitAnotherSecond() {
        long second = System.currentTimeMillis() / 1000;
        Wait.until("another second", () -> System.currentTimeMillis() / 1000 > second);
    }

    private void truncate() throws IOException {
        FileChannel.open(log, StandardOpenOption.WRITE).truncate(0).close();
    }

    /** What logrotate's copytruncate does. */
    private void copy(String name, int secondsAgo) throws IOException {
        Path copy = Files.copy(log, folder.resolve(name));
        // The next copy is later, however coarse the filesystem's clock.
        Files.setLastModifiedTime(copy, FileTime.fromMillis(System.currentTimeMillis() + 30_000
                - secondsAgo * 1000L));
        truncate();
    }
}

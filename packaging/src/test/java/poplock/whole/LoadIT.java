package poplock.whole;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A busy minute: 200,000 login lines from 50,000 addresses through real rsyslog and a FIFO to readlog, while real
 * tcpserver runs the native relaylock before real smtpfront-echo 20 times a second.
 */
class LoadIT {
    private static final int SECONDS = 60;
    private static final int LINES_A_SECOND = 200_000 / 60;
    private static final int ADDRESSES = 50_000;
    private static final int CONNECTIONS_A_SECOND = 20;
    /** Of each second's lines, this many come from addresses that are new, whose way into the database is timed. */
    private static final int TIMED_A_SECOND = 5;
    private static final DateTimeFormatter STAMP = DateTimeFormatter
            .ofPattern("MMM ppd HH:mm:ss", Locale.ROOT)
            .withZone(ZoneOffset.systemDefault());

    private Box box;
    private Poplock poplock;
    private final Queue<String> loggedIn = new ConcurrentLinkedQueue<>();
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void start() throws Exception {
        box = new Box();
        poplock = new Poplock(box, "poplock");
    }

    @AfterEach
    void stop() {
        box.close();
    }

    @Test
    void noLoginLostAndNoWrongVerdict() throws Exception {
        Path fifo = poplock.readFifo();
        poplock.fifoSafety(Form.NATIVE, fifo);
        int port = Ports.free();
        new Rsyslog(box,
                "module(load=\"imtcp\")\ninput(type=\"imtcp\" port=\"" + port + "\" address=\"127.0.0.1\""
                        + " ruleset=\"load\")\nruleset(name=\"load\") {\n"
                        + Rsyslog.into(fifo).replace("*.* ", "") + "\n}\n");
        box.until("rsyslog's port", () -> Ports.open("127.0.0.1", port));
        Smtp smtp = Smtp.tcpserver(box, poplock.relaylock(Form.NATIVE, Smtp.mailfront()));
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
                Socket rsyslog = new Socket("127.0.0.1", port);
                OutputStream lines = new BufferedOutputStream(rsyslog.getOutputStream(), 1 << 16)) {
            List<Future<?>> work = new ArrayList<>();
            Future<?> connections = workers.submit(() -> connect(smtp, workers, work));
            int timed = write(lines, workers, work);
            connections.get();
            for (Future<?> each : work) {
                each.get();
            }
            box.until("all " + (ADDRESSES + timed) + " addresses in the database",
                    () -> poplock.addresses().size() == ADDRESSES + timed);
        }
        print();
    }

    /** Writes the lines, some 16 at a time: as they come from many clients; answers how many addresses were timed. */
    private int write(OutputStream lines, ExecutorService workers, List<Future<?>> work) throws Exception {
        int timed = 0;
        long start = System.nanoTime();
        for (int line = 0; line < SECONDS * LINES_A_SECOND; line++) {
            if (line % (LINES_A_SECOND / TIMED_A_SECOND) == 0) {
                String address = address(3, timed++);
                write(lines, address);
                lines.flush();
                long written = System.nanoTime();
                submit(workers, work, () -> time(address, written));
            }
            write(lines, address(1, line % ADDRESSES));
            if (line % (LINES_A_SECOND / 200) == 0) {
                lines.flush();
                pace(start, line * 1_000_000_000L / LINES_A_SECOND);
            }
        }
        lines.flush();
        return timed;
    }

    private static void write(OutputStream lines, String address) throws Exception {
        lines.write(("<22>" + STAMP.format(Instant.now()) + " mx1 dovecot: imap-login: Login: user=<tester>,"
                + " method=PLAIN, rip=" + address
                + ", lip=127.0.0.1, mpid=4242, TLS, session=<oEOptynOHNasEQAB>\n")
                .getBytes(StandardCharsets.ISO_8859_1));
    }

    /** From the line's writing until relaylock would find the address. */
    private Void time(String address, long written) throws Exception {
        box.until(address + " in the database", () -> poplock.find(address).isPresent());
        nanos.add(System.nanoTime() - written);
        loggedIn.add(address);
        return null;
    }

    /** Half of the clients logged in and half did not. */
    private Void connect(Smtp smtp, ExecutorService workers, List<Future<?>> work) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < SECONDS * CONNECTIONS_A_SECOND; i++) {
            pace(start, i * 1_000_000_000L / CONNECTIONS_A_SECOND);
            boolean allowed = i % 2 == 0 && !loggedIn.isEmpty();
            String address = allowed
                    ? loggedIn.peek()
                    : address(2, ThreadLocalRandom.current().nextInt(ADDRESSES));
            submit(workers, work, () -> {
                assertEquals(allowed, Client.at(address).relays(smtp.port()), address);
                return null;
            });
        }
        return null;
    }

    private static void submit(ExecutorService workers, List<Future<?>> work, Callable<?> task) {
        synchronized (work) {
            work.add(workers.submit(task));
        }
    }

    private static void pace(long start, long nanos) {
        long ahead = start + nanos - System.nanoTime();
        if (ahead > 0) {
            LockSupport.parkNanos(ahead);
        }
    }

    /** One of the loopback addresses 127.NET.0.1 and up. */
    private static String address(int net, int number) {
        return "127." + net + "." + number / 250 + "." + (1 + number % 250);
    }

    private void print() {
        List<Long> sorted = nanos.stream().sorted().toList();
        assertTrue(sorted.size() >= SECONDS, sorted::toString);
        System.out.printf("LoadIT: %,d login lines in %d s, %d SMTP connections; log line to permission: "
                + "median %.1f ms, p99 %.1f ms, longest %.1f ms (%d timed)%n", SECONDS * LINES_A_SECOND,
                SECONDS,
                SECONDS * CONNECTIONS_A_SECOND, millis(sorted, 50), millis(sorted, 99), millis(sorted, 100),
                sorted.size());
    }

    private static double millis(List<Long> sorted, int percent) {
        return TimeUnit.NANOSECONDS.toMicros(sorted.get((sorted.size() - 1) * percent / 100)) / 1_000.0;
    }
}

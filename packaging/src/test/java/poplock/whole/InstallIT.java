package poplock.whole;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The first page of INSTALL.md, by its own commands, on a mail host that systemd has booted. mailfront's smtpfront-qmail
 * stands in for qmail-smtpd, which Debian does not have.
 */
class InstallIT {
    private static final String ADDRESS = "192.0.2.7";

    private Box box;
    private Debian debian;

    @BeforeEach
    void start() throws Exception {
        box = new Box();
        debian = Debian.booted(box);
        debian.run("""
                mkdir -p /var/qmail/bin /var/qmail/control /service/qmail-smtpd
                printf '#!/bin/sh\\nQMAILHOME=/var/qmail exec smtpfront-qmail\\n' >/var/qmail/bin/qmail-smtpd
                chmod 755 /var/qmail/bin/qmail-smtpd
                echo 'smtp 25/tcp' >>/etc/services
                useradd --system qmaild
                echo ':allow' | tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp
                echo '127.0.0.1 mx1.example.org' >>/etc/hosts
                """);
        box.start("svscan", debian.inside("exec svscan /service"));
    }

    @AfterEach
    void stop() {
        debian.close();
        box.close();
    }

    @Test
    void fromNothingToAPassedSelfTest() throws Exception {
        Debian.Outcome installed = debian.install();
        assertEquals(0, installed.exit(), installed.output());
        debian.run(commands(2));
        box.until("a login", () -> {
            debian.run("logger -t dovecot -p mail.info 'imap-login: Login: user=<bob>, method=PLAIN, rip="
                    + ADDRESS
                    + ", lip=127.0.0.1, mpid=7, TLS, session=<x>'");
            return debian.run(commands(3).lines().findFirst().orElseThrow()).contains(ADDRESS);
        });
        String run = "/service/qmail-smtpd/run";
        Files.writeString(debian.path(run), commands(4).lines().filter(line -> !line.startsWith("svc "))
                .collect(Collectors.joining("\n", "", "\n")));
        debian.run("chmod 755 " + run);
        box.until("tcpserver under supervise", () -> debian.succeeds(commands(4).lines()
                .filter(line -> line.startsWith("svc ")).findFirst().orElseThrow()
                + " && nc -z 127.0.0.1 25"));
        assertEquals("OPEN RELAY\n", debian.run(commands(5)));
        debian.run(": >/var/qmail/control/rcpthosts");
        assertEquals("", debian.run(commands(5)), "an empty list refuses all");
        debian.run("echo example.org >/var/qmail/control/rcpthosts");
        assertEquals("example.org\n", debian.run(commands(5)));
        List<String> test = commands(6).lines().toList();
        String ask = String.join("\n", test.subList(0, test.indexOf("}") + 1)) + "\n";
        List<String> questions = test.stream()
                .filter(line -> line.startsWith("ask 1") || line.startsWith("ask 2"))
                .toList();
        assertEquals(2, questions.size());
        for (String question : questions) {
            assertEquals(question.contains("must be accepted"), accepted(ask + question), question);
        }
        String fromOutside = test.getLast();
        assertTrue(fromOutside.contains("nc -w 9"), fromOutside);
        assertFalse(accepted(fromOutside), fromOutside);
        debian.run("echo 'allow = 127.0.0.1' >>/etc/smtp-poplock/smtp-poplock.conf");
        assertTrue(accepted(fromOutside), "what is allowed may relay over the network");
    }

    /** Whether the recipient is; the answers are a greeting and one for each command. */
    private boolean accepted(String commands) throws Exception {
        List<String> answers = debian.run(commands).lines().filter(line -> line.matches("\\d{3} .*"))
                .toList();
        assertTrue(answers.size() >= 4, answers.toString());
        assertTrue(answers.get(2).startsWith("250"), answers.toString());
        return answers.get(3).startsWith("250");
    }

    /** The indented lines of a step. */
    private static String commands(int step) throws Exception {
        return Files.readString(Path.of(Component.ours("INSTALL.md"))).lines()
                .dropWhile(line -> !line.startsWith("**" + step + ". ")).skip(1)
                .takeWhile(line -> !line.startsWith("**" + (step + 1) + ". ") && !line.startsWith("## "))
                .filter(line -> line.startsWith("    ")).map(line -> line.substring(4))
                .collect(Collectors.joining("\n"));
    }
}

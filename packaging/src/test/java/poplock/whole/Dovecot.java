package poplock.whole;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** Dovecot's POP3 and IMAP server, with TLS beside. Its user needs no account. */
final class Dovecot {
    final MailServer ports = MailServer.onFreePorts();
    private final Daemon daemon;

    /** Starts it on the loopback addresses and waits for it. */
    Dovecot(Box box) throws Exception {
        this(box, String.join(", ", Ports.loopback()), UnaryOperator.identity());
        for (int port : ports.ports()) {
            box.listening(daemon, port);
        }
    }

    /** Starts it on another host. */
    static Dovecot on(Box box, Network.Host host) throws Exception {
        return new Dovecot(box, host.address(), host::command);
    }

    private Dovecot(Box box, String listen, UnaryOperator<List<String>> where) throws Exception {
        Path dir = box.dir().resolve("dovecot");
        box.write("dovecot/users", Box.USER + ":{PLAIN}" + Box.PASSWORD + "\n");
        Box.run("install", "-d", "-o", "nobody", "-g", "nogroup", dir.resolve("mail").toString());
        Certificate certificate = Certificate.make(box, dir);
        Path configuration = box.write("dovecot/dovecot.conf",
                """
                base_dir = %1$s/run
                state_dir = %1$s/run
                protocols = pop3 imap
                listen = %2$s
                log_path = syslog
                ssl = yes
                ssl_cert = <%3$s
                ssl_key = <%4$s
                disable_plaintext_auth = no
                auth_failure_delay = 0
                mail_location = maildir:~/Maildir
                first_valid_uid = 1
                service anvil {
                  # no growing delay for an address after failures
                  unix_listener anvil-auth-penalty {
                    mode = 0
                  }
                }
                service pop3-login {
                  inet_listener pop3 {
                    port = %5$d
                  }
                  inet_listener pop3s {
                    port = %6$d
                    ssl = yes
                  }
                }
                service imap-login {
                  inet_listener imap {
                    port = %7$d
                  }
                  inet_listener imaps {
                    port = %8$d
                    ssl = yes
                  }
                }
                passdb {
                  driver = passwd-file
                  args = scheme=PLAIN username_format=%%u %1$s/users
                }
                userdb {
                  driver = static
                  args = uid=nobody gid=nogroup home=%1$s/mail
                }
                """.formatted(dir, listen, certificate.certificate(), certificate.key(), ports.pop3(),
                        ports.pop3s(),
                        ports.imap(), ports.imaps()));
        daemon = box.start("dovecot", where.apply(box.inside(
                Component.installed("/usr/sbin/dovecot", "dovecot-core"), "-F", "-c",
                configuration.toString())));
    }
}

package poplock.whole;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** Dovecot's POP3 and IMAP server, with TLS beside. Its user needs no account. */
final class Dovecot {
    /** The master user of {@link #lax}; what stands before the asterisk is whose mail it reads. */
    static final String MASTER = "*operator";

    private static final String STRICT = """
            passdb {
              driver = passwd-file
              args = scheme=PLAIN username_format=%%u %1$s/users
            }
            """;
    /** Any name is a user, whatever bytes it has. */
    private static final String LAX = """
            auth_username_chars =
            auth_username_format = %%u
            auth_master_user_separator = *
            passdb {
              driver = passwd-file
              master = yes
              args = scheme=PLAIN username_format=%%u %1$s/masters
            }
            passdb {
              driver = static
              args = password=%2$s
            }
            """;

    final MailServer ports = MailServer.onFreePorts();
    private final Daemon daemon;

    /** Starts it on the loopback addresses and waits for it. */
    Dovecot(Box box) throws Exception {
        this(box, STRICT);
    }

    /** The same, but it takes any user name; the password of all is {@link Box#PASSWORD}. */
    static Dovecot lax(Box box) throws Exception {
        return new Dovecot(box, LAX);
    }

    /** The same, but it writes a log file of its own. */
    static Dovecot logging(Box box, Path file) throws Exception {
        return new Dovecot(box, STRICT + "log_path = " + file + "\n");
    }

    private Dovecot(Box box, String more) throws Exception {
        this(box, String.join(", ", Ports.loopback()), UnaryOperator.identity(), more);
        for (int port : ports.ports()) {
            box.listening(daemon, port);
        }
    }

    /** Starts it on another host. */
    static Dovecot on(Box box, Network.Host host) throws Exception {
        return new Dovecot(box, host.address(), host::command, STRICT);
    }

    private Dovecot(Box box, String listen, UnaryOperator<List<String>> where, String more)
            throws Exception {
        Path dir = box.dir().resolve("dovecot");
        box.write("dovecot/users", Box.USER + ":{PLAIN}" + Box.PASSWORD + "\n");
        box.write("dovecot/masters", MASTER.substring(1) + ":{PLAIN}" + Box.PASSWORD + "\n");
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
                userdb {
                  driver = static
                  args = uid=nobody gid=nogroup home=%1$s/mail
                }
                """.formatted(dir, listen, certificate.certificate(), certificate.key(), ports.pop3(),
                        ports.pop3s(),
                        ports.imap(), ports.imaps())
                        + more.formatted(dir, Box.PASSWORD));
        daemon = box.start("dovecot", where.apply(box.inside(
                Component.installed("/usr/sbin/dovecot", "dovecot-core"), "-F", "-c",
                configuration.toString())));
    }
}

package poplock.whole;

/** Real Dovecot. */
class DovecotIT extends MailServerCases {
    @Override
    MailServer start() throws Exception {
        return new Dovecot(box).ports;
    }
}

package poplock.whole;

/** Real Dovecot. */
class DovecotIT extends DualStackCases {
    @Override
    MailServer start() throws Exception {
        return new Dovecot(box).ports;
    }
}

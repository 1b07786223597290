package poplock.whole;

/** Real Cyrus. */
class CyrusIT extends MailServerCases {
    @Override
    MailServer start() throws Exception {
        return new Cyrus(box).ports;
    }
}

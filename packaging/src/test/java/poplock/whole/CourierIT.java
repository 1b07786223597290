package poplock.whole;

/** Real Courier. */
class CourierIT extends MailServerCases {
    @Override
    MailServer start() throws Exception {
        return new Courier(box).ports;
    }
}

package poplock.whole;

import java.nio.file.Path;

/** Real Cyrus. */
class CyrusIT extends DualStackCases {
    @Override
    MailServer start() throws Exception {
        return new Cyrus(box).ports;
    }

    @Override
    String rules(Path fifo) throws Exception {
        return Rsyslog.shipped(fifo, "0", Box.run("id", "-u", "cyrus").strip());
    }
}

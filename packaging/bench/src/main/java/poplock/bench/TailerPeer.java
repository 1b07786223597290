package poplock.bench;

import java.io.File;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.apache.commons.io.input.Tailer;
import org.apache.commons.io.input.TailerListenerAdapter;

/**
 * A peer of readlog's: commons-io's Tailer hands on the lines of a log file as strings, and those that hold a text are counted.
 * Arguments: the file, how many lines it has, the text. Prints the count.
 */
public final class TailerPeer {
    private TailerPeer() {}

    public static void main(String[] arguments) throws InterruptedException {
        var counter = new Counter(Integer.parseInt(arguments[1]), arguments[2]);
        try (var tailer = Tailer.builder().setFile(new File(arguments[0])).setTailerListener(counter)
                .setDelayDuration(Duration.ofMillis(1)).setBufferSize(1 << 16).get()) {
            counter.all.await();
        }
        System.out.println(counter.found);
    }

    private static final class Counter extends TailerListenerAdapter {
        private final CountDownLatch all = new CountDownLatch(1);
        private final String text;
        private int left;
        private int found;

        Counter(int lines, String text) {
            left = lines;
            this.text = text;
        }

        @Override
        public void handle(String line) {
            found += line.contains(text) ? 1 : 0;
            if (--left == 0) {
                all.countDown();
            }
        }
    }
}

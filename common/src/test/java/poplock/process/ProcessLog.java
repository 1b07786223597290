package poplock.process;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log of the tests which program was started, and when it ended. */
public final class ProcessLog {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessLog.class);

    private ProcessLog() {}

    /**
     * Tells of a process that has just been started, and of its end.
     *
     * @param name what the test calls it
     */
    public static void follow(String name, List<String> command, Process process) {
        LOG.info("{}: started, pid {}: {}", name, process.pid(), String.join(" ", command));
        process.onExit().thenAccept(
                ended -> LOG.info("{}: pid {} ended, exit {}", name, ended.pid(), ended.exitValue()));
    }
}

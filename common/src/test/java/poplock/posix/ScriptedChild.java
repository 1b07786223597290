package poplock.posix;

import java.util.ArrayList;
import java.util.List;

/** A process that a program under test has started, in the test's hands. */
public final class ScriptedChild {
    private static final int RUNNING = -1;

    final int process;
    private final List<String> arguments;
    private final ScriptedPipe output;
    private final List<Integer> signals = new ArrayList<>();
    private boolean obeys = true;
    private int status = RUNNING;
    private boolean reaped;

    ScriptedChild(int process, List<String> arguments, ScriptedPipe output) {
        this.process = process;
        this.arguments = arguments;
        this.output = output;
        output.openWriter();
    }

    /** What it was started with, its own name first. */
    public List<String> arguments() {
        return arguments;
    }

    /** It writes to its standard output. */
    public void write(String text) {
        output.write(text);
    }

    /** It ends with an exit status. */
    public void end(int exit) {
        endWith(exit << 8);
    }

    /** It does not end for TERM. */
    public void disobey() {
        obeys = false;
    }

    /** The signals that it was sent. */
    public List<Integer> signals() {
        return signals;
    }

    public boolean running() {
        return status == RUNNING;
    }

    private void endWith(int found) {
        if (running()) {
            status = found;
            output.closeWriter();
        }
    }

    int signal(int number) {
        if (reaped) {
            return -Errno.ESRCH;
        }
        if (number != 0) {
            signals.add(number);
        }
        if (number == Signals.SIGKILL || number == Signals.SIGTERM && obeys) {
            endWith(number);
        }
        return 0;
    }

    int wait(int[] found) {
        if (running()) {
            return 0;
        }
        reaped = true;
        found[0] = status;
        return process;
    }
}

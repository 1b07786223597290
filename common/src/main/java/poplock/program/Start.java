package poplock.program;

import java.io.IOException;

import poplock.common.Complaint;
import poplock.common.Exit;
import poplock.posix.Libc;

/** The start of a program: its arguments, its help and version, and what it says when it cannot go on. */
public final class Start {
    private Start() {}

    /** What a program does beyond that. */
    public interface Work {
        /**
         * Does what the arguments ask for.
         *
         * @return the exit status
         * @throws Complaint if it cannot go on
         * @throws IOException if its output cannot be written
         */
        int run(Arguments arguments) throws IOException;
    }

    /**
     * Runs a program.
     *
     * @param table of its options
     * @param messages its own
     * @return the exit status
     */
    public static int run(OptionTable table, Libc libc, ArgumentReader reader, Messages messages, Work work) {
        try {
            Arguments arguments = reader.read(table, libc);
            if (arguments.has(Option.HELP)) {
                return print(libc, HelpText.of(table));
            }
            if (arguments.has(Option.VERSION)) {
                return print(libc, table.program() + " " + Version.RELEASE + "\n");
            }
            return work.run(arguments);
        } catch (Complaint complaint) {
            messages.fatal(complaint.getMessage());
            return complaint.exit();
        } catch (IOException e) {
            messages.fatal(e.getMessage());
            return Exit.TEMPORARY;
        }
    }

    private static int print(Libc libc, String text) throws IOException {
        new Output(libc).append(text).flush();
        return Exit.OK;
    }
}

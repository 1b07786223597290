package poplock.relaylock;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A system in memory: no file is there, and no program can be run, but those that a test puts in. */
final class FakePosix implements Posix {
    final Map<String, String> environment = new HashMap<>();
    final Map<String, byte[]> files = new HashMap<>();
    /** Negated error numbers of paths that cannot be opened. */
    final Map<String, Integer> openErrors = new HashMap<>();
    /** Negated error numbers of programs; 0 for one that can be run. */
    final Map<String, Integer> programs = new HashMap<>();
    final List<String> opened = new ArrayList<>();
    final List<String> tried = new ArrayList<>();
    final StringBuilder printed = new StringBuilder();
    final StringBuilder complaints = new StringBuilder();
    long now = 1_800_000_000;
    /** What every read answers, if it is not 0. */
    int readError;
    int setVariableError;
    /** What every clock reading throws, if not null. */
    Error clockError;
    /** The program that this process became, with its arguments; empty if it became none. */
    List<String> ran = List.of();

    private final List<String> arguments = new ArrayList<>(List.of("relaylock"));
    private int closed;

    FakePosix(String... arguments) {
        this.arguments.addAll(Arrays.asList(arguments));
    }

    /** Thrown where exec would not return. */
    static final class BecameProgram extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    int stillOpen() {
        return opened.size() - closed;
    }

    @Override
    public int arguments() {
        return arguments.size() - 1;
    }

    @Override
    public String argument(int index) {
        return arguments.get(index + 1);
    }

    @Override
    public void setArgument(int index, String value) {
        arguments.set(index + 1, value);
    }

    @Override
    public String variable(String name) {
        return environment.get(name);
    }

    @Override
    public int setVariable(String name, String value) {
        if (setVariableError == 0) {
            environment.put(name, value);
        }
        return setVariableError;
    }

    @Override
    public long now() {
        if (clockError != null) {
            throw clockError;
        }
        return now;
    }

    @Override
    public int open(String path) {
        int error = openErrors.getOrDefault(path, files.containsKey(path) ? 0 : -Errno.ENOENT);
        if (error < 0) {
            return error;
        }
        opened.add(path);
        return opened.size() - 1;
    }

    @Override
    public long size(int file) {
        return files.get(opened.get(file)).length;
    }

    @Override
    public int read(int file, long position, byte[] buffer) {
        byte[] content = files.get(opened.get(file));
        int length = (int) Math.max(0, Math.min(buffer.length, content.length - position));
        System.arraycopy(content, (int) Math.min(position, content.length), buffer, 0, length);
        return readError == 0 ? length : readError;
    }

    @Override
    public int close(int file) {
        closed++;
        return 0;
    }

    @Override
    public int print(String text) {
        printed.append(text);
        return text.length();
    }

    @Override
    public int complain(String text) {
        complaints.append(text);
        return text.length();
    }

    @Override
    public void ifMemoryRunsOut(int first) {}

    @Override
    public int exec(String path, int first) {
        tried.add(path);
        int error = programs.getOrDefault(path, -Errno.ENOENT);
        if (error < 0) {
            return error;
        }
        ran = List.copyOf(arguments.subList(first + 1, arguments.size()));
        throw new BecameProgram();
    }

    void file(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}

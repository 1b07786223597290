package poplock.readlog.line;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** The cause of a failure as the administrator knows it; Java's exceptions tell the file's name instead. */
public final class Why {
    private Why() {}

    public static String of(Exception e) {
        return switch (e) {
            case NoSuchFileException none -> "no such file";
            case AccessDeniedException denied -> "permission denied";
            case FileSystemException other when other.getReason() != null -> lower(other.getReason());
            case IOException io when io.getMessage() != null -> lower(io.getMessage());
            default -> e.toString();
        };
    }

    private static String lower(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}

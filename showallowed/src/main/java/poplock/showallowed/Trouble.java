package poplock.showallowed;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import poplock.common.Complaint;

/** What an exception of reading says to the administrator. */
final class Trouble {
    private Trouble() {}

    static Complaint reading(Path file, IOException cause) {
        return Complaint.temporary(sentence(file, cause));
    }

    /** A configuration that is not there or not readable stays so until the administrator acts. */
    static Complaint readingConfig(Path file, IOException cause) {
        boolean lasting = cause instanceof NoSuchFileException || cause instanceof AccessDeniedException;
        return lasting ? Complaint.usage(sentence(file, cause)) : reading(file, cause);
    }

    private static String sentence(Path file, IOException cause) {
        return "unable to read " + file + ": " + why(cause);
    }

    private static String why(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such file";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        boolean reasoned = cause instanceof FileSystemException system && system.getReason() != null;
        String words = reasoned ? ((FileSystemException) cause).getReason() : cause.getMessage();
        return words == null || words.isEmpty()
                ? cause.toString()
                : words.substring(0, 1).toLowerCase() + words.substring(1);
    }
}

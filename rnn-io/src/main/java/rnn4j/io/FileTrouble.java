package rnn4j.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Puts into words what the file system refuses. */
final class FileTrouble {
    private FileTrouble() {}

    /** The exception to throw: the design's form of message, the original as its cause. */
    static UncheckedIOException of(String operation, IOException refusal) {
        return new UncheckedIOException(operation + ": " + words(refusal), refusal);
    }

    private static String words(IOException refusal) {
        return switch (refusal) {
            case NoSuchFileException e -> "there is no " + e.getFile() + "; check the path";
            case AccessDeniedException e -> "access to " + e.getFile() + " is denied; check its permissions";
            case AtomicMoveNotSupportedException e ->
                "the file system of " + e.getFile() + " cannot rename in one step; write to a local one";
            case FileSystemException e ->
                e.getFile() + ": " + e.getReason() + "; choose another place or mend this one";
            case ClosedByInterruptException e -> "the thread was interrupted; do it again if it is still wanted";
            default -> refusal.getMessage() + "; see the cause";
        };
    }
}

package rnn4j.examples;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What the launcher tells when a command did not succeed: {@code <operation>: <what is wrong>; <what to do>}.
 *
 * @param code the exit code, never 0
 * @param line the one line for a reader
 * @param trace what was thrown, when it is a fault of ours and a stack trace helps
 */
record Failure(int code, String line, Optional<Throwable> trace) {
    static final int FAILED_RUN = 1;
    static final int WRONG_CALL = 2;
    static final int OUR_FAULT = 70;

    /** An operation, what is wrong, what to do. */
    private static final Pattern FORM = Pattern.compile("[^:]+: .+; .+");

    private static final long MEBIBYTE = 1 << 20;

    /** Tell a command line that can't be understood. */
    static Failure ofCall(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String name = nameOf(command);
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return wrongCall("%s: %s".formatted(name, unknown(command, unmatched.getUnmatched())));
        }
        return wrongCall(
                "%s: %s; see %s --help".formatted(name, messageOf(wrong).replaceFirst("^Error: ", ""), name));
    }

    /** Tell what a command threw: for the user when it is about a file or has the form, else a fault of ours. */
    static Failure of(CommandLine command, Exception thrown) {
        String name = nameOf(command);
        String message = messageOf(thrown);
        if (FORM.matcher(message).matches()) {
            return failedRun(message);
        }
        Optional<IOException> trouble = fileTroubleBehind(thrown);
        if (trouble.isPresent()) {
            return failedRun(name + ": " + told(trouble.get()));
        }
        String line = "%s: %s; this is a fault of the program, please report it with these lines"
                .formatted(name, thrown.getClass().getSimpleName());
        return new Failure(OUR_FAULT, line, Optional.of(thrown));
    }

    /** Tell that the heap was too small. */
    static Failure ofFullHeap(OutOfMemoryError full) {
        return failedRun(
                "%s: out of memory (%s) with a heap of %d MiB; give a smaller --batch or --time, or more heap by -Xmx"
                        .formatted(
                                Launcher.NAME,
                                full.getMessage(),
                                Runtime.getRuntime().maxMemory() / MEBIBYTE));
    }

    private static String unknown(CommandLine command, List<String> unmatched) {
        String first = unmatched.isEmpty() ? "" : unmatched.getFirst();
        if (first.startsWith("-")) {
            return "no option \"%s\"; the options are %s".formatted(first, optionNames(command));
        }
        if (command.getSubcommands().isEmpty()) {
            return "nothing known by \"%s\"; give options only, they are %s".formatted(first, optionNames(command));
        }
        String kind = command.getParent() == null ? "example" : "command";
        return "no %s \"%s\"; there are %s"
                .formatted(
                        kind, first, String.join(", ", command.getSubcommands().keySet()));
    }

    private static String optionNames(CommandLine command) {
        return String.join(
                ", ",
                command.getCommandSpec().options().stream()
                        .map(option -> option.longestName())
                        .sorted()
                        .toList());
    }

    private static Optional<IOException> fileTroubleBehind(Exception thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof IOException trouble) {
                return Optional.of(trouble);
            }
        }
        return Optional.empty();
    }

    private static String told(IOException wrong) {
        return switch (wrong) {
            case NoSuchFileException missing ->
                "there is no file %s; %s"
                        .formatted(
                                missing.getFile(),
                                missing.getReason() == null ? "check the path" : missing.getReason());
            case AccessDeniedException denied -> "no access to %s; check its permissions".formatted(denied.getFile());
            case FileAlreadyExistsException inTheWay ->
                "%s is a file, not a folder; give another folder".formatted(inTheWay.getFile());
            case FileSystemException other ->
                "%s can't be used (%s); check path and disk".formatted(other.getFile(), other.getReason());
            default -> "%s; check the file and the disk".formatted(messageOf(wrong));
        };
    }

    private static String messageOf(Exception thrown) {
        return String.valueOf(thrown.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** The words that call a command, without the launcher's own. */
    private static String nameOf(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        return name.startsWith(Launcher.NAME + " ") ? name.substring(Launcher.NAME.length() + 1) : name;
    }

    private static Failure wrongCall(String line) {
        return new Failure(WRONG_CALL, line, Optional.empty());
    }

    private static Failure failedRun(String line) {
        return new Failure(FAILED_RUN, line, Optional.empty());
    }
}

package rnn4j.examples;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * What a call of the launcher gave back.
 *
 * @param code the exit code
 * @param out what it printed as results
 * @param err what it printed as errors and progress
 */
public record Ran(int code, String out, String err) {
    /** Call the launcher as the command line would. */
    public static Ran launcher(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new Launcher(new PrintWriter(out, true), new PrintWriter(err, true)).run(args);
        return new Ran(code, out.toString(), err.toString());
    }

    /** The last line among the results. */
    public String lastLine() {
        List<String> lines = out.lines().toList();
        return lines.isEmpty() ? "" : lines.getLast();
    }
}

package rnn4j.examples;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Start an example by its name; without one, the first. */
public final class Main {
    private Main() {}

    /**
     * Run the launcher and end the process with its exit code.
     *
     * @param args the name of an example and its options; see {@code --help}
     */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = new Launcher(out, err).run(args);
        out.flush();
        err.flush();
        System.exit(code);
    }
}

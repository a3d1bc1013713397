package rnn4j.bench;

import java.io.Console;
import java.util.Optional;

/** Say what is being done while nothing else is printed: on a terminal in one line that goes away, else now and then. */
final class Waiting {
    private static final long SELDOM_NANOS = 20_000_000_000L;
    private static final String ERASE = "\r\033[K";

    private final boolean terminal =
            Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    private String what = "";
    private long last;

    /** Begins something that may take long. */
    void begin(String name) {
        what = name;
        last = System.nanoTime();
    }

    /** Tells where it is. */
    void tell(String where) {
        if (terminal) {
            System.err.print(ERASE + what + ": " + where);
            System.err.flush();
        } else if (System.nanoTime() - last > SELDOM_NANOS) {
            System.err.println(what + ": " + where);
            last = System.nanoTime();
        }
    }

    /** Gives the line back. */
    void end() {
        if (terminal) {
            System.err.print(ERASE);
            System.err.flush();
        }
    }
}

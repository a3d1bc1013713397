package rnn4j.bench;

import java.util.List;
import rnn4j.bench.bits.FreedomDuel;
import rnn4j.bench.bits.SameBits;

/** Show that the bits are the same everywhere, and what that costs. */
final class Determinism {
    private static final String HELP = """
            determinism [--all] [--rounds=7]
              --all      every combination of vector width, kind of code and thread count, some minutes; else eight of them
              --rounds=  of measuring what it costs; 0 to leave that out""";

    private Determinism() {}

    /** Print both tables and the cost. */
    static void answer(List<String> options) throws Exception {
        Options given = new Options("determinism", HELP, options);
        boolean all = given.has("--all");
        int rounds = given.number("--rounds", 7);
        if (given.wantsHelp()) {
            return;
        }
        boolean same = SameBits.show(all, System.out::println);
        if (rounds > 0) {
            FreedomDuel.show(rounds, System.out::println);
        }
        if (!same) {
            throw new IllegalArgumentException("determinism: bits differ, see DIFFERENT above");
        }
    }
}

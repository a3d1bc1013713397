package rnn4j.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rnn4j.bench.contest.Spread;
import rnn4j.bench.custom.Portrait;
import rnn4j.bench.grid.Circumstances;
import rnn4j.bench.grid.Sizes;
import rnn4j.cell.CellRegistry;

/** Which cells are there, and how fast does each train beside the LSTM? */
final class Cells {
    private static final String MEASURE = "lstm";

    private static final String HELP = """
            cells [--only=NAME,…] [--batch=32] [--time=64] [--input=64] [--hidden=128] [--rounds=5] [--seconds=3]
              --only=      some cells; all that the registry has if it is left out
              --batch=     rows
              --time=      steps of each row
              --input=     features of a step
              --hidden=    units of the cell
              --rounds=    of both cells in turn; 0 tells no speed
              --seconds=   of warming up, for each cell""";

    private Cells() {}

    /** Print a line per cell, and what keeps a cell from these sizes. */
    static void answer(List<String> options) throws Exception {
        Options given = new Options("cells", HELP, options);
        CellRegistry registry = CellRegistry.load();
        String only = given.text("--only", "");
        Sizes sizes = new Sizes(
                given.number("--batch", 32),
                given.number("--time", 64),
                given.number("--input", 64),
                given.number("--hidden", 128));
        int rounds = given.number("--rounds", 5);
        double seconds = given.decimal("--seconds", 3);
        if (given.wantsHelp()) {
            return;
        }
        System.out.println(Circumstances.now());
        System.out.printf(
                Locale.ROOT,
                "batch %d, %d steps, input %d, hidden %d; products: of the state, one after another in a step%n",
                sizes.batch(),
                sizes.length(),
                sizes.input(),
                sizes.hidden());
        System.out.printf(
                "%-24s %9s  %-12s %-10s %-22s %s%n", "cell", "weights", "form", "run", "x " + MEASURE, "states");
        List<String> refused = new ArrayList<>();
        for (String name : only.isEmpty() ? registry.names() : List.of(only.split(","))) {
            try {
                print(Portrait.of(registry, name, sizes), sizes, rounds, seconds);
            } catch (IllegalArgumentException e) {
                refused.add(name + ": " + e.getMessage());
            }
        }
        refused.forEach(System.out::println);
        registry.problems().forEach(System.out::println);
    }

    private static void print(Portrait cell, Sizes sizes, int rounds, double seconds) throws Exception {
        String speed = "";
        if (rounds > 0) {
            Spread ratio = cell.speedAgainst(MEASURE, sizes, System::nanoTime, rounds, seconds);
            speed = String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", ratio.median(), ratio.low(), ratio.high());
        }
        System.out.printf(
                Locale.ROOT,
                "%-24s %,9d  %-12s %-10s %-22s %s%n",
                cell.name(),
                cell.weights(),
                cell.form(),
                cell.planned() ? "planned" : "on tape",
                speed,
                cell.states());
    }
}

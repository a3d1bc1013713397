package rnn4j.bench;

import java.util.ArrayList;
import java.util.List;
import rnn4j.cell.Cell;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.nn.Recurrent;
import rnn4j.tensor.Parameters;

/** What is made of a cell's equations? */
final class Explain {
    private static final String HELP = """
            explain CELL [--input=64] [--hidden=128] [--batch=32] [--time=64]
              CELL         the name of a cell
              --input=     features of a step
              --hidden=    units of the cell
              --batch=     rows
              --time=      steps of each row""";

    private Explain() {}

    /** Print it. */
    static void answer(List<String> options) {
        List<String> words = new ArrayList<>(options);
        String name = words.isEmpty() || words.getFirst().startsWith("--") ? "" : words.removeFirst();
        Options given = new Options("explain", HELP, words);
        CellSpec spec = CellSpec.of(given.number("--input", 64), given.number("--hidden", 128));
        int batch = given.number("--batch", 32);
        int time = given.number("--time", 64);
        if (given.wantsHelp()) {
            return;
        }
        CellRegistry cells = CellRegistry.load();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("explain: which cell? Name one of " + cells.names());
        }
        Cell cell = cells.create(name, spec, Parameters.seeded(1));
        System.out.println(name + ", batch " + batch + ", time " + time);
        System.out.print(new Recurrent(cell).explain(batch, time));
    }
}

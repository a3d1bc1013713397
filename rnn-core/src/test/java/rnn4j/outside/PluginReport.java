package rnn4j.outside;

import rnn4j.cell.Cell;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.cell.State;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** A program of a stranger's, on the class path or beside modules: it tells which cells there are, and steps a good one. */
public final class PluginReport {

    private PluginReport() {}

    /** Prints a line for the names, one for each problem, and what the good cell makes of 21. */
    public static void main(String[] args) {
        CellRegistry registry = CellRegistry.load();
        System.out.println("names " + registry.names());
        registry.problems().forEach(problem -> System.out.println("problem " + problem));
        Cell cell = registry.create("fine.good", CellSpec.of(1, 1), Parameters.seeded(1));
        Tensor x = Tensor.full(Shape.of(1, 1), 21);
        Tensor y = cell.step(x, State.of("n", Tensor.zeros(Shape.of(1, 1)))).output();
        System.out.println("step " + y.value() + " by " + cell.getClass().getModule());
    }
}

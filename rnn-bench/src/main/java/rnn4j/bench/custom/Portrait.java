package rnn4j.bench.custom;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import rnn4j.bench.contest.Spread;
import rnn4j.bench.grid.Sizes;
import rnn4j.cell.Cell;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Sequence;
import rnn4j.cell.StateShape;
import rnn4j.cell.graph.GraphNode;
import rnn4j.cell.graph.StepGraph;
import rnn4j.cell.graph.UntraceableException;
import rnn4j.nn.Recurrent;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/**
 * What can be told of a cell without knowing it.
 *
 * @param weights how many numbers it learns
 * @param states the names of its states and the sizes of a row
 * @param form how a step depends on the one before
 * @param planned whether it is compiled; else it runs step by step on the tape
 */
public record Portrait(String name, long weights, String states, String form, boolean planned) {

    /** Returns that of a cell of the registry. */
    public static Portrait of(CellRegistry cells, String name, Sizes sizes) {
        Parameters parameters = Parameters.seeded(1);
        Cell cell = cells.create(name, CellSpec.of(sizes.input(), sizes.hidden()), parameters);
        return new Portrait(
                name,
                parameters.snapshot().tensors().values().stream()
                        .mapToLong(weight -> weight.shape().count())
                        .sum(),
                cell.shape().states().stream().map(Portrait::state).collect(Collectors.joining(" ")),
                form(cell),
                !new Recurrent(cell).explain().contains("step by step"));
    }

    private static String state(StateShape state) {
        return state.name() + state.sizes();
    }

    private static String form(Cell cell) {
        try {
            int products = products(StepGraph.trace(cell).nodes());
            return switch (products) {
                case 0 -> "elementwise";
                case 1 -> "1 product";
                default -> products + " products";
            };
        } catch (UntraceableException e) {
            return "not traced";
        }
    }

    /** Returns how many products of something that depends on the state follow one another in a step. */
    private static int products(List<GraphNode> nodes) {
        int[] before = new int[nodes.size()];
        int most = 0;
        for (int i = 0; i < before.length; i++) {
            before[i] = switch (nodes.get(i)) {
                case GraphNode.StateInput state -> 0;
                case GraphNode.Operation operation -> {
                    int longest = operation.inputs().stream()
                            .mapToInt(input -> before[input])
                            .max()
                            .orElse(-1);
                    yield longest >= 0 && operation.name().equals("matmul") ? longest + 1 : longest;
                }
                default -> -1;
            };
            most = Math.max(most, before[i]);
        }
        return most;
    }

    /**
     * Returns how fast the cell trains, forward and backward, as a multiple of the speed of another cell at the same sizes.
     *
     * @param clock nanoseconds
     * @param rounds in which both run in turn
     * @param warmUp seconds before them
     */
    public Spread speedAgainst(String other, Sizes sizes, LongSupplier clock, int rounds, double warmUp)
            throws Exception {
        return new Bout(training(name, sizes), training(other, sizes), clock)
                .run(rounds, warmUp)
                .ratio();
    }

    private static ForwardBackward training(String cell, Sizes sizes) {
        Parameters parameters = Parameters.seeded(1);
        CellSpec spec = CellSpec.of(sizes.input(), sizes.hidden());
        Recurrent layer = new Recurrent(CellRegistry.load().create(cell, spec, parameters));
        Sequence xs = Sequence.full(random("x", sizes.length(), sizes.batch(), sizes.input()));
        Tensor slopes = random("slopes", sizes.length(), sizes.batch(), layer.output());
        return new ForwardBackward(layer, parameters, xs, slopes);
    }

    private static Tensor random(String name, int... sizes) {
        return Init.uniform(-1, 1).draw(Shape.of(sizes), RandomSource.of(1, name));
    }
}

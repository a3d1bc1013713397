package rnn4j.testkit;

import java.util.List;
import java.util.stream.Stream;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.CellSpec;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** Cells that go across rows, or lose numbers on their way. */
final class FaultyRows {

    private static final String ALONE = "a row of a batch is the row alone";

    private FaultyRows() {}

    static Stream<Fault> all() {
        return Stream.of(
                Fault.of("state joined on the wrong axis", FaultyRows::wrongAxis, ALONE, "among 2 rows"),
                Fault.of("a branch on the batch size", FaultyRows::singleRow, ALONE, "alone"),
                Fault.of(
                                "units turned into rows",
                                (spec, parameters) -> ToyCell.after(
                                        spec, parameters, h -> h.transpose().reshape(h.shape())),
                                ALONE,
                                "among 2 rows")
                        .at(CellSpec.of(2, 3)),
                Fault.of(
                        "softmax over the batch",
                        (spec, parameters) -> ToyCell.before(spec, parameters, own -> own.softmax(0)),
                        "a row does not see its neighbours",
                        "with neighbours of 1000.0"),
                Fault.of(
                        "mean over the batch",
                        (spec, parameters) -> ToyCell.before(spec, parameters, own -> own.sub(own.mean(0))),
                        "a padded row is the row alone, whatever its length",
                        "alone"),
                Fault.of(
                        "a row's number added",
                        FaultyRows::rowNumber,
                        "equal rows have equal results",
                        "which is equal"),
                Fault.of(
                        "the order of rows added",
                        FaultyRows::rowNumber,
                        "rows may stand in any order",
                        "in one order of rows"),
                Fault.of(
                        "a mask multiplied instead of selected",
                        (spec, parameters) -> ToyCell.before(
                                spec, parameters, own -> own.add(own.sum(0).mul(0))),
                        "NaN in a row stays in it",
                        "with neighbours of NaN"),
                Fault.of(
                        "a gain divided by the rows",
                        (spec, parameters) -> ToyCell.after(
                                spec,
                                parameters,
                                h -> h.mul(1f / Math.max(1, h.shape().size(0)))),
                        "no number of rows is built into the graph",
                        "depends on"),
                Fault.of(
                        "the r gate in the wrong third",
                        FaultyRows::wrongThird,
                        "every weight has a gradient",
                        "parameter 'u' has no gradient at 9 of 27 places"),
                Fault.of(
                        "the last column of the input forgotten",
                        FaultyRows::lastColumn,
                        "every column of the input reaches a result",
                        "columns of the input at 1 of 2 places"),
                Fault.of(
                        "the last unit of the state forgotten",
                        FaultyRows::lastUnit,
                        "every number of a state reaches a result",
                        "nothing depends on state 'h' at 1 of 3 places"),
                Fault.of(
                        "a unit that is always zero",
                        FaultyRows::silentUnit,
                        "no number of a result is constant",
                        "the output is constant at 1 of 3 places"),
                Fault.of(
                                "a matrix for each row, without a word",
                                FaultyRows::matrices,
                                "a step of a stream allocates nothing, once warm",
                                "each step allocates")
                        .at(CellSpec.of(2, 3)),
                Fault.of(
                        "a square root of the length, at zero",
                        (spec, parameters) -> new ToyCell(spec, parameters) {
                            @Override
                            Tensor before(Tensor x, Tensor h) {
                                return super.before(
                                        x.div(x.square().sum(-1).sqrt().expand(-1)), h);
                            }
                        },
                        "inputs of zero give finite values and gradients",
                        "NaN or infinity"),
                Fault.of(
                        "sigmoid as e^x / (e^x + 1)",
                        (spec, parameters) -> ToyCell.before(spec, parameters, own -> {
                            Tensor e = own.exp();
                            return e.div(e.add(1));
                        }),
                        "inputs of 1000 and -1000 give finite values",
                        "NaN or infinity"),
                Fault.of(
                        "a root whose slope is infinite at its end",
                        (spec, parameters) -> ToyCell.before(
                                spec,
                                parameters,
                                own -> own.sigmoid().oneMinus().sqrt()),
                        "inputs of 1000 and -1000 give finite gradients",
                        "a gradient holds NaN"),
                Fault.of(
                        "a state that grows by a hundredth at each step",
                        FaultyRows::growing,
                        "ten thousand steps stay finite",
                        "of step"));
    }

    /** Puts own sums and h on top of each other and cuts the rows anew, which mixes them. */
    private static Cell wrongAxis(CellSpec spec, Parameters parameters) {
        return new ToyCell(spec, parameters) {
            @Override
            Tensor before(Tensor x, Tensor h) {
                Tensor own = super.before(x, h);
                Tensor joined = Tensor.concat(0, List.of(own, h))
                        .reshape(h.shape().size(0), 2 * h.shape().size(1));
                return own.add(joined.split(2).getLast());
            }
        };
    }

    private static Cell singleRow(CellSpec spec, Parameters parameters) {
        return ToyCell.before(spec, parameters, own -> own.shape().size(0) == 1 ? own : own.mul(2));
    }

    private static Cell rowNumber(CellSpec spec, Parameters parameters) {
        return ToyCell.before(spec, parameters, own -> {
            int rows = own.shape().size(0);
            float[] numbers = new float[rows];
            for (int row = 0; row < rows; row++) {
                numbers[row] = row * 0.01f;
            }
            return own.add(Tensor.of(Shape.of(rows, 1), numbers));
        });
    }

    /** A gated cell with three blocks of weights side by side, of which the last is never read. */
    private static Cell wrongThird(CellSpec spec, Parameters parameters) {
        int hidden = spec.hidden();
        Tensor u = parameters.create("u", Shape.of(hidden, 3 * hidden), Init.glorot());
        return new ToyCell(spec, parameters) {
            @Override
            Tensor before(Tensor x, Tensor h) {
                Tensor all = h.matmul(u);
                Tensor r = all.slice(1, 0, hidden).sigmoid();
                Tensor z = all.slice(1, hidden, 2 * hidden).sigmoid();
                Tensor n = all.slice(1, 0, hidden).mul(r);
                return super.before(x, h).mul(z).add(n);
            }
        };
    }

    private static Cell lastColumn(CellSpec spec, Parameters parameters) {
        return new ToyCell(spec, parameters) {
            @Override
            Tensor before(Tensor x, Tensor h) {
                int columns = x.shape().size(1);
                Tensor first = x.slice(1, 0, columns - 1);
                return super.before(Tensor.concat(1, List.of(first, first.slice(1, 0, 1))), h);
            }
        };
    }

    private static Cell lastUnit(CellSpec spec, Parameters parameters) {
        return new ToyCell(spec, parameters) {
            @Override
            Tensor before(Tensor x, Tensor h) {
                int units = h.shape().size(1);
                Tensor first = h.slice(1, 0, units - 1);
                return super.before(x, Tensor.concat(1, List.of(first, first.slice(1, 0, 1))));
            }
        };
    }

    private static Cell silentUnit(CellSpec spec, Parameters parameters) {
        return ToyCell.after(spec, parameters, h -> {
            Tensor first = h.slice(1, 0, h.shape().size(1) - 1);
            return Tensor.concat(1, List.of(first, first.slice(1, 0, 1).mul(0)));
        });
    }

    private static Cell matrices(CellSpec spec, Parameters parameters) {
        return ToyCell.after(
                spec, parameters, h -> h.outer(h).matmul(h.expand(-1)).reshape(h.shape()));
    }

    /** h' = 1.01 h + tanh(…). */
    private static Cell growing(CellSpec spec, Parameters parameters) {
        CellShape shape = CellShape.of(spec.input(), spec.hidden()).state("h", spec.hidden());
        ToyCell inner = new ToyCell(spec, parameters);
        return new Cell() {
            @Override
            public CellShape shape() {
                return shape;
            }

            @Override
            public Step step(Tensor x, State state) {
                Tensor h = state.get("h");
                Tensor next = h.mul(1.01f).add(inner.before(x, h.tanh()).tanh());
                return Step.of(next, State.of("h", next));
            }
        };
    }
}

package rnn4j.cells;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rnn4j.cell.Cell;
import rnn4j.cell.CellProvider;
import rnn4j.cell.CellShape;
import rnn4j.cell.CellSpec;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/**
 * The closed-form continuous-time network: a gate over the time that has passed, between two answers. Hasani et al. 2022, "Closed-form
 * continuous-time neural networks", equation 10, with the shared backbone of the authors.
 *
 * <pre>
 * y      = 1.7159 tanh(0.666 ([x h] W + b))
 * [p q r s] = y Wy + by
 * g      = σ(r Δt + s)
 * h'     = (1 - g) tanh(p) + g tanh(q)        the output
 * </pre>
 *
 * <p>Parameters: {@code w [features + hidden, backbone]} (Glorot), {@code b [backbone]} (zeros), {@code wy [backbone, 4·hidden]} (Glorot,
 * each part by itself), {@code by [4·hidden]} (zeros). State: {@code h [batch, hidden]}. Options: {@code clock}, whether the first
 * column of the input is Δt, the time since the step before; if not given it is false and Δt is 1. {@code backbone}, the width of y, as
 * many as units if not given.
 */
public final class CfcCell implements Cell {

    private static final int PARTS = 4;

    /** LeCun's scaled tanh, which is ±1 at ±1. */
    private static final float STRETCH = 0.666f;

    private static final float HEIGHT = 1.7159f;

    private final boolean clock;
    private final CellShape shape;
    private final Tensor w;
    private final Tensor b;
    private final Tensor wy;
    private final Tensor by;

    /** Creates the parameters in a scope. */
    public CfcCell(CellSpec spec, Parameters parameters) {
        int hidden = spec.hidden();
        int backbone = spec.integer("backbone", hidden, 1, Integer.MAX_VALUE);
        clock = spec.flag("clock", false);
        int features = clock ? spec.input() - 1 : spec.input();
        if (features < 1) {
            throw new IllegalArgumentException("cell spec: cfc with a clock and input " + spec.input()
                    + "; give the time and at least one feature");
        }
        CellShape plain = CellShape.of(spec.input(), hidden).state("h", hidden);
        shape = clock ? plain.columns(columns(features)) : plain;
        int parts = Math.multiplyExact(PARTS, hidden);
        w = parameters.create("w", Shape.of(Math.addExact(features, hidden), backbone), Init.glorot());
        b = parameters.create("b", Shape.of(backbone), Init.zeros());
        wy = parameters.create("wy", Shape.of(backbone, parts), Init.gates(PARTS, Init.glorot()));
        by = parameters.create("by", Shape.of(parts), Init.zeros());
    }

    private static String[] columns(int features) {
        return Stream.concat(Stream.of("dt"), IntStream.range(0, features).mapToObj(i -> "x" + i))
                .toArray(String[]::new);
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        Tensor features = clock ? x.slice(1, 1, shape.input()) : x;
        Tensor seen = Tensor.concat(1, List.of(features, state.get("h")));
        Tensor y = seen.matmul(w).add(b).mul(STRETCH).tanh().mul(HEIGHT);
        List<Tensor> parts = y.matmul(wy).add(by).split(PARTS);
        Tensor rate = clock ? parts.get(2).mul(x.slice(1, 0, 1)) : parts.get(2);
        Tensor g = rate.add(parts.get(3)).sigmoid();
        Tensor h = g.oneMinus().mul(parts.get(0).tanh()).add(g.mul(parts.get(1).tanh()));
        return Step.of(h, State.of("h", h));
    }

    /** Offers the cell as {@code cfc}. */
    public static final class Provider implements CellProvider {
        /** Is what the service loader calls. */
        public Provider() {}

        @Override
        public String name() {
            return "cfc";
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new CfcCell(spec, parameters);
        }
    }
}

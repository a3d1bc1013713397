package rnn4j.cell;

import java.util.function.BiFunction;
import java.util.stream.IntStream;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** Small cells for tests, and data for them. */
public final class ToyCells {

    private ToyCells() {}

    /** A cell from its shape and its step. */
    public static Cell of(CellShape shape, BiFunction<Tensor, State, Step> step) {
        return new Cell() {
            @Override
            public CellShape shape() {
                return shape;
            }

            @Override
            public Step step(Tensor x, State state) {
                return step.apply(x, state);
            }
        };
    }

    /** {@code h' = h / 2 + x}, output {@code 10 h'}; h starts from 8. Sums that one can do by head. */
    public static Cell halving(int width) {
        CellShape shape = CellShape.of(width, width).state("h", Tensor.full(Shape.of(width), 8));
        return of(shape, (x, state) -> {
            Tensor h = state.get("h").mul(0.5f).add(x);
            return Step.of(h.mul(10), State.of("h", h));
        });
    }

    /** A nonlinear cell with a vector state, a matrix state that starts from a learned value, and an output of another width. */
    public static Cell twisted(int input, Parameters parameters) {
        int width = 5;
        Tensor w = parameters.create("w", Shape.of(input, width), Init.glorot());
        Tensor u = parameters.create("u", Shape.of(width, width), Init.orthogonal());
        Tensor v = parameters.create("v", Shape.of(width, 3), Init.glorot());
        Tensor start = parameters.create("start", Shape.of(2, width), Init.uniform(-1, 1));
        CellShape shape = CellShape.of(input, 3).state("h", width).state("m", start);
        return of(shape, (x, state) -> {
            Tensor h = x.matmul(w).add(state.get("h").matmul(u)).tanh();
            Tensor m = state.get("m").mul(0.9f).add(h.expand(1)).tanh();
            Tensor read = h.add(m.sum(1)).matmul(v);
            return Step.of(read, State.of("h", h, "m", m));
        });
    }

    /** Normal numbers that depend on the seed and the place only. */
    public static Tensor normal(long seed, int... sizes) {
        Shape shape = Shape.of(sizes);
        RandomSource random = RandomSource.of(seed, "test");
        float[] values = new float[shape.count()];
        IntStream.range(0, values.length).forEach(place -> values[place] = random.normal(place));
        return Tensor.of(shape, values);
    }
}

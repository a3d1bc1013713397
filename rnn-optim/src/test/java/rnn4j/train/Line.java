package rnn4j.train;

import java.util.List;
import java.util.stream.LongStream;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;
import rnn4j.train.loss.MeanSquare;
import rnn4j.train.loss.Reduction;

/** The smallest model that learns: y = x w + b, and points of the line y = 3x − 2 to learn it from. */
final class Line implements Objective<Line.Points> {

    private static final MeanSquare LOSS = new MeanSquare(Reduction.MEAN_OVER_STEPS);

    final Parameters parameters;
    private final Tensor w;
    private final Tensor b;

    /**
     * Some points.
     *
     * @param x {@code [points, 1]}
     * @param y {@code [points, 1]}
     */
    record Points(Tensor x, Tensor y) {}

    Line() {
        this(Parameters.seeded(3));
    }

    Line(Parameters parameters) {
        this.parameters = parameters;
        w = parameters.create("w", Shape.of(1, 1), Init.uniform(-1, 1));
        b = parameters.create("b", Shape.of(1), Init.zeros());
    }

    @Override
    public Tensor loss(Points points) {
        return LOSS.of(points.x.matmul(w).add(b), points.y);
    }

    float slope() {
        return w.at(0, 0);
    }

    float offset() {
        return b.at(0);
    }

    /** Returns the batches of one epoch; the same ones at each call. */
    static List<Points> batches(int count) {
        return LongStream.range(0, count).mapToObj(Line::points).toList();
    }

    static Points points(long batch) {
        RandomSource random = RandomSource.of(11, "points").at(batch);
        Tensor x = Tensor.of(Shape.of(3, 1), random.normal(0), random.normal(1), random.normal(2));
        return new Points(x, x.mul(3).add(-2));
    }

    /** Returns a batch whose loss is NaN. */
    static Points poison() {
        return new Points(Tensor.of(Shape.of(1, 1), Float.NaN), Tensor.zeros(Shape.of(1, 1)));
    }
}

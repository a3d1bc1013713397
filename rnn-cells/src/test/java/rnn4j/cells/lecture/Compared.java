package rnn4j.cells.lecture;

import static org.assertj.core.api.Assertions.assertThat;

import rnn4j.cell.Cell;
import rnn4j.cell.Sequence;
import rnn4j.nn.Recurrent;
import rnn4j.tensor.Ids;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** The door between the blackboard and the library: the same numbers in both, the library's loss, and the distance. */
final class Compared {

    private Compared() {}

    /** Returns the columns of a matrix {@code [from, to]} as rows {@code [to][from]}. */
    static double[][] transposed(Tensor w) {
        double[][] columns = new double[w.shape().size(1)][w.shape().size(0)];
        for (int i = 0; i < w.shape().size(0); i++) {
            for (int j = 0; j < w.shape().size(1); j++) {
                columns[j][i] = w.at(i, j);
            }
        }
        return columns;
    }

    /** Returns the numbers of a vector. */
    static double[] vector(Tensor b) {
        double[] vector = new double[b.shape().count()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = b.at(i);
        }
        return vector;
    }

    /** Returns one row of a batch {@code [time, batch, features]}: {@code [time][features]}. */
    static double[][] row(Tensor xs, int row) {
        return transposed(xs.index(1, row).transpose());
    }

    /** Returns normal numbers that depend on the seed and the place only. */
    static Tensor normal(long seed, int... sizes) {
        Shape shape = Shape.of(sizes);
        RandomSource random = RandomSource.of(seed, "lecture");
        float[] values = new float[shape.count()];
        for (int place = 0; place < values.length; place++) {
            values[place] = random.normal(place);
        }
        return Tensor.of(shape, values);
    }

    /** Returns classes {@code [time]} that depend on the seed and the time only. */
    static int[] targets(long seed, int time, int classes) {
        RandomSource random = RandomSource.of(seed, "targets");
        int[] targets = new int[time];
        for (int t = 0; t < time; t++) {
            targets[t] = (int) (random.uniform(t) * classes);
        }
        return targets;
    }

    /**
     * Returns L = Σ Lₜ as the library computes it.
     *
     * @param xs {@code [time, 1, input]}
     * @param v {@code [hidden, classes]}
     */
    static Tensor loss(Cell cell, Tensor xs, Tensor v, int[] targets) {
        Tensor scores =
                new Recurrent(cell).run(Sequence.full(xs)).outputs().values().matmul(v);
        int classes = v.shape().size(1);
        int[] places = new int[targets.length];
        for (int t = 0; t < places.length; t++) {
            places[t] = t * classes + targets[t];
        }
        return scores.logSoftmax(-1)
                .reshape(targets.length * classes)
                .gather(Ids.of(Shape.of(places.length), places))
                .sum()
                .neg();
    }

    /** Asserts ‖a - b‖ ≤ bound · ‖b‖, and prints the left side over the right one's norm. */
    static void assertNear(String what, double[][] a, double[][] b, double bound) {
        double difference = 0;
        double norm = 0;
        assertThat(a).as(what).hasSameDimensionsAs(b);
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                difference += (a[i][j] - b[i][j]) * (a[i][j] - b[i][j]);
                norm += b[i][j] * b[i][j];
            }
        }
        double relative = Math.sqrt(difference / norm);
        System.out.printf("%-40s %.1e of %.0e%n", what, relative, bound);
        assertThat(relative).as(what).isLessThanOrEqualTo(bound);
    }

    /** Asserts ‖a - b‖ ≤ bound · ‖b‖ for vectors. */
    static void assertNear(String what, double[] a, double[] b, double bound) {
        assertNear(what, new double[][] {a}, new double[][] {b}, bound);
    }
}

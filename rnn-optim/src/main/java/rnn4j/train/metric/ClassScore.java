package rnn4j.train.metric;

import java.util.function.ToDoubleFunction;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Tensor;

/**
 * Precision, recall or F1 of classes, as one number.
 *
 * <p>The precision of a class is how many of its guesses are right, its recall how many of its steps were found, F1 their harmonic
 * mean; each 0 where it would be 0 / 0.
 */
public final class ClassScore implements Metric<Ids> {

    /** How the scores of classes become one. */
    public enum Average {
        /** The mean over all classes, however rare. */
        MACRO,
        /** The score of all steps together; where each step has one class, precision, recall and F1 are then the accuracy. */
        MICRO
    }

    /**
     * Right guesses among guesses and among steps.
     *
     * @param right guesses that are right
     * @param guesses of a class, or of all
     * @param steps of the class, or of all
     */
    private record Counts(long right, long guesses, long steps) {
        double precision() {
            return share(right, guesses);
        }

        double recall() {
            return share(right, steps);
        }

        double f1() {
            return share(2 * right, guesses + steps);
        }

        private static double share(long part, long whole) {
            return whole == 0 ? 0 : (double) part / whole;
        }
    }

    private final String name;
    private final ToDoubleFunction<Counts> score;
    private final Average average;
    private final ConfusionMatrix matrix;

    private ClassScore(String name, int classes, Average average, ToDoubleFunction<Counts> score) {
        this.name = name + "/" + (average == Average.MACRO ? "macro" : "micro");
        this.score = score;
        this.average = average;
        this.matrix = new ConfusionMatrix(classes);
    }

    /** Returns the precision, {@code precision/macro} or {@code precision/micro}. */
    public static ClassScore precision(int classes, Average average) {
        return new ClassScore("precision", classes, average, Counts::precision);
    }

    /** Returns the recall, {@code recall/macro} or {@code recall/micro}. */
    public static ClassScore recall(int classes, Average average) {
        return new ClassScore("recall", classes, average, Counts::recall);
    }

    /** Returns F1, {@code F1/macro} or {@code F1/micro}. */
    public static ClassScore f1(int classes, Average average) {
        return new ClassScore("F1", classes, average, Counts::f1);
    }

    @Override
    public String name() {
        return name;
    }

    /** Counts steps; scores are {@code [time, batch, classes]}, labels {@code [time, batch]}. NaN among the scores is refused. */
    @Override
    public void add(Tensor scores, Ids labels, Mask mask) {
        matrix.add(scores, labels, mask);
    }

    /** Returns the score of one class. */
    public double ofClass(int label) {
        return score.applyAsDouble(counts(label));
    }

    private Counts counts(int label) {
        return new Counts(matrix.at(label, label), matrix.ofGuess(label), matrix.ofLabel(label));
    }

    @Override
    public double value() {
        if (count() == 0) {
            return Double.NaN;
        }
        long right = 0;
        double sum = 0;
        for (int label = 0; label < matrix.classes(); label++) {
            right += matrix.at(label, label);
            sum += ofClass(label);
        }
        return switch (average) {
            case MACRO -> sum / matrix.classes();
            case MICRO -> score.applyAsDouble(new Counts(right, count(), count()));
        };
    }

    @Override
    public long count() {
        return matrix.count();
    }
}

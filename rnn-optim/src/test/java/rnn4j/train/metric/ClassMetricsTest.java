package rnn4j.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** By hand: labels 0 0 0 1 1 2, guesses 0 0 1 1 2 2. */
class ClassMetricsTest {

    private static final int CLASSES = 3;
    private static final Shape SIX = Shape.of(6);
    private static final int[] LABELS = {0, 0, 0, 1, 1, 2};
    private static final int[] GUESSES = {0, 0, 1, 1, 2, 2};

    private static <M extends Metric<Ids>> M filled(M metric) {
        float[] scores = new float[6 * CLASSES];
        for (int row = 0; row < 6; row++) {
            scores[row * CLASSES + GUESSES[row]] = 1;
        }
        metric.add(Tensor.of(Shape.of(6, CLASSES), scores), Ids.of(SIX, LABELS));
        return metric;
    }

    @Test
    void confusionsAreCounted() {
        ConfusionMatrix matrix = filled(new ConfusionMatrix(CLASSES));

        assertThat(matrix).hasToString("2\t1\t0\n0\t1\t1\n0\t0\t1");
        assertThat(matrix.value()).isCloseTo(4 / 6.0, within(1e-12));
        assertThat(matrix.ofGuess(2)).isEqualTo(2);
        assertThat(matrix.ofLabel(0)).isEqualTo(3);
    }

    /** Precision 2/2, 1/2, 1/2; recall 2/3, 1/2, 1/1; F1 4/5, 1/2, 2/3. */
    @Test
    void scoresOfClasses() {
        ClassScore precision = filled(ClassScore.precision(CLASSES, ClassScore.Average.MACRO));
        ClassScore recall = filled(ClassScore.recall(CLASSES, ClassScore.Average.MACRO));
        ClassScore f1 = filled(ClassScore.f1(CLASSES, ClassScore.Average.MACRO));

        assertThat(precision.value()).isCloseTo((1 + 0.5 + 0.5) / 3, within(1e-12));
        assertThat(recall.value()).isCloseTo((2 / 3.0 + 0.5 + 1) / 3, within(1e-12));
        assertThat(f1.value()).isCloseTo((0.8 + 0.5 + 2 / 3.0) / 3, within(1e-12));
        assertThat(f1.ofClass(0)).isCloseTo(0.8, within(1e-12));
        assertThat(f1.name()).isEqualTo("F1/macro");
    }

    @Test
    void microScoresAreTheAccuracy() {
        for (ClassScore score : new ClassScore[] {
            ClassScore.precision(CLASSES, ClassScore.Average.MICRO),
            ClassScore.recall(CLASSES, ClassScore.Average.MICRO),
            ClassScore.f1(CLASSES, ClassScore.Average.MICRO)
        }) {
            assertThat(score.value()).as(score.name()).isNaN();
            assertThat(filled(score).value()).as(score.name()).isCloseTo(4 / 6.0, within(1e-12));
        }
    }

    @Test
    void aClassThatNeverCameUpScoresZero() {
        ClassScore f1 = ClassScore.f1(4, ClassScore.Average.MACRO);
        f1.add(Tensor.of(Shape.of(1, 4), 1, 0, 0, 0), Ids.of(Shape.of(1), 0));

        assertThat(f1.ofClass(3)).isZero();
        assertThat(f1.value()).isEqualTo(0.25);
    }

    @Test
    void nanAmongScoresIsRefusedUnlessMasked() {
        ConfusionMatrix matrix = new ConfusionMatrix(2);
        Tensor scores = Tensor.of(Shape.of(2, 2), Float.NaN, 1, 0, 1);
        Ids labels = Ids.of(Shape.of(2), 1, 1);

        assertThatThrownBy(() -> matrix.add(scores, labels)).hasMessageContaining("NaN");
        assertThat(matrix.count()).isZero();
        matrix.add(scores, labels, Mask.of(Shape.of(2), false, true));
        assertThat(matrix.value()).isEqualTo(1);
    }

    /** By hand: in two bins, one right and one wrong guess of probability 3/4, one right guess of nearly 1. */
    @Test
    void calibrationIsTheDistanceOfConfidenceAndAccuracy() {
        CalibrationError error = new CalibrationError(4);
        float three = (float) Math.log(3);
        error.add(Tensor.of(Shape.of(3, 2), three - 1e-3f, 0, three - 1e-3f, 0, 50, 0), Ids.of(Shape.of(3), 0, 1, 0));

        assertThat(error.bins().get(2).count()).isEqualTo(2);
        assertThat(error.bins().get(2).accuracy()).isEqualTo(0.5);
        assertThat(error.value()).isCloseTo(2 * 0.25 / 3, within(2e-4));
        assertThat(error.count()).isEqualTo(3);
    }

    @Test
    void eightEqualSymbolsHaveAPerplexityOfEight() {
        Perplexity perplexity = new Perplexity();
        perplexity.add(Tensor.zeros(Shape.of(5, 8)), Ids.of(Shape.of(5), new int[5]));

        assertThat(perplexity.value()).isCloseTo(8, within(1e-5));
    }
}

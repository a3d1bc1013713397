package rnn4j.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

class MetricTest {

    private static final Shape FOUR = Shape.of(4);

    /** By hand: of the rows (1 2), (2 1), (0 5), (9 0) with labels 1 0 0 0 the third is wrong. */
    @Test
    void accuracyCountsRightOnes() {
        Accuracy accuracy = new Accuracy();
        accuracy.add(Tensor.of(Shape.of(4, 2), 1, 2, 2, 1, 0, 5, 9, 0), Ids.of(FOUR, 1, 0, 0, 0));

        assertThat(accuracy.value()).isEqualTo(0.75);
        assertThat(accuracy.count()).isEqualTo(4);
    }

    @Test
    void accuracyAddsUpOverBatches() {
        Accuracy accuracy = new Accuracy();
        accuracy.add(Tensor.of(Shape.of(1, 2), 1, 2), Ids.of(Shape.of(1), 1));
        accuracy.add(Tensor.of(Shape.of(3, 2), 1, 2, 1, 2, 1, 2), Ids.of(Shape.of(3), 0, 0, 0));

        assertThat(accuracy.value()).isEqualTo(0.25);
    }

    @Test
    void tiesAndNanAreWrong() {
        Accuracy accuracy = new Accuracy();
        float nan = Float.NaN;
        accuracy.add(Tensor.of(Shape.of(4, 2), 3, 3, nan, 1, 1, nan, nan, nan), Ids.of(FOUR, 0, 0, 0, 1));

        assertThat(accuracy.value()).isZero();
    }

    @Test
    void theOnlyClassIsAlwaysRight() {
        Accuracy accuracy = new Accuracy();
        accuracy.add(Tensor.of(Shape.of(4, 1), 1, 2, 3, 4), Ids.of(FOUR, 0, 0, 0, 0));

        assertThat(accuracy.value()).isEqualTo(1);
    }

    /** By hand: equal scores over 8 symbols are 3 bits each, whatever the label. */
    @Test
    void eightEqualSymbolsAreThreeBits() {
        BitsPerSymbol bits = new BitsPerSymbol();
        bits.add(Tensor.full(Shape.of(5, 3, 8), -2), Ids.of(Shape.of(5, 3), new int[15]));

        assertThat(bits.value()).isCloseTo(3, within(1e-6));
        assertThat(bits.count()).isEqualTo(15);
    }

    /** By hand: one symbol of probability 1/4 (2 bits) and three of 1/2 (1 bit) make 5/4 bits. */
    @Test
    void bitsAddUpOverBatchesOfUnlikeSize() {
        BitsPerSymbol bits = new BitsPerSymbol();
        bits.add(Tensor.zeros(Shape.of(1, 1, 4)), Ids.of(Shape.of(1, 1), 3));
        bits.add(Tensor.zeros(Shape.of(3, 1, 2)), Ids.of(Shape.of(3, 1), 0, 1, 0));

        assertThat(bits.value()).isCloseTo(1.25, within(1e-6));
    }

    /** 50,000 batches of 3 bits: in single precision the sum would be off in the fourth digit. */
    @Test
    void manyBatchesLoseNoDigits() {
        BitsPerSymbol bits = new BitsPerSymbol();
        Tensor logits = Tensor.of(Shape.of(1, 3), 0.1f, 0.2f, 0.3f);
        Ids label = Ids.of(Shape.of(1), 2);
        bits.add(logits, label);
        double one = bits.value();
        for (int i = 1; i < 50_000; i++) {
            bits.add(logits, label);
        }

        assertThat(bits.value()).isCloseTo(one, within(1e-10));
    }

    @Test
    void paddingIsNotCounted() {
        Tensor scores = Tensor.of(Shape.of(2, 2, 2), 0, 1, 0, 1, Float.NaN, 0, 0, 1);
        Ids labels = Ids.of(Shape.of(2, 2), 1, 1, -1, 0);
        Accuracy accuracy = new Accuracy();
        accuracy.add(scores, labels, Lengths.of(1, 2));
        BitsPerSymbol bits = new BitsPerSymbol();
        bits.add(scores, labels, Mask.of(Shape.of(2, 2), true, false, false, false));

        assertThat(accuracy.count()).isEqualTo(3);
        assertThat(accuracy.value()).isEqualTo(2.0 / 3);
        assertThat(bits.count()).isEqualTo(1);
        // by hand: log₂(1 + e⁻¹)
        assertThat(bits.value()).isCloseTo(Math.log1p(Math.exp(-1)) / Math.log(2), within(1e-6));
    }

    @Test
    void beforeTheFirstStepThereIsNoValue() {
        assertThat(new Accuracy().value()).isNaN();
        assertThat(new BitsPerSymbol().value()).isNaN();
    }
}

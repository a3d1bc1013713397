package rnn4j.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rnn4j.cell.Sequence;
import rnn4j.tensor.Gradients;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

class AttentionTest {
    private static final int TIME = 5;
    private static final int BATCH = 3;
    private static final int FEATURES = 4;
    private static final Lengths LENGTHS = Lengths.of(5, 2, 0);

    private static Tensor random(long seed, int... sizes) {
        SplittableRandom random = new SplittableRandom(seed);
        Shape shape = Shape.of(sizes);
        float[] numbers = new float[shape.count()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextDouble(-2, 2);
        }
        return Tensor.of(shape, numbers);
    }

    private static Tensor padded(Tensor values, float padding) {
        float[] numbers = values.values();
        for (int t = 0; t < TIME; t++) {
            for (int row = 0; row < BATCH; row++) {
                for (int i = 0; i < FEATURES && t >= LENGTHS.at(row); i++) {
                    numbers[(t * BATCH + row) * FEATURES + i] = padding;
                }
            }
        }
        return Tensor.of(values.shape(), numbers);
    }

    static Stream<Attention> kinds() {
        return Stream.of(Attention.dotProduct(), Attention.additive(Parameters.seeded(3), FEATURES, FEATURES, 6));
    }

    /** Scores 0 and ln 3 √2 / √2: the second step weighs three quarters. */
    @Test
    void theDotProductIsScaledAndTurnedIntoWeights() {
        float log3 = (float) Math.log(3);
        Sequence memory = Sequence.full(Tensor.of(Shape.of(2, 1, 2), 0, 8, log3, 4));
        Attention.Attended found =
                Attention.dotProduct().attend(Tensor.of(Shape.of(1, 2), (float) Math.sqrt(2), 0), memory);
        assertThat(found.weights().shape()).isEqualTo(Shape.of(2, 1));
        assertThat(found.weights().values()[1]).isCloseTo(0.75f, within(1e-6f));
        assertThat(found.context().values()[0]).isCloseTo(0.75f * log3, within(1e-6f));
        assertThat(found.context().values()[1]).isCloseTo(5, within(1e-5f));
    }

    /** In double precision, straight from the formula. */
    @Test
    void additiveScoresAreThoseOfThePaper() {
        Parameters parameters = Parameters.seeded(7);
        Attention attention = Attention.additive(parameters, 2, FEATURES, 6);
        Tensor query = random(1, BATCH, 2);
        Tensor memory = random(2, TIME, BATCH, FEATURES);
        Tensor scores = attention.scores(query, memory);
        Tensor wq = Objects.requireNonNull(parameters.named().get("wq"));
        Tensor wm = Objects.requireNonNull(parameters.named().get("wm"));
        Tensor v = Objects.requireNonNull(parameters.named().get("v"));
        for (int t = 0; t < TIME; t++) {
            for (int row = 0; row < BATCH; row++) {
                double score = 0;
                for (int h = 0; h < 6; h++) {
                    double sum = 0;
                    for (int i = 0; i < 2; i++) {
                        sum += (double) query.at(row, i) * wq.at(i, h);
                    }
                    for (int i = 0; i < FEATURES; i++) {
                        sum += (double) memory.at(t, row, i) * wm.at(i, h);
                    }
                    score += Math.tanh(sum) * v.at(h, 0);
                }
                assertThat((double) scores.at(t, row)).isCloseTo(score, within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void rowsAttendToTheirOwnStepsAlone(Attention attention) {
        Tensor query = random(4, BATCH, FEATURES);
        Tensor values = random(5, TIME, BATCH, FEATURES);
        Attention.Attended found = attention.attend(query, new Sequence(padded(values, Float.NaN), LENGTHS));
        assertThat(found.context()
                        .sameBits(attention
                                .attend(query, new Sequence(padded(values, 9), LENGTHS))
                                .context()))
                .isTrue();
        for (int row = 0; row < BATCH; row++) {
            float sum = 0;
            for (int t = 0; t < TIME; t++) {
                float weight = found.weights().at(t, row);
                assertThat(weight > 0).isEqualTo(t < LENGTHS.at(row));
                sum += weight;
            }
            assertThat(sum).isCloseTo(LENGTHS.at(row) > 0 ? 1 : 0, within(1e-6f));
        }
        assertThat(found.context().index(0, 2).values()).containsOnly(0);
        Sequence alone = Sequence.full(values.slice(0, 0, 2).slice(1, 1, 2));
        assertThat(found.context()
                        .slice(0, 1, 2)
                        .sameBits(attention.attend(query.slice(0, 1, 2), alone).context()))
                .isTrue();
    }

    /** Moving each number a little moves the sum of the contexts as the gradient says. */
    @ParameterizedTest
    @MethodSource("kinds")
    void gradientsReachQueryAndRealStepsAlone(Attention attention) {
        Tensor query = random(6, BATCH, FEATURES);
        Tensor values = padded(random(7, TIME, BATCH, FEATURES), Float.NaN);
        Tensor slopes = random(8, BATCH, FEATURES);
        Gradients gradients = Tape.differentiate(() -> loss(attention, query, values, slopes), query, values)
                .gradients();
        assertThat(gradients.of(query).index(0, 2).values()).containsOnly(0);
        float[] ofValues = gradients.of(values).values();
        float[] numbers = values.values();
        for (int place = 0; place < numbers.length; place++) {
            int row = place / FEATURES % BATCH;
            if (place / FEATURES / BATCH >= LENGTHS.at(row)) {
                assertThat(ofValues[place]).isZero();
                continue;
            }
            float there = numbers[place];
            double change = 0;
            for (int sign = -1; sign <= 1; sign += 2) {
                numbers[place] = there + sign * 1e-2f;
                change += sign
                        * (double) loss(attention, query, Tensor.of(values.shape(), numbers), slopes)
                                .value();
            }
            numbers[place] = there;
            assertThat((double) ofValues[place]).isCloseTo(change / 2e-2, within(2e-3));
        }
    }

    private static Tensor loss(Attention attention, Tensor query, Tensor values, Tensor slopes) {
        return attention
                .attend(query, new Sequence(values, LENGTHS))
                .context()
                .mul(slopes)
                .sum();
    }

    @Test
    void wrongShapesAreTold() {
        Sequence memory = Sequence.full(random(1, TIME, BATCH, FEATURES));
        assertThatThrownBy(() -> Attention.dotProduct().attend(random(1, 2, FEATURES), memory))
                .hasMessage("attention: the query is [2, 4] for a memory of 3 rows; use [batch, query]");
        assertThatThrownBy(() -> Attention.dotProduct().attend(random(1, BATCH, 5), memory))
                .hasMessage("attention: the query is [3, 5], a step has 4 features; project one of them");
    }
}

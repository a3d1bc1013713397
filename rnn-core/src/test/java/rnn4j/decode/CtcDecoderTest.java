package rnn4j.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.cell.Sequence;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

class CtcDecoderTest {
    private static final int ALL = 100_000;

    private static float[] random(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian() * 2;
        }
        return numbers;
    }

    /** The probability of each string, by going along each path. */
    private static Map<List<Integer>, Double> tryAll(int time, int symbols, int blank, float[] logits) {
        Map<List<Integer>, Double> strings = new HashMap<>();
        int paths = (int) Math.pow(symbols, time);
        for (int path = 0; path < paths; path++) {
            double probability = 1;
            List<Integer> string = new ArrayList<>();
            int before = blank;
            for (int t = 0, rest = path; t < time; t++, rest /= symbols) {
                int symbol = rest % symbols;
                double sum = 0;
                for (int i = 0; i < symbols; i++) {
                    sum += Math.exp(logits[t * symbols + i]);
                }
                probability *= Math.exp(logits[t * symbols + symbol]) / sum;
                if (symbol != blank && symbol != before) {
                    string.add(symbol);
                }
                before = symbol;
            }
            strings.merge(string, probability, Double::sum);
        }
        return strings;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void withoutABoundAllStringsHaveTheProbabilityOfTheirPaths(int blank) {
        int time = 6;
        float[] logits = random(time * 3, 7 + blank);
        Map<List<Integer>, Double> expected = tryAll(time, 3, blank, logits);
        List<Hypothesis> found = new CtcDecoder(blank)
                .prefixBeams(Sequence.full(Tensor.of(Shape.of(time, 1, 3), logits)), ALL)
                .getFirst();

        assertThat(found).hasSameSizeAs(expected.keySet());
        double before = 0;
        for (Hypothesis each : found) {
            assertThat(Math.exp(each.logProbability())).isCloseTo(expected.get(each.symbols()), within(1e-12));
            assertThat(each.logProbability()).isLessThanOrEqualTo(before);
            before = each.logProbability();
        }
    }

    @Test
    void fewBeamsFindTheLikeliestOfClearLogits() {
        float[] logits = random(8 * 4, 11);
        for (int i = 0; i < logits.length; i++) {
            logits[i] *= 4;
        }
        Map<List<Integer>, Double> all = tryAll(8, 4, 0, logits);
        List<Hypothesis> found = new CtcDecoder(0)
                .prefixBeams(Sequence.full(Tensor.of(Shape.of(8, 1, 4), logits)), 8)
                .getFirst();
        double best =
                all.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        assertThat(found).hasSize(8);
        assertThat(all.get(found.getFirst().symbols())).isEqualTo(best);
    }

    /** The likeliest symbols are 1 1 0 1 2 2 0: repeats are one, and a blank makes two of them. */
    @Test
    void theBestPathIsRead() {
        int[] path = {1, 1, 0, 1, 2, 2, 0};
        float[] logits = new float[path.length * 3];
        for (int t = 0; t < path.length; t++) {
            logits[3 * t + path[t]] = 1;
        }
        Sequence sequence = Sequence.full(Tensor.of(Shape.of(path.length, 1, 3), logits));
        assertThat(new CtcDecoder(0).bestPath(sequence)).containsExactly(List.of(1, 1, 2));
        assertThat(new CtcDecoder(1).bestPath(sequence)).containsExactly(List.of(0, 2, 0));
    }

    /** Two rows of 2 and 4 steps; the padding of the first is not a number. */
    @Test
    void rowsEndWhereTheyEnd() {
        float[] first = random(2 * 3, 1);
        float[] second = random(4 * 3, 2);
        float[] both = new float[4 * 2 * 3];
        for (int t = 0; t < 4; t++) {
            for (int i = 0; i < 3; i++) {
                both[(2 * t) * 3 + i] = t < 2 ? first[3 * t + i] : Float.NaN;
                both[(2 * t + 1) * 3 + i] = second[3 * t + i];
            }
        }
        Sequence sequence = new Sequence(Tensor.of(Shape.of(4, 2, 3), both), Lengths.of(2, 4));
        Sequence alone = Sequence.full(Tensor.of(Shape.of(2, 1, 3), first));
        Sequence other = Sequence.full(Tensor.of(Shape.of(4, 1, 3), second));
        CtcDecoder decoder = new CtcDecoder(0);
        assertThat(decoder.prefixBeams(sequence, 5))
                .containsExactly(
                        decoder.prefixBeams(alone, 5).getFirst(),
                        decoder.prefixBeams(other, 5).getFirst());
        assertThat(decoder.bestPath(sequence))
                .containsExactly(
                        decoder.bestPath(alone).getFirst(),
                        decoder.bestPath(other).getFirst());
    }

    @Test
    void aRowWithoutStepsIsTheEmptyString() {
        Sequence none = new Sequence(Tensor.zeros(Shape.of(1, 1, 3)), Lengths.of(0));
        assertThat(new CtcDecoder(0).bestPath(none)).containsExactly(List.of());
        assertThat(new CtcDecoder(0).prefixBeams(none, 3).getFirst()).containsExactly(new Hypothesis(List.of(), 0, 0));
    }

    @Test
    void wrongNumbersAreTold() {
        Sequence logits = Sequence.full(Tensor.full(Shape.of(1, 1, 2), Float.NaN));
        assertThatThrownBy(() -> new CtcDecoder(-1)).hasMessage("ctc: the blank is symbol -1; use 0 or more");
        assertThatThrownBy(() -> new CtcDecoder(2).bestPath(logits))
                .hasMessage("ctc: the logits are of 2 symbols, and the blank is 2; use symbols from 0 on");
        assertThatThrownBy(() -> new CtcDecoder(0).prefixBeams(logits, 0)).hasMessage("ctc: 0 beams; use 1 or more");
        assertThatThrownBy(() -> new CtcDecoder(0).prefixBeams(logits, 1))
                .hasMessage("ctc: the logits of row 0 at step 0 sum to NaN; give finite ones");
    }
}

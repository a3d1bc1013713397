package rnn4j.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeamSearchTest {
    private static final int SYMBOLS = 4;
    private static final int END = 3;
    private static final int BEGIN = 9;
    private static final int LENGTH = 4;
    private static final int ALL = 1000;

    /** A model whose logits are random numbers that the symbols so far alone decide. */
    private static BeamSearch.Next<List<Integer>> read(List<Integer> before, int symbol) {
        List<Integer> symbols = new ArrayList<>(before);
        symbols.add(symbol);
        SplittableRandom random = new SplittableRandom(symbols.hashCode());
        float[] logits = new float[SYMBOLS];
        for (int i = 0; i < SYMBOLS; i++) {
            logits[i] = (float) random.nextGaussian() * 2;
        }
        return new BeamSearch.Next<>(logits, List.copyOf(symbols));
    }

    private static double[] probabilities(List<Integer> symbols) {
        SplittableRandom random = new SplittableRandom(symbols.hashCode());
        double[] weights = new double[SYMBOLS];
        double sum = 0;
        for (int i = 0; i < SYMBOLS; i++) {
            weights[i] = Math.exp((float) random.nextGaussian() * 2);
            sum += weights[i];
        }
        for (int i = 0; i < SYMBOLS; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /** All strings, by trying each. */
    private static void tryAll(List<Integer> symbols, double probability, double alpha, List<Hypothesis> found) {
        List<Integer> string = symbols.subList(1, symbols.size());
        if (string.size() == LENGTH) {
            found.add(hypothesis(string, probability, string.size(), alpha));
            return;
        }
        double[] next = probabilities(symbols);
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            if (symbol == END) {
                found.add(hypothesis(string, probability * next[symbol], string.size() + 1, alpha));
            } else {
                List<Integer> longer = new ArrayList<>(symbols);
                longer.add(symbol);
                tryAll(longer, probability * next[symbol], alpha, found);
            }
        }
    }

    private static Hypothesis hypothesis(List<Integer> string, double probability, int count, double alpha) {
        double log = Math.log(probability);
        return new Hypothesis(string, log, log / Math.pow((5.0 + count) / 6, alpha));
    }

    private static List<Hypothesis> search(int beams, double alpha) {
        return new BeamSearch(beams, END, LENGTH, alpha).search(BeamSearchTest::read, List.of(), BEGIN);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.6, 2})
    void withoutABoundItFindsWhatTryingAllFinds(double alpha) {
        List<Hypothesis> expected = new ArrayList<>();
        tryAll(List.of(BEGIN), 1, alpha, expected);
        expected.sort(Comparator.comparingDouble(hypothesis -> -hypothesis.score()));
        List<Hypothesis> found = search(ALL, alpha);

        assertThat(found).hasSize(1 + 3 + 9 + 27 + 81);
        assertThat(found.stream()
                        .mapToDouble(each -> Math.exp(each.logProbability()))
                        .sum())
                .isCloseTo(1, within(1e-12));
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).symbols()).isEqualTo(expected.get(i).symbols());
            assertThat(found.get(i).logProbability()).isCloseTo(expected.get(i).logProbability(), within(1e-12));
            assertThat(found.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-12));
        }
    }

    @Test
    void longerStringsAreFavouredByAlpha() {
        double plain = search(ALL, 0).stream()
                .limit(5)
                .mapToInt(each -> each.symbols().size())
                .average()
                .orElseThrow();
        double favoured = search(ALL, 3).stream()
                .limit(5)
                .mapToInt(each -> each.symbols().size())
                .average()
                .orElseThrow();
        assertThat(favoured).isGreaterThan(plain);
    }

    @Test
    void fewBeamsFindNothingBetterThanAll() {
        double best = search(ALL, 0).getFirst().logProbability();
        for (int beams = 1; beams <= 8; beams++) {
            List<Hypothesis> found = search(beams, 0);
            assertThat(found).hasSizeLessThanOrEqualTo(beams);
            assertThat(found.getFirst().logProbability()).isLessThanOrEqualTo(best);
        }
        assertThat(search(8, 0).getFirst().symbols())
                .isEqualTo(search(ALL, 0).getFirst().symbols());
    }

    /** The only way of a model that is sure of 0, 2, 1, end. */
    @Test
    void oneBeamFollowsASureModel() {
        List<Integer> way = List.of(0, 2, 1, END);
        BeamSearch.Model<Integer> sure = (place, symbol) -> {
            float[] logits = new float[SYMBOLS];
            logits[way.get(place)] = 100;
            return new BeamSearch.Next<>(logits, place + 1);
        };
        List<Hypothesis> found = new BeamSearch(1, END, 10, 1).search(sure, 0, BEGIN);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().symbols()).containsExactly(0, 2, 1);
        assertThat(found.getFirst().logProbability()).isCloseTo(0, within(1e-12));
    }

    /** The end is impossible until two symbols are read, symbol 1 always. */
    @Test
    void impossibleStringsAreNotFound() {
        BeamSearch.Model<Integer> model = (count, symbol) -> new BeamSearch.Next<>(
                new float[] {0, Float.NEGATIVE_INFINITY, 0, count < 2 ? Float.NEGATIVE_INFINITY : 0}, count + 1);
        List<Hypothesis> found = new BeamSearch(ALL, END, 3, 0).search(model, 0, BEGIN);
        assertThat(found)
                .hasSize(4 + 8)
                .allSatisfy(each -> assertThat(each.symbols()).doesNotContain(1).hasSizeBetween(2, 3));
    }

    @Test
    void wrongNumbersAreTold() {
        assertThatThrownBy(() -> new BeamSearch(0, END, LENGTH, 0))
                .hasMessage("beam search: 0 beams of 4 symbols; use 1 or more of each");
        assertThatThrownBy(() -> new BeamSearch(1, -1, LENGTH, 0)).hasMessageContaining("the end is symbol -1");
        BeamSearch search = new BeamSearch(1, END, LENGTH, 0);
        assertThatThrownBy(() -> search.search(
                        (state, symbol) -> new BeamSearch.Next<>(new float[] {1, Float.NaN, 0, 0}, state), 0, BEGIN))
                .hasMessage("beam search: 4 logits whose sum is NaN; give finite ones for symbols 0 to 3 at least");
        assertThatThrownBy(() ->
                        search.search((state, symbol) -> new BeamSearch.Next<>(new float[] {1, 0}, state), 0, BEGIN))
                .hasMessageContaining("beam search: 2 logits");
    }
}

package rnn4j.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextMetricsTest {

    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "'', abc, 3", "abc, '', 3", "abc, abc, 0", "flaw, lawn, 2", "ab, ba, 2"})
    void editDistancesByHand(String a, String b, int distance) {
        assertThat(EditDistance.between(
                        a.chars().boxed().toList(), b.chars().boxed().toList()))
                .isEqualTo(distance);
    }

    /** From a string, one edit after another, in breadth: the first time a string is met is its distance. */
    @Test
    void editDistancesAreShortestWays() {
        Map<String, Integer> met = new HashMap<>(Map.of("aba", 0));
        ArrayDeque<String> next = new ArrayDeque<>(List.of("aba"));
        while (!next.isEmpty()) {
            String from = next.remove();
            int distance = met.getOrDefault(from, 0);
            if (distance < 4) {
                edits(from).stream()
                        .filter(to -> to.length() <= 5 && met.putIfAbsent(to, distance + 1) == null)
                        .forEach(next::add);
            }
        }

        assertThat(met).hasSizeGreaterThan(50);
        met.forEach((to, steps) -> assertThat(EditDistance.between(
                        "aba".chars().boxed().toList(), to.chars().boxed().toList()))
                .as(to)
                .isEqualTo(steps));
    }

    private static List<String> edits(String from) {
        List<String> edits = new ArrayList<>();
        for (int i = 0; i <= from.length(); i++) {
            for (String letter : new String[] {"a", "b"}) {
                edits.add(from.substring(0, i) + letter + from.substring(i));
                if (i < from.length()) {
                    edits.add(from.substring(0, i) + letter + from.substring(i + 1));
                }
            }
            if (i < from.length()) {
                edits.add(from.substring(0, i) + from.substring(i + 1));
            }
        }
        return edits;
    }

    /** By hand: 3 edits of 7 characters and 0 of 3; one word of two wrong, one of one right. */
    @Test
    void errorRatesAddUpOverTexts() {
        ErrorRate characters = ErrorRate.characters();
        assertThat(characters.value()).isNaN();
        characters.add("kitten", "sitting");
        characters.add("abc", "abc");
        ErrorRate words = ErrorRate.words();
        words.add("the  cat", "the dog");
        words.add("yes", "yes");

        assertThat(characters.value()).isEqualTo(0.3);
        assertThat(words.value()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(words.count()).isEqualTo(2);
        assertThat(ErrorRate.phones().name()).isEqualTo("PER");
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.split(" ", -1));
    }

    /** The example of the paper's section 2.1: of seven times "the" two count. */
    @Test
    void runsCountAtMostAsOftenAsInOneReference() {
        Bleu bleu = new Bleu(1);
        bleu.addAny(
                words("the the the the the the the"),
                List.of(words("the cat is on the mat"), words("there is a cat on the mat")));

        assertThat(bleu.value()).isCloseTo(2 / 7.0, within(1e-12));
    }

    /** By hand: 3 of 4 words and 1 of 3 pairs match; 4 words were written of 5, so that e^(1 − 5/4) remains. */
    @Test
    void bleuByHand() {
        Bleu bleu = new Bleu(2);
        assertThat(bleu.value()).isNaN();
        bleu.add(words("the cat on mat"), words("the cat sat on it"));

        assertThat(bleu.value()).isCloseTo(Math.exp(1 - 5 / 4.0) * Math.sqrt(3 / 4.0 * 1 / 3.0), within(1e-12));
    }

    @Test
    void equalTextsAreOneAndUnlikeOnesZero() {
        Bleu equal = new Bleu(4);
        equal.add(words("a b c d e"), words("a b c d e"));
        Bleu unlike = new Bleu(4);
        unlike.add(words("a b c d e"), words("v w x y z"));

        assertThat(equal.value()).isEqualTo(1);
        assertThat(unlike.value()).isZero();
        assertThat(equal.name()).isEqualTo("BLEU-4");
        assertThatThrownBy(() -> new Bleu(0)).hasMessageContaining("runs of 0");
    }
}

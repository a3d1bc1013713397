package rnn4j.examples.charlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NgramsTest {
    @Test
    void theFormulaOnFourLetters() {
        // "abab": a twice, b twice, 4 in all, 2 types; below stands 1/2.
        // order 1: p(a) = p(b) = (2 + 2 * 1/2) / (4 + 2) = 1/2, so 1 bit each.
        // order 2: a is followed by b twice (1 type): p(b | a) = (2 + 1 * 1/2) / (2 + 1) = 5/6; the first letter has
        // 1/2.
        double[] bits = Ngrams.of("abab", 2).bitsPerCharacter("ab");

        assertThat(bits[0]).isCloseTo(1, within(1e-12));
        assertThat(bits[1]).isCloseTo((1 - Math.log(5.0 / 6) / Math.log(2)) / 2, within(1e-12));
    }

    @Test
    void anUnseenCharacterCostsWhatTheUniformLeaves() {
        // "ab": p1(c) = (0 + 2 * 1/2) / (2 + 2) = 1/4; no context "c" exists, so order 2 takes the lower order.
        double[] bits = Ngrams.of("ab", 2).bitsPerCharacter("cc");

        assertThat(bits).containsExactly(new double[] {2, 2}, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 16, 17, 31, 33, 64, 65})
    void agreesWithCountingByHand(int length) {
        long seed = 4711L + length;
        System.out.println("NgramsTest seed " + seed);
        Random random = new Random(seed);
        String training = text(random, 5 * length);
        String heldOut = text(random, length) + "?" + text(random, length);

        double[] bits = Ngrams.of(training, 6).bitsPerCharacter(heldOut);

        for (int order = 1; order <= 6; order++) {
            assertThat(bits[order - 1]).isCloseTo(naiveBits(training, heldOut, order), within(1e-9));
        }
    }

    /**
     * The six numbers were computed outside, by a script in another language that counts with hash tables the formula
     * of {@link Ngrams}: 4.40746 3.61305 3.01201 2.45950 2.07374 1.90370.
     */
    @Test
    void theBaselinesOfWordNet() throws IOException {
        WordNetText text = WordNetText.read(Path.of(System.getProperty("rnn.data")));

        double[] bits =
                Ngrams.of(text.training(), 6).bitsPerCharacter(text.heldOut().substring(0, 200_000));

        assertThat(text.entries()).isEqualTo(117_791);
        assertThat(bits)
                .containsExactly(new double[] {4.40746, 3.61305, 3.01201, 2.45950, 2.07374, 1.90370}, within(5e-6));
    }

    @Test
    void anEmptyTextIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Ngrams.of("", 3)).withMessageContaining("0 characters");
    }

    @Test
    void anOrderPastSixtyThreeBitsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ngrams.of("abcdefgh", 16))
                .withMessageContaining("needs 64 bits")
                .withMessageContaining("give a lower order");
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(1 + random.nextInt(5))));
        }
        return text.toString();
    }

    private static double naiveBits(String training, String heldOut, int order) {
        double sum = 0;
        for (int i = 0; i < heldOut.length(); i++) {
            String context = heldOut.substring(Math.max(0, i - order + 1), i);
            sum -= Math.log(naive(training, context, heldOut.charAt(i))) / Math.log(2);
        }
        return sum / heldOut.length();
    }

    private static double naive(String training, String context, char next) {
        double lower = context.isEmpty()
                ? 1.0 / training.chars().distinct().count()
                : naive(training, context.substring(1), next);
        int count = 0;
        int total = 0;
        Set<Character> types = new HashSet<>();
        for (int at = training.indexOf(context);
                at >= 0 && at + context.length() < training.length();
                at = training.indexOf(context, at + 1)) {
            char follower = training.charAt(at + context.length());
            total++;
            types.add(follower);
            count += follower == next ? 1 : 0;
        }
        return total == 0 ? lower : (count + types.size() * lower) / (total + types.size());
    }
}

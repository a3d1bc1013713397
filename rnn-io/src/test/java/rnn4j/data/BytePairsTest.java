package rnn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytePairsTest {

    /** Counts all pairs of all words anew before each merge. */
    private static List<BytePairs.Pair> naive(String text, int merges) {
        List<List<Integer>> words = new ArrayList<>();
        for (byte[] piece : BytePairs.pieces(text)) {
            List<Integer> word = new ArrayList<>();
            for (byte each : piece) {
                word.add(each & 0xFF);
            }
            words.add(word);
        }
        List<BytePairs.Pair> found = new ArrayList<>();
        while (found.size() < merges) {
            TreeMap<BytePairs.Pair, Integer> counts = new TreeMap<>();
            for (List<Integer> word : words) {
                for (int i = 0; i + 1 < word.size(); i++) {
                    counts.merge(new BytePairs.Pair(word.get(i), word.get(i + 1)), 1, Integer::sum);
                }
            }
            int most =
                    counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
            if (most < 2) {
                return found;
            }
            // a tree map tells the smallest pair of equal counts first
            BytePairs.Pair best = counts.entrySet().stream()
                    .filter(entry -> entry.getValue() == most)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow();
            int symbol = BytePairs.BYTES + found.size();
            words.replaceAll(word -> BytePairs.joined(word, best, symbol));
            found.add(best);
        }
        return found;
    }

    private static String random(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("aab bc\n".charAt(random.nextInt(7)));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void learnsWhatCountingAnewLearns(long seed) {
        String text = random(seed, 600);

        assertThat(BytePairs.train(text, 256 + 60)).hasToString(new BytePairs(naive(text, 60)).toString());
        assertThat(BytePairs.train(text, 256 + 60).text()).isEqualTo(new BytePairs(naive(text, 60)).text());
    }

    /**
     * By hand: "ab" occurs four times. Then a space before it and c behind it occur three times each, and the space is the smaller left
     * symbol; then " ab" with c occurs twice, and nothing else does.
     */
    @Test
    void learnsByHand() {
        BytePairs pairs = BytePairs.train("abcd abce abcf abg", 1000);

        assertThat(pairs.text()).isEqualTo("byte-pairs\n97 98\n32 256\n257 99\n");
        assertThat(pairs.encode("abc abc ab")).containsExactly(256, 99, 258, 257);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "abc  \n\t x", "naïve café — 日本語 🦦 text", "\u0000\uFFFF", "aaaaaaa"})
    void anyTextComesBack(String text) {
        BytePairs pairs = BytePairs.train("naïve naïve café 日本 日本 🦦🦦 aaaa " + random(3, 200), 320);

        assertThat(pairs.decode(pairs.encode(text))).isEqualTo(text);
        assertThat(BytePairs.parse(pairs.text()).encode(text)).isEqualTo(pairs.encode(text));
    }

    @Test
    void learnsMoreThanLettersAndShortensText() {
        String text = "the cat sat on the mat and the dog sat on the log ".repeat(20);
        BytePairs pairs = BytePairs.train(text, 300);

        assertThat(pairs.encode(text).length).isLessThan(text.length() / 2);
        assertThat(pairs.encode("the")).hasSizeLessThan(3);
    }

    @Test
    void bytesThatAreNoTextBecomeAReplacement() {
        byte[] half = "é".getBytes(StandardCharsets.UTF_8);

        assertThat(BytePairs.train("", 256).decode(half[0] & 0xFF)).isEqualTo("\uFFFD");
    }

    @Test
    void wrongTextsAreRefused() {
        BytePairs pairs = BytePairs.train("", 256);
        assertThatThrownBy(() -> pairs.encode("a\uD83E")).hasMessageContaining("half of a surrogate pair at 1");
        assertThatThrownBy(() -> pairs.decode(256)).hasMessageContaining("no symbol 256; use 0 to 255");
        assertThatThrownBy(() -> BytePairs.train("", 255)).hasMessageContaining("use 256 or more");
        assertThatThrownBy(() -> BytePairs.parse("words\n")).hasMessageContaining("line 1");
        assertThatThrownBy(() -> BytePairs.parse("byte-pairs\n97 98\n97 257\n"))
                .hasMessageContaining("line 3 is '97 257'");
        assertThatThrownBy(() -> BytePairs.parse("byte-pairs\n97 98\n97 98\n")).hasMessageContaining("line 3 repeats");
        assertThatThrownBy(() -> BytePairs.parse("byte-pairs\n97\n")).hasMessageContaining("line 2 is '97'");
    }
}

package rnn4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.base.Splitter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomSourceTest {

    private static final Splitter WORDS = Splitter.on(' ');

    /**
     * Known answers of Philox 4x32-10, from the distribution that accompanies Salmon et al. 2011: counter c0 c1 c2 c3, key
     * k0 k1, and the four words that come out.
     */
    @ParameterizedTest
    @CsvSource({
        "00000000 00000000 00000000 00000000, 00000000 00000000, 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
        "ffffffff ffffffff ffffffff ffffffff, ffffffff ffffffff, 408f276d 41c83b0e a20bc7c6 6d5451fd",
        "243f6a88 85a308d3 13198a2e 03707344, a4093822 299f31d0, d16cfe09 94fdcceb 5001e420 24126ea1"
    })
    void givesTheKnownAnswers(String counter, String key, String answer) {
        List<String> c = WORDS.splitToList(counter);
        List<String> k = WORDS.splitToList(key);
        RandomSource.Block block =
                RandomSource.block(word(k.get(0), k.get(1)), word(c.get(0), c.get(1)), word(c.get(2), c.get(3)));
        List<String> out = WORDS.splitToList(answer);
        assertThat(block.low()).isEqualTo(word(out.get(0), out.get(1)));
        assertThat(block.high()).isEqualTo(word(out.get(2), out.get(3)));
    }

    private static long word(String low, String high) {
        return Long.parseUnsignedLong(high + low, 16);
    }

    @Test
    void theSameAddressGivesTheSameNumber() {
        RandomSource one = RandomSource.of(3, "dropout").at(1, 2, 3);
        RandomSource other = RandomSource.of(3, "dropout").at(1, 2, 3);
        assertThat(one.bits(9)).isEqualTo(other.bits(9));
        assertThat(one.uniform(9)).isEqualTo(other.uniform(9));
        assertThat(one.normal(9)).isEqualTo(other.normal(9));
    }

    @Test
    void anotherAddressGivesAnother() {
        Set<Long> seen = new HashSet<>();
        int drawn = 0;
        for (long seed = 0; seed < 4; seed++) {
            for (String purpose : new String[] {"", "a", "b", "ab", "ba", "init", "init a"}) {
                RandomSource source = RandomSource.of(seed, purpose);
                for (RandomSource at :
                        new RandomSource[] {source, source.at(0), source.at(0, 0), source.at(1), source.at(1, 0)}) {
                    for (long counter = 0; counter < 8; counter++, drawn++) {
                        seen.add(at.bits(counter));
                    }
                }
            }
        }
        assertThat(seen).hasSize(drawn);
    }

    @Test
    void uniformNumbersFillTheRange() {
        RandomSource source = RandomSource.of(5, "uniform");
        int n = 200_000;
        int[] tenths = new int[10];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            float drawn = source.uniform(i);
            assertThat(drawn).isGreaterThanOrEqualTo(0).isLessThan(1);
            tenths[(int) (drawn * 10)]++;
            sum += drawn;
        }
        assertThat(sum / n).isCloseTo(0.5, within(0.004));
        for (int tenth : tenths) {
            // 5 deviations of a binomial count: √(n · 0.1 · 0.9) = 134
            assertThat(tenth).isCloseTo(n / 10, within(670));
        }
    }

    @Test
    void normalNumbersHaveTheMomentsOfTheBell() {
        RandomSource source = RandomSource.of(6, "normal");
        int n = 200_000;
        double[] moments = new double[4];
        for (int i = 0; i < n; i++) {
            double drawn = source.normal(i);
            for (int m = 0; m < 4; m++) {
                moments[m] += Math.pow(drawn, m + 1) / n;
            }
        }
        assertThat(moments[0]).isCloseTo(0, within(0.012));
        assertThat(moments[1]).isCloseTo(1, within(0.016));
        assertThat(moments[2]).isCloseTo(0, within(0.045));
        assertThat(moments[3]).isCloseTo(3, within(0.11));
    }
}

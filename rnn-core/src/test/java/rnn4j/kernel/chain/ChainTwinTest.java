package rnn4j.kernel.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.kernel.Binary;
import rnn4j.kernel.Floats;
import rnn4j.kernel.Kernels;
import rnn4j.kernel.Ternary;
import rnn4j.kernel.Unary;

/** Passes over plain kernels, passes over vector kernels and generated code give the same bits, and nothing beside. */
class ChainTwinTest {
    private static final int[] WIDTHS = {1, 3, 7, 8, 15, 16, 17, 31, 33, 64, 65};
    private static final int[] ROWS = {0, 1, 2, 5, 33};

    /** The generated loops at once, before they are compiled. */
    private static ChainRun body(Chain chain) {
        int lanes = Kernels.lanes();
        ChainBody body = BodyWriter.body(chain, lanes);
        Buffers buffers = new Buffers(chain);
        Tails tails = new Tails(buffers, body, lanes);
        PassChain passes = new PassChain(chain, Kernels.elements());
        return (arrays, from, rowStep, rows, width) -> {
            int end = width - width % lanes;
            body.run(arrays, from, rowStep, 0, rows, 0, end);
            if (buffers.mixed()) {
                passes.run(arrays, from, rowStep, 0, rows, end, width);
            } else {
                tails.run(arrays, from, rowStep, 0, rows, end, width - end);
            }
        };
    }

    private static boolean writes(Chain chain) {
        return chain.terms().stream().allMatch(FunctionCode::writes);
    }

    private static void assertTwins(Chain chain, long seed) {
        ChainRun plain = new PassChain(chain, Kernels.plain().elements());
        ChainRun vector = new PassChain(chain, Kernels.vector().orElseThrow().elements());
        ChainRun chosen = Chains.of(chain);
        ChainRun body = writes(chain) ? body(chain) : chosen;
        for (int width : WIDTHS) {
            for (int rows : ROWS) {
                for (ChainCase.Rows lie : ChainCase.Rows.values()) {
                    for (boolean inPlace : new boolean[] {false, true}) {
                        ChainCase with = ChainCase.of(chain, rows, width, lie, inPlace, seed + width);
                        int[][] expected = with.bitsAfter(plain);
                        assertThat(with.bitsAfter(vector))
                                .as("vector passes, %s", with)
                                .isDeepEqualTo(expected);
                        assertThat(with.bitsAfter(body))
                                .as("generated, %s", with)
                                .isDeepEqualTo(expected);
                        assertThat(with.bitsAfter(chosen))
                                .as("chosen, %s", with)
                                .isDeepEqualTo(expected);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void unary(Unary f) {
        assertTwins(ChainCase.of(f, false), 1);
        assertTwins(ChainCase.of(f, true), 2);
    }

    @ParameterizedTest
    @EnumSource
    void binary(Binary f) {
        for (int spread = 0; spread < 4; spread++) {
            assertTwins(ChainCase.of(f, spread), spread);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ternary(Ternary f) {
        for (int spread = 0; spread < 8; spread++) {
            assertTwins(ChainCase.of(f, spread), spread);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void random(long seed) {
        assertTwins(ChainCase.random(seed), seed);
    }

    /** Passes are the same as the kernels one after the other; a single function says so best. */
    @ParameterizedTest
    @EnumSource
    void passesGiveTheBitsOfTheKernel(Unary f) {
        int n = 3000;
        float[] x = Floats.mixed(n, 1);
        float[] expected = new float[n];
        float[] y = new float[n];
        Kernels.plain().elements().unary(f, x, 0, expected, 0, n);
        Chains.of(ChainCase.of(f, false)).run(new float[][] {x, y}, new int[2], new int[] {n, n}, 1, n);
        assertThat(Floats.bits(y)).isEqualTo(Floats.bits(expected));
    }

    /** One float in 65,521 of all there are, so every exponent and both signs. */
    @ParameterizedTest
    @EnumSource
    void generatedCodeOverAllMagnitudes(Unary f) {
        Chain chain = ChainCase.of(f, false);
        if (!writes(chain)) {
            return;
        }
        int n = 1 << 16;
        float[] x = new float[n];
        float[] y = new float[n];
        float[] expected = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = Float.intBitsToFloat(i * 65_521);
        }
        Kernels.plain().elements().unary(f, x, 0, expected, 0, n);
        body(chain).run(new float[][] {x, y}, new int[2], new int[] {n, n}, 1, n);
        assertThat(Floats.bits(y)).isEqualTo(Floats.bits(expected));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void twoLoadsChangePlaces(boolean gaps) {
        Chain swap = new Chain(
                List.of(new Chain.Load(0, false), new Chain.Load(1, false)),
                List.of(new Chain.Store(0, 1), new Chain.Store(1, 0)),
                2);
        float[][] arrays = {Floats.uniform(400, 1), Floats.uniform(400, 2)};
        int step = gaps ? 40 : 35;
        for (ChainRun run : List.of(new PassChain(swap, Kernels.plain().elements()), body(swap))) {
            float[][] swapped = {arrays[0].clone(), arrays[1].clone()};
            run.run(swapped, new int[2], new int[] {step, step}, 10, 35);
            assertThat(Arrays.copyOf(swapped[0], 35)).isEqualTo(Arrays.copyOf(arrays[1], 35));
            assertThat(Arrays.copyOf(swapped[1], 35)).isEqualTo(Arrays.copyOf(arrays[0], 35));
        }
    }
}

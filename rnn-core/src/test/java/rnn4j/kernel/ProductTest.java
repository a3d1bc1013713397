package rnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Products are the chains they promise, bit for bit, at every size, transposition and number of threads. */
class ProductTest {
    private static final int C_FROM = ProductCase.C_FROM;

    static Stream<KernelSet> sets() {
        return Stream.of(Kernels.plain(), Kernels.vector().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("sets")
    void everySmallSizeIsItsChains(KernelSet set) {
        for (int m : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 31, 33, 64, 65}) {
            for (int n : new int[] {1, 3, 7, 16, 17, 31, 33, 64, 65, 130}) {
                for (int k : new int[] {1, 3, 7, 16, 17, 33}) {
                    for (int transposed = 0; transposed < 4; transposed++) {
                        ProductCase c = ProductCase.of(m, n, k, transposed);
                        c.check(c.multiply(set.products()));
                        c.check(c.multiplyPacked(set.products()));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void chainsAreCutIntoBlocks(KernelSet set) {
        for (int k : new int[] {1023, 1024, 1025, 2049}) {
            for (int m : new int[] {1, 2, 3, 9}) {
                for (int n : new int[] {1, 17, 47, 130}) {
                    for (int transposed = 0; transposed < 4; transposed++) {
                        ProductCase c = ProductCase.of(m, n, k, transposed);
                        c.check(c.multiply(set.products()));
                        c.check(c.multiplyPacked(set.products()));
                    }
                }
            }
        }
    }

    /** Beyond the blocks of rows and columns, and the strips of few rows, that the vector kernels work in. */
    @ParameterizedTest
    @MethodSource("sets")
    void largeSizesAreTheirChains(KernelSet set) {
        int[][] sizes = {{200, 40, 9}, {3, 2100, 5}, {1, 2100, 1030}, {9, 1030, 6}, {200, 1030, 3}, {17, 1030, 2}};
        for (int[] size : sizes) {
            for (int transposed = 0; transposed < 4; transposed++) {
                ProductCase c = ProductCase.of(size[0], size[1], size[2], transposed);
                c.check(c.multiply(set.products()));
                c.check(c.multiplyPacked(set.products()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void valuesAreThoseOfTheProduct(KernelSet set) {
        for (int transposed = 0; transposed < 4; transposed++) {
            ProductCase c = ProductCase.of(33, 65, 300, transposed);
            float[] result = c.multiply(set.products());
            for (int i = 0; i < c.m; i++) {
                for (int j = 0; j < c.n; j++) {
                    assertThat((double) result[C_FROM + i * c.n + j])
                            .isCloseTo(c.exact(i, j), within(300 * 0x1p-24 * 30));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void bitsDoNotDependOnThreads(KernelSet set) {
        System.setProperty("rnn4j.threads.max", "4");
        try (Workers workers = Workers.of(4)) {
            int[][] sizes = {{1, 4097, 300}, {65, 333, 100}, {3, 1000, 700}, {1030, 40, 50}, {257, 129, 65}};
            for (int[] size : sizes) {
                for (int transposed = 0; transposed < 4; transposed++) {
                    ProductCase c = ProductCase.of(size[0], size[1], size[2], transposed);
                    assertThat(workers.within(() -> c.multiply(set.products()))).isEqualTo(c.multiply(set.products()));
                    assertThat(workers.within(() -> c.multiplyPacked(set.products())))
                            .isEqualTo(c.multiply(set.products()));
                }
            }
        } finally {
            System.clearProperty("rnn4j.threads.max");
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void emptyProducts(KernelSet set) {
        float[] c = {1, 1, 1, 1};
        float[] none = {};
        set.products().multiply(1, 2, 0, none, 0, false, none, 0, false, c, 1);
        assertThat(c).containsExactly(1, 0, 0, 1);
        set.products().multiply(0, 2, 3, none, 0, false, new float[6], 0, true, c, 0);
        set.products().multiply(2, 0, 3, new float[6], 0, true, none, 0, false, c, 0);
        assertThat(c).containsExactly(1, 0, 0, 1);
        PackedMatrix packed = set.products().pack(0, 3, none, 0, false);
        set.products().multiply(1, none, 0, false, packed, c, 0);
        assertThat(c).containsExactly(0, 0, 0, 1);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void notANumberInOneOperandStaysInItsRowAndColumn(KernelSet set) {
        ProductCase c = ProductCase.of(9, 47, 20, 0);
        c.setA(4, 3, Float.NaN);
        float[] result = c.multiply(set.products());
        for (int i = 0; i < 9; i++) {
            for (int j = 0; j < 47; j++) {
                assertThat(Float.isNaN(result[C_FROM + i * 47 + j])).isEqualTo(i == 4);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void repackingFollowsTheSource(KernelSet set) {
        for (int transposed = 0; transposed < 4; transposed += 2) {
            ProductCase old = ProductCase.of(5, 47, 1030, transposed);
            ProductCase changed = ProductCase.of(4, 47, 1030, transposed);
            PackedMatrix packed = set.products().pack(1030, 47, new float[1030 * 47], 0, false);
            assertThat(packed.rows()).isEqualTo(1030);
            assertThat(packed.columns()).isEqualTo(47);
            old.repack(set.products(), packed);
            old.check(old.multiplyPacked(set.products(), packed));
            changed.repack(set.products(), packed);
            changed.check(changed.multiplyPacked(set.products(), packed));
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void wrongRangesAreRefused(KernelSet set) {
        ProductKernels kernels = set.products();
        float[] six = new float[6];
        assertThatThrownBy(() -> kernels.multiply(2, 2, 3, new float[5], 0, false, six, 0, false, six, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> kernels.multiply(2, 2, 3, six, 0, false, six, 1, false, six, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> kernels.multiply(2, 2, 3, six, 0, false, six, 0, false, six, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> kernels.multiply(-1, 2, 3, six, 0, false, six, 0, false, six, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void packedByOneIsRefusedByTheOther() {
        PackedMatrix plain = Kernels.plain().products().pack(2, 2, new float[4], 0, false);
        assertThatThrownBy(() -> Kernels.vector()
                        .orElseThrow()
                        .products()
                        .multiply(1, new float[2], 0, false, plain, new float[2], 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("packed");
    }
}

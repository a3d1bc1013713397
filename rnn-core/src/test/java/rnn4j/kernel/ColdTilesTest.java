package rnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in for tiles that are not compiled yet has their bits. */
class ColdTilesTest {
    private static final int PANEL = Kernels.vector().isPresent() ? VectorPacking.PANEL : 0;

    @BeforeEach
    void tilesAreThere() {
        assumeTrue(Kernels.vector().isPresent(), "the module jdk.incubator.vector is not there");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 64", "2, 17", "2, 3"})
    void fewRows(int rows, int k) {
        for (boolean added : new boolean[] {false, true}) {
            float[] a = Floats.uniform(rows * (k + 3), 1);
            float[] b = Floats.uniform(3 * k * PANEL, 2);
            float[] cold = Floats.uniform(rows * 4 * PANEL, 3);
            float[] hot = cold.clone();
            for (int panel = 0; panel < 3; panel++) {
                int to = panel * PANEL;
                ColdTiles.multiply(rows, a, 0, k + 3, 1, b, panel * k * PANEL, k, cold, to, 4 * PANEL, added);
            }
            if (rows == 1) {
                VectorThinTiles.row1(a, 0, b, 0, k * PANEL, k, hot, 0, 2, added);
            } else {
                VectorThinTiles.rows2(a, 0, k + 3, b, 0, k * PANEL, k, hot, 0, 4 * PANEL, 1, added);
                VectorThinTiles.rows2(a, 0, k + 3, b, 2 * k * PANEL, k * PANEL, k, hot, 2 * PANEL, 4 * PANEL, 0, added);
            }
            assertThat(cold).isEqualTo(hot);
        }
    }

    @ParameterizedTest
    @CsvSource({"4, 1", "3, 33", "1, 7", "4, 64"})
    void rowsInPlace(int rows, int k) {
        for (boolean added : new boolean[] {false, true}) {
            float[] a = Floats.uniform(rows * (k + 5), 4);
            float[] b = Floats.uniform(k * PANEL, 5);
            float[] cold = Floats.uniform(rows * (PANEL + 1), 6);
            float[] hot = cold.clone();
            ColdTiles.multiply(rows, a, 0, k + 5, 1, b, 0, k, cold, 0, PANEL + 1, added);
            VectorTiles.rows4(a, 0, k + 5, b, 0, k, hot, 0, PANEL + 1, rows - 1, added);
            assertThat(cold).isEqualTo(hot);
        }
    }

    @ParameterizedTest
    @CsvSource({"4, 1", "3, 33", "1, 7", "4, 64"})
    void packedRows(int rows, int k) {
        for (boolean added : new boolean[] {false, true}) {
            float[] a = Floats.uniform(4 * k, 7);
            for (int i = 0; i < 4 * k; i++) {
                a[i] = a[i / 4 * 4 + Math.min(i % 4, rows - 1)]; // rows past the last repeat it
            }
            float[] b = Floats.uniform(k * PANEL, 8);
            float[] cold = Floats.uniform(rows * PANEL, 9);
            float[] hot = cold.clone();
            ColdTiles.multiply(rows, a, 0, 1, 4, b, 0, k, cold, 0, PANEL, added);
            VectorTiles.packed4(a, 0, b, 0, k, hot, 0, PANEL, rows - 1, added);
            assertThat(cold).isEqualTo(hot);
        }
    }

    /** C2 leaves out what it has not seen; a tile that was tried one way only would be compiled anew at its first use. */
    @Test
    void tilesAreTriedBothWays() {
        Set<Boolean> seen = new HashSet<>();
        new TileWarmth((depth, added) -> seen.add(added)).ready();
        assertThat(seen).containsExactlyInAnyOrder(true, false);
    }

    @ParameterizedTest
    @CsvSource({"1", "7", "33", "64"})
    void tallTiles(int k) {
        float[] a = Floats.uniform(12 * k, 10);
        float[] b = Floats.uniform(k * PANEL, 11);
        for (boolean added : new boolean[] {false, true}) {
            float[] cold = Floats.uniform(12 * (PANEL + 3), 12);
            float[] hot = cold.clone();
            ColdTiles.multiply(12, a, 0, 1, 12, b, 0, k, cold, 0, PANEL + 3, added);
            if (added) {
                VectorTallTiles.packed12Added(a, 0, b, 0, k, hot, 0, PANEL + 3);
            } else {
                VectorTallTiles.packed12(a, 0, b, 0, k, hot, 0, PANEL + 3);
            }
            assertThat(cold).isEqualTo(hot);
        }
    }
}

package rnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packed matrices begin where a line of the cache does; their left sides are cut into tall tiles and others. */
class PackedPanelsTest {

    @BeforeEach
    void panelsAreThere() {
        assumeTrue(Kernels.vector().isPresent(), "the module jdk.incubator.vector is not there");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 70", "128, 512", "1024, 256", "1024, 1024"})
    void beginsAtALine(int rows, int columns) {
        PackedPanels panels = PackedPanels.of(rows, columns);
        assertThat(panels.from % 16).isEqualTo(12); // behind a header of four
        assertThat(panels.values.length - panels.from).isGreaterThanOrEqualTo(size(panels));
    }

    private static int size(PackedPanels panels) {
        return panels.rows() * VectorPacking.padded(panels.columns());
    }

    /** Rows are cut into tall tiles and at most two others. */
    @Test
    void rowsAreCutIntoTiles() {
        for (int rows = 1; rows <= 200; rows++) {
            int tall = VectorPacking.tall(rows);
            assertThat(tall % VectorPacking.TALL).isZero();
            assertThat(tall).isBetween(0, rows);
            if (VectorPacking.TALL > VectorPacking.ROWS) {
                assertThat(rows - tall).isLessThanOrEqualTo(2 * VectorPacking.ROWS);
            } else {
                assertThat(tall).isZero();
            }
        }
    }
}

package rnn4j.cell.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rnn4j.tensor.Parameters;

/** What becomes of blocks and windows in a plan; that they keep the bits is held with all other cells. */
class WindowCellsTest {

    /** Each group's product reads its columns where they stand and is packed once. */
    @Test
    void blocksOnTheDiagonalAreProductsLikeOthers() {
        String plan = Plans.driver(WindowCells.blockDiagonal(7, 12, Parameters.seeded(1)))
                .explain();
        assertThat(plan)
                .contains("product of state1[0..3) with one weight", "product of state1[9..12) with one weight")
                .contains("one product over all steps of state1[3..6) and whole4[3..6)")
                .doesNotContain("by tensor operations");
    }

    /** The patches of all steps are laid out after the loop, for one product that is the gradient of the weights. */
    @Test
    void aConvolutionIsRunWithinTheLoopAndItsWeightsGradientAfterIt() {
        String plan = Plans.driver(WindowCells.convolution(7, 12, Parameters.seeded(1)))
                .explain();
        assertThat(plan).contains("conv2d by tensor operations", "patches by tensor operations -> whole10");
        assertThat(plan).contains("one product over all steps of whole10 and whole4");
    }
}

package rnn4j.testkit;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import rnn4j.cell.CellProvider;
import rnn4j.cell.CellSpec;

/**
 * What every cell keeps, as JUnit tests; a cell's own test is three lines.
 *
 * {@snippet :
 * class MyCellTest implements CellContract {
 *     @Override
 *     public CellProvider provider() {
 *         return new MyCell.Provider();
 *     }
 * }
 * }
 *
 * <p>Each property is one test, run at all sizes; its failure tells the smallest size, the seed, what was found, what
 * that means and what to do. What the contract cannot see is whether the equations are those of the paper: add numbers done by head.
 *
 * <p>A cell with options tries them by {@link #specs}:
 *
 * {@snippet :
 * @Override
 * public List<CellSpec> specs() {
 *     return CellContract.sizes().stream().map(size -> size.with("peephole", true)).toList();
 * }
 * }
 */
public interface CellContract {

    /** Returns the provider of the cell; it need not be named in a service file yet. */
    CellProvider provider();

    /** Returns the sizes and options to try; {@link #sizes} unless the cell takes only some, or has options. */
    default List<CellSpec> specs() {
        return sizes();
    }

    /** Returns the seed of all weights, inputs and states; failures print it. */
    default long seed() {
        return 1;
    }

    /**
     * Returns whether the gradient is that of the values, as the central differences see them.
     *
     * <p>A cell that bends its gradient on purpose, by {@code stopGradient} or a derivative of its own choice, says
     * {@code false}; its gradient is then held against the float64 engine only.
     */
    default boolean gradientIsExact() {
        return true;
    }

    /**
     * Returns whether a step of a stream allocates nothing, once it is warm.
     *
     * <p>So it is where every operation goes element by element, along the last axis, or multiplies with weights. A cell with
     * others, such as convolutions or matrices of its own for each row, says {@code false}: they make tensors.
     */
    default boolean streamsWithoutAllocation() {
        return true;
    }

    /** Returns the sizes that are tried: hidden 1, 3, 7, 16, 17 and 33, each with another input, without options. */
    static List<CellSpec> sizes() {
        return List.of(
                CellSpec.of(1, 1),
                CellSpec.of(2, 3),
                CellSpec.of(5, 7),
                CellSpec.of(3, 16),
                CellSpec.of(4, 17),
                CellSpec.of(17, 33));
    }

    /**
     * Tests everything, and prints a certificate at the end: who was looked at, what held, the worst errors.
     *
     * <p>A property that there is nothing to look at for, such as one of graphs where a step reads values, counts as not looked
     * at; the certificate tells why.
     */
    @TestFactory
    default Stream<DynamicNode> contract() {
        return new Certificate(this).tests();
    }
}

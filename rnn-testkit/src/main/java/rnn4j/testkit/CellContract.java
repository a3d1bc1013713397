package rnn4j.testkit;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
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
 * <p>Each property is one test, run at all sizes; its failure tells the size, the seed, what was found, what that means and
 * what to do. What the contract cannot see is whether the equations are those of the paper: add numbers done by head.
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

    /** Tests name, options, sizes, parameters, saving and loading. */
    @TestFactory
    default Stream<DynamicTest> theProviderKeepsItsWord() {
        return tests(ProviderProperties.all());
    }

    /** Tests that a step depends on its arguments and the parameters only. */
    @TestFactory
    default Stream<DynamicTest> aStepIsAFunction() {
        return tests(StepProperties.all());
    }

    /** Tests cuts, directions, resets, initial states, and sequences without steps. */
    @TestFactory
    default Stream<DynamicTest> aSequenceIsItsSteps() {
        return tests(SequenceProperties.all());
    }

    /** Tests that rows do not meet, and padding reaches nothing. */
    @TestFactory
    default Stream<DynamicTest> aRowIsAlone() {
        return tests(RowProperties.all());
    }

    /** Tests gradients against central differences, and float32 against float64. */
    @TestFactory
    default Stream<DynamicTest> gradientsAreThoseOfTheValues() {
        return tests(GradientProperties.all(gradientIsExact()));
    }

    /** Tests the step as a graph: traced, printed, read back, run. */
    @TestFactory
    default Stream<DynamicTest> theGraphIsTheStep() {
        return tests(GraphProperties.all());
    }

    /** Tests what layers run against the steps: sequences of all kinds, and a session. */
    @TestFactory
    default Stream<DynamicTest> aPlanIsTheSteps() {
        return tests(PlanProperties.all());
    }

    private Stream<DynamicTest> tests(List<Property> properties) {
        CellProvider provider = provider();
        List<Trial> trials = specs().stream()
                .flatMap(spec -> IntStream.of(1, 2, 5).mapToObj(batch -> new Trial(provider, spec, batch, seed())))
                .toList();
        return properties.stream()
                .map(property -> DynamicTest.dynamicTest(property.name(), () -> property.require(trials)));
    }
}

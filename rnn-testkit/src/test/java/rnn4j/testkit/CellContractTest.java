package rnn4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;
import rnn4j.cell.Cell;
import rnn4j.cell.CellProvider;
import rnn4j.cell.CellSpec;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Tensor;

/** Right cells pass, and each fault is found by the property that is there for it. */
class CellContractTest {

    private static final String SHAPE = "shape() tells the truth and is constant";
    private static final String REPEATED = "two equal calls give the same bits";
    private static final String ORDER = "the order of calls does not matter";
    private static final String ALONE = "a row of a batch is the row alone";
    private static final String NEIGHBOURS = "a row does not see its neighbours";
    private static final String GRADIENTS = "gradients are central differences in float64";

    /** A contract over few sizes, enough for faults that show at every size. */
    private record Small(CellProvider provider, boolean gradientIsExact, List<CellSpec> specs) implements CellContract {
        Small(CellProvider provider) {
            this(provider, true, List.of(CellSpec.of(2, 3), CellSpec.of(5, 7)));
        }

        /** Returns what each broken property says, by its name; those that were not looked at are left out. */
        Map<String, String> broken() {
            return run(this);
        }
    }

    private static Map<String, String> run(CellContract contract) {
        Map<String, String> broken = new LinkedHashMap<>();
        tests(contract).forEach(test -> {
            try {
                test.getExecutable().execute();
            } catch (TestAbortedException e) {
                assertThat(e).hasMessageMatching("(?s).*(on purpose|among threads).*");
            } catch (AssertionError e) {
                broken.put(test.getDisplayName(), String.valueOf(e.getMessage()));
            } catch (Throwable e) { // whatever a cell throws is told as a broken property
                throw new IllegalStateException("a property let through what the cell threw", e);
            }
        });
        return broken;
    }

    private static Stream<DynamicTest> tests(CellContract contract) {
        return Stream.of(
                        contract.theProviderKeepsItsWord(),
                        contract.aStepIsAFunction(),
                        contract.aSequenceIsItsSteps(),
                        contract.aRowIsAlone(),
                        contract.gradientsAreThoseOfTheValues(),
                        contract.theGraphIsTheStep(),
                        contract.aPlanIsTheSteps())
                .flatMap(group -> group);
    }

    private static Arguments fault(
            String name, BiFunction<CellSpec, Parameters, Cell> factory, String property, String found) {
        return Arguments.of(name, ToyCell.Provider.of(factory), property, found);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("joined on the wrong axis", FaultyCells.WrongAxis::new, ALONE, "among 2 rows"),
                fault(
                        "states swapped",
                        FaultyCells.SwappedStates::new,
                        SHAPE,
                        "'h' [1, 2, 3] where shape() says [1, 3]"),
                fault("counter in a field", FaultyCells.Counter::new, REPEATED, "at a later one"),
                fault("random number in the step", FaultyCells.Dropout::new, REPEATED, "at the first call"),
                fault("branch on the batch size", FaultyCells.SingleRow::new, ALONE, "alone"),
                fault("input of the call before kept", FaultyCells.Memory::new, ORDER, "in one order of calls"),
                fault("mean over the batch", FaultyCells.BatchMean::new, NEIGHBOURS, "with neighbours of 1000.0"),
                fault(
                        "initial state other than declared",
                        FaultyCells.RestlessStart::new,
                        "no initial state given is the declared one",
                        "with the declared one given"),
                fault("initial state that changes", FaultyCells.RestlessStart::new, SHAPE, "before a step"),
                fault(
                        "overflow",
                        FaultyCells.Overflow::new,
                        "inputs of 1000 and -1000 give finite values and gradients",
                        "NaN or infinity"),
                fault("gradient cut", FaultyCells.CutGradient::new, GRADIENTS, "the gradient of input"),
                fault("wrong slope", FaultyCells.WrongSlope::new, GRADIENTS, "the gradient of input"),
                fault(
                        "digits lost",
                        FaultyCells.LostDigits::new,
                        "float32 is close to float64",
                        "is allowed between them"),
                fault(
                        "weights kept from the beginning",
                        FaultyCells.KeptTranspose::new,
                        "saved is loaded",
                        "when loaded"),
                fault("parameter for nothing", FaultyCells.Idle::new, "every parameter reaches a result", "[idle]"),
                Arguments.of(
                        "one counter for all cells", FaultyCells.sharing(), "two cells share nothing", "another cell"),
                Arguments.of(
                        "weights not from the seed", FaultyCells.unseeded(), "one seed makes one cell", "in the first"),
                Arguments.of(
                        "any option accepted",
                        FaultyCells.greedy(),
                        "an unknown option is refused and the known ones are listed",
                        "'no-such-option' was accepted"),
                Arguments.of(
                        "illegal name",
                        new ToyCell.Provider("Toy Cell", ToyCell::new),
                        "the name is legal and never changes",
                        "'Toy Cell'; use lower-case letters"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("faults")
    void aFaultIsFound(String fault, CellProvider provider, String property, String found) {
        Map<String, String> broken = new Small(provider).broken();

        assertThat(broken).containsKey(property);
        assertThat(broken.get(property))
                .startsWith("cell contract: '" + property + "' does not hold for ")
                .contains(found)
                .contains("seed 1")
                .contains(" sizes are broken); ");
    }

    /** A property that no fault breaks would be no test. An illegal name breaks all, and wrong shapes nearly. */
    @Test
    void everyPropertyCanBeBroken() {
        Set<String> properties = new LinkedHashSet<>();
        tests(new Small(ToyCell.Provider.of(ToyCell::new))).forEach(test -> properties.add(test.getDisplayName()));
        List<CellSpec> sharedAmongThreads = List.of(CellSpec.of(1, 33));
        CellProvider counter = ToyCell.Provider.of(FaultyCells.Counter::new);
        Set<String> broken = new LinkedHashSet<>(
                new Small(counter, true, sharedAmongThreads).broken().keySet());
        faults().filter(fault -> !Set.of("illegal name", "states swapped").contains(fault.get()[0]))
                .forEach(fault -> broken.addAll(new Small((CellProvider) Objects.requireNonNull(fault.get()[1]))
                        .broken()
                        .keySet()));

        broken.add("the name is legal and never changes");
        assertThat(broken).containsExactlyInAnyOrderElementsOf(properties);
    }

    @Test
    void aRightCellPassesAtAllSizes() {
        CellProvider provider = ToyCell.Provider.of(ToyCell::new);

        assertThat(run(() -> provider)).isEmpty();
    }

    @Test
    void aKinkIsNoFault() {
        CellProvider relu = ToyCell.Provider.of((spec, parameters) -> new ToyCell(spec, parameters) {
            @Override
            Tensor before(Tensor x, Tensor h) {
                return super.before(x, h).relu();
            }
        });

        assertThat(new Small(relu).broken()).isEmpty();
    }

    @Test
    void aGradientBentOnPurposeIsLegal() {
        CellProvider cut = ToyCell.Provider.of(FaultyCells.CutGradient::new);

        assertThat(new Small(cut, false, List.of(CellSpec.of(2, 3))).broken()).isEmpty();
    }

    @Test
    void optionsAreTriedAndListed() {
        CellProvider scaled = ToyCell.Provider.of((spec, parameters) -> {
            double scale = spec.number("scale", 1);
            return new ToyCell(spec, parameters) {
                @Override
                Tensor after(Tensor h) {
                    return h.mul((float) scale);
                }
            };
        });
        CellContract contract = new CellContract() {
            @Override
            public CellProvider provider() {
                return scaled;
            }

            @Override
            public List<CellSpec> specs() {
                return List.of(CellSpec.of(2, 3), CellSpec.of(2, 3).with("scale", 0.5));
            }
        };

        assertThat(run(contract)).isEmpty();
    }
}

package rnn4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;
import rnn4j.cell.CellProvider;
import rnn4j.cell.CellSpec;
import rnn4j.tensor.Tensor;

/** Faults P05 and P06: right cells pass, and each fault is found by the property that is there for it. */
class CellContractTest {

    private static final int FEWEST_PROPERTIES = 60;
    private static final int FEWEST_FAULTS = 40;

    /** What each fault breaks, by the fault's name: the property and what it says. */
    private static final Map<String, Map<String, String>> BROKEN = new ConcurrentHashMap<>();

    /** A contract over few sizes. */
    private record Small(CellProvider provider, boolean gradientIsExact, List<CellSpec> specs) implements CellContract {
        Small(CellProvider provider) {
            this(provider, true, List.of(CellSpec.of(2, 3), CellSpec.of(5, 7)));
        }
    }

    /** Returns what each broken property says, by its name; those that were not looked at are left out. */
    private static Map<String, String> broken(CellContract contract) {
        Map<String, String> broken = new LinkedHashMap<>();
        properties(contract.contract()).forEach(test -> {
            try {
                test.getExecutable().execute();
            } catch (TestAbortedException e) {
                assertThat(e.getMessage())
                        .as("why %s was not looked at", test.getDisplayName())
                        .isNotBlank();
            } catch (AssertionError e) {
                broken.put(test.getDisplayName(), String.valueOf(e.getMessage()));
            } catch (Throwable e) { // whatever a cell throws is told as a broken property
                throw new IllegalStateException("a property let through what the cell threw", e);
            }
        });
        return broken;
    }

    private static Stream<DynamicTest> properties(Stream<DynamicNode> nodes) {
        return nodes.flatMap(node -> node instanceof DynamicContainer chapter ? chapter.getChildren() : Stream.empty())
                .map(DynamicTest.class::cast);
    }

    static List<Fault> faults() {
        return Stream.of(FaultyProviders.all(), FaultyMemories.all(), FaultyRows.all(), FaultyGradients.all())
                .flatMap(each -> each)
                .toList();
    }

    private static Map<String, String> brokenBy(Fault fault) {
        return BROKEN.computeIfAbsent(fault.name(), name -> broken(fault));
    }

    @AfterAll
    static void print() {
        System.out.println("faulty cells, and what finds them");
        for (Fault fault : faults()) {
            Map<String, String> broken = BROKEN.getOrDefault(fault.name(), Map.of());
            System.out.printf(
                    "  %-56s %s%s%n",
                    fault.name(),
                    broken.containsKey(fault.property()) ? fault.property() : "NOT FOUND",
                    broken.size() > 1 ? " (and " + (broken.size() - 1) + " more)" : "");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultIsFound(Fault fault) {
        Map<String, String> broken = brokenBy(fault);

        assertThat(broken).containsKey(fault.property());
        assertThat(broken.get(fault.property()))
                .startsWith("cell contract: '" + fault.property() + "' does not hold for ")
                .contains(fault.found())
                .contains("seed 1")
                .contains(" sizes are broken); ");
    }

    /** A property that no fault breaks would be no test. */
    @Test
    void everyPropertyCanBeBroken() {
        Set<String> properties = new LinkedHashSet<>();
        properties(new Small(ToyCell.Provider.of(ToyCell::new)).contract())
                .forEach(test -> properties.add(test.getDisplayName()));
        Set<String> broken = new LinkedHashSet<>();
        // an illegal name and wrong shapes break nearly all, which shows nothing of a property
        List<String> whole = List.of("illegal name", "states swapped", "input and output exchanged");
        faults().forEach(fault -> {
            if (whole.contains(fault.name())) {
                broken.add(fault.property());
            } else {
                broken.addAll(brokenBy(fault).keySet());
            }
        });

        assertThat(broken).containsExactlyInAnyOrderElementsOf(properties);
        assertThat(properties).hasSizeGreaterThanOrEqualTo(FEWEST_PROPERTIES);
        assertThat(faults().stream().map(Fault::name).distinct()).hasSizeGreaterThanOrEqualTo(FEWEST_FAULTS);
    }

    @Test
    void aRightCellPassesAtAllSizes() {
        CellProvider provider = ToyCell.Provider.of(ToyCell::new);

        assertThat(broken(() -> provider)).isEmpty();
    }

    @Test
    void aKinkIsNoFault() {
        CellProvider relu = ToyCell.Provider.of((spec, parameters) -> ToyCell.before(spec, parameters, Tensor::relu));

        assertThat(broken(new Small(relu))).isEmpty();
    }

    @Test
    void aGradientBentOnPurposeIsLegal() {
        CellProvider bent = ToyCell.Provider.of((spec, parameters) -> ToyCell.before(
                spec,
                parameters,
                own -> Tensor.ownDerivative(own, own.tanh(), own.tanh().oneMinus())));

        assertThat(broken(new Small(bent, false, List.of(CellSpec.of(2, 3))))).isEmpty();
    }

    @Test
    void optionsAreTriedAndListed() {
        CellProvider scaled = ToyCell.Provider.of((spec, parameters) -> {
            double scale = spec.number("scale", 1);
            return ToyCell.after(spec, parameters, h -> h.mul((float) scale));
        });

        List<CellSpec> specs = List.of(CellSpec.of(2, 3), CellSpec.of(2, 3).with("scale", 0.5));
        assertThat(broken(new Small(scaled, true, specs))).isEmpty();
    }

    @Test
    void theFailureTellsTheSmallestSize() {
        Fault fault = Fault.of(
                        "wrong from 5 units on",
                        (spec, parameters) -> ToyCell.after(
                                spec,
                                parameters,
                                h -> h.mul(
                                        spec.hidden() < 5
                                                ? 1f
                                                : 1f / Math.max(1, h.shape().size(0)))),
                        "a row of a batch is the row alone",
                        "")
                .at(CellSpec.of(17, 33), CellSpec.of(5, 7), CellSpec.of(2, 3));

        assertThat(Objects.requireNonNull(broken(fault).get(fault.property())))
                .contains("input 5, hidden 7, batch 1, seed 1; 6 of 9 sizes are broken");
    }

    @Test
    void theCertificateTellsWhatWasFound() {
        String kept = certificate(new Small(ToyCell.Provider.of(ToyCell::new)));
        assertThat(kept)
                .contains("cell contract of toy.cell, version 1 (rnn4j.testkit.ToyCell$Provider): kept")
                .contains("properties held, from input 2, hidden 3, batch 1 to input 5, hidden 7, batch 5, seed 1")
                .contains("not looked at: an option of another kind is refused (no spec of specs() has options)")
                .containsPattern("runs by a plan; graph [0-9a-f]{64}")
                .containsPattern("gradients against differences +\\d.\\de-\\d\\d of 1e-09");

        String cut = certificate(new Small(
                ToyCell.Provider.of((spec, parameters) -> ToyCell.before(spec, parameters, Tensor::stopGradient))));
        assertThat(cut)
                .contains("BROKEN", "broken: 'gradients of the input are central differences' does not hold")
                .doesNotContain("kept");
    }

    private static String certificate(CellContract contract) {
        Certificate certificate = new Certificate(contract);
        properties(certificate.tests()).forEach(test -> {
            try {
                test.getExecutable().execute();
            } catch (Throwable e) {
                assertThat(e).isInstanceOfAny(AssertionError.class, TestAbortedException.class);
            }
        });
        return certificate.text();
    }
}

package rnn4j.testkit;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;
import rnn4j.cell.CellProvider;
import rnn4j.cell.Driver;
import rnn4j.cell.graph.StepGraph;
import rnn4j.cell.plan.Plans;

/** Looks at a cell, property by property, and tells at the end what was found. */
final class Certificate {

    private final List<Chapter> chapters;
    private final List<Trial> trials;
    private final Worst worst = new Worst();
    private final Map<String, String> passedOver = new LinkedHashMap<>();
    private final Map<String, String> broken = new LinkedHashMap<>();
    private final long began = System.nanoTime();
    private int held;

    /** Begins the certificate of a contract. */
    Certificate(CellContract contract) {
        chapters = Chapter.all(contract);
        CellProvider provider = contract.provider();
        trials = contract.specs().stream()
                .flatMap(spec -> IntStream.of(1, 2, 5)
                        .mapToObj(batch -> new Trial(provider, spec, batch, contract.seed(), worst)))
                .sorted(Comparator.comparingLong(Trial::work))
                .toList();
    }

    /** Returns a test of each property, by chapters, which writes down what became of it; the last one prints it all. */
    Stream<DynamicNode> tests() {
        Stream<DynamicNode> looked = chapters.stream()
                .map(chapter -> DynamicContainer.dynamicContainer(
                        chapter.title(),
                        chapter.properties().stream()
                                .map(property -> DynamicTest.dynamicTest(property.name(), () -> require(property)))));
        return Stream.concat(looked, Stream.of(DynamicTest.dynamicTest("certificate", () -> System.out.print(text()))));
    }

    private void require(Property property) {
        try {
            property.require(trials);
            held++;
        } catch (TestAbortedException e) {
            passedOver.put(property.name(), String.valueOf(e.getMessage()).replace("Assumption failed: ", ""));
            throw e;
        } catch (AssertionError e) {
            broken.put(property.name(), String.valueOf(e.getMessage()).replace("cell contract: ", ""));
            throw e;
        }
    }

    /** Returns the text: who was looked at, what held, the worst errors; or what was broken. */
    String text() {
        Trial smallest = trials.getFirst();
        CellProvider provider = smallest.provider();
        StringBuilder text = new StringBuilder();
        text.append("cell contract of %s, version %d (%s): %s%n"
                .formatted(
                        provider.name(),
                        provider.version(),
                        provider.getClass().getName(),
                        broken.isEmpty() ? "kept" : "BROKEN"));
        text.append("  %d properties held, from %s to %s, seed %d%n"
                .formatted(held, smallest.size(), trials.getLast().size(), smallest.seed()));
        broken.values().forEach(message -> text.append("  broken: %s%n".formatted(message)));
        passedOver.forEach((name, why) -> text.append("  not looked at: %s (%s)%n".formatted(name, why)));
        if (broken.isEmpty()) {
            text.append("  %s%n".formatted(how(smallest)));
        }
        return text.append(worst.lines())
                .append("  %.1f s%n".formatted((System.nanoTime() - began) * 1e-9))
                .toString();
    }

    private static String how(Trial trial) {
        Subject subject = trial.subject();
        Driver driver = Plans.driver(subject.cell());
        boolean planned = driver.cost(1, 1).isPresent();
        return planned
                ? "runs by a plan; graph "
                        + StepGraph.trace(subject.cell(), subject.parameters()).hash()
                : driver.explain().strip();
    }
}

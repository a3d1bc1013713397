package rnn4j.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import rnn4j.cell.CellProvider;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Tensor;

/** What a provider says of its cell is so: name, version, and cells that are made of nothing but what it was given. */
final class ProviderProperties {

    private ProviderProperties() {}

    static List<Property> all() {
        return List.of(
                new Property(
                        "the name is legal and never changes",
                        "no registry would offer the cell, and files name it; return one constant name such as"
                                + " 'acme.my-cell'",
                        ProviderProperties::name),
                new Property(
                        "the version is 1 or more and never changes",
                        "files tell by it whether weights fit; return one constant number, and raise it when the layout of"
                                + " the parameters changes",
                        ProviderProperties::version),
                new Property(
                        "one seed makes one cell",
                        "a run could not be repeated; draw weights by the init given to create(…), from nothing else",
                        ProviderProperties::oneSeed),
                new Property(
                        "another seed makes another cell",
                        "many runs would all be one; draw weights by the init given to create(…), from the random source"
                                + " that it is given",
                        ProviderProperties::anotherSeed),
                new Property(
                        "two cells share nothing",
                        "two layers of a model would disturb each other; keep nothing in static fields or in the"
                                + " provider",
                        ProviderProperties::apart),
                new Property(
                        "a cell does not depend on its scope",
                        "a layer would change with its name or its neighbours; create parameters in the scope that is"
                                + " given, by constant names, and do not ask for it",
                        ProviderProperties::scopes));
    }

    private static void name(Trial trial) {
        CellProvider provider = trial.provider();
        CellRegistry registry = CellRegistry.of(provider);
        if (!registry.problems().isEmpty()) {
            throw new AssertionError("the registry refuses it: " + registry.problems());
        }
        if (!registry.names().equals(List.of(provider.name()))) {
            throw new AssertionError("it was " + registry.names() + " and is '" + provider.name() + "' now");
        }
    }

    private static void version(Trial trial) {
        int first = trial.provider().version();
        trial.subject();
        int second = trial.provider().version();
        if (first < 1 || first != second) {
            throw new AssertionError("it is " + first + ", and when a cell was made " + second);
        }
    }

    private static void oneSeed(Trial trial) {
        Subject one = trial.subject();
        Subject other = trial.subject();
        Map<String, Tensor> first = one.parameters().named();
        Map<String, Tensor> second = other.parameters().named();
        if (!List.copyOf(first.keySet()).equals(List.copyOf(second.keySet()))) {
            throw new AssertionError(
                    "the first has the parameters " + first.keySet() + ", the second " + second.keySet());
        }
        Bits bits = new Bits("in the first", "in the second");
        first.forEach((name, value) -> bits.same("parameter '" + name + "'", value, second.getOrDefault(name, value)));
        bits.same(one.results(), other.results());
    }

    private static void anotherSeed(Trial trial) {
        Map<String, Tensor> first = trial.fresh().parameters().named();
        Map<String, Tensor> second =
                trial.withSeed(trial.seed() + 1).fresh().parameters().named();
        Assumptions.assumeFalse(first.isEmpty(), "it has no parameters");
        boolean differs = first.entrySet().stream()
                .anyMatch(each -> !each.getValue().sameBits(second.getOrDefault(each.getKey(), each.getValue())));
        if (!differs) {
            throw new AssertionError("all of " + first.keySet() + " begin with the same numbers from the seeds "
                    + trial.seed() + " and " + (trial.seed() + 1));
        }
    }

    private static void apart(Trial trial) {
        Subject alone = trial.subject();
        Unrolled before = alone.results();
        Subject other = trial.withSeed(trial.seed() + 1).subject();
        other.results();
        other.parameters().update(trial.moved(other.parameters().named()));
        other.results();
        new Bits("before another cell was made, trained and run", "after it").same(before, alone.results());
    }

    private static void scopes(Trial trial) {
        Subject alone = trial.fresh();
        Parameters model = Parameters.seeded(trial.seed());
        Subject first = new Subject(trial, trial.create(model.scope("first")), model.scope("first"));
        Subject second = new Subject(trial, trial.create(model.scope("second")), model.scope("second"));
        Map<String, Tensor> scoped = new LinkedHashMap<>();
        alone.parameters().named().forEach((name, value) -> scoped.put("first." + name, value));
        if (!first.parameters().named().keySet().equals(scoped.keySet())) {
            throw new AssertionError("in the scope 'first' it has the parameters "
                    + first.parameters().named().keySet() + ", alone "
                    + alone.parameters().named().keySet());
        }
        first.parameters().update(scoped);
        second.parameters().update(trial.moved(second.parameters().named()));
        new Bits("alone", "in a scope, beside another cell of the model").same(alone.results(), first.results());
    }
}

package rnn4j.testkit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import rnn4j.cell.Cell;
import rnn4j.cell.CellProvider;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellShape;
import rnn4j.cell.StateShape;
import rnn4j.cell.Step;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** What a provider says of its cell is so: name, options, sizes, parameters. */
final class ProviderProperties {

    private static final int TIME = 4;
    private static final String UNKNOWN = "no-such-option";

    private ProviderProperties() {}

    static List<Property> all() {
        return List.of(
                new Property(
                        "the name is legal and never changes",
                        "no registry would offer the cell, and files name it; return one constant name such as"
                                + " 'acme.my-cell'",
                        ProviderProperties::name),
                new Property(
                        "an unknown option is refused and the known ones are listed",
                        "a misspelt option would pass unnoticed; read each option by its own name, through"
                                + " spec.flag, number, integer, text or choice",
                        ProviderProperties::options),
                new Property(
                        "shape() tells the truth and is constant",
                        "drivers, layers and files rely on it; keep it in a final field that the step agrees with",
                        ProviderProperties::shape),
                new Property(
                        "one seed makes one cell",
                        "a run could not be repeated; draw weights by the init given to create(…), from nothing else",
                        ProviderProperties::seed),
                new Property(
                        "two cells share nothing",
                        "two layers of a model would disturb each other; keep nothing in static fields or in the"
                                + " provider",
                        ProviderProperties::apart),
                new Property(
                        "saved is loaded",
                        "a model file would not give the model back; make every trainable by create(…) and compute"
                                + " nothing from its values but in step()",
                        ProviderProperties::loaded));
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

    private static void options(Trial trial) {
        CellProvider provider = trial.provider();
        String message;
        try {
            CellRegistry.of(provider)
                    .create(provider.name(), trial.spec().with(UNKNOWN, 1), Parameters.seeded(trial.seed()));
            throw new AssertionError("option '" + UNKNOWN + "' was accepted");
        } catch (IllegalArgumentException e) {
            message = String.valueOf(e.getMessage());
        }
        if (!message.contains("unknown option '" + UNKNOWN + "'")) {
            throw new AssertionError(
                    "option '" + UNKNOWN + "' was refused with \"" + message + "\", which does not call it unknown");
        }
        for (String known : trial.spec().options().keySet()) {
            if (!message.contains(known)) {
                throw new AssertionError("the refusal \"" + message + "\" does not list option '" + known + "'");
            }
        }
    }

    private static void shape(Trial trial) {
        Subject subject = trial.subject();
        Cell cell = subject.cell();
        CellShape before = cell.shape();
        if (before.input() != trial.spec().input()) {
            throw new AssertionError("it declares input " + before.input() + " for " + trial.spec());
        }
        Set<String> created = subject.parameters().named().keySet();
        Step step = cell.step(subject.inputs("x", 1).index(0, 0), subject.initial(trial.batch()));
        Shape output = Shape.of(trial.batch(), before.output());
        if (!step.output().shape().equals(output)) {
            throw new AssertionError(
                    "step returns the output " + step.output().shape() + " where shape() says " + output);
        }
        for (StateShape state : before.states()) {
            Shape next = step.state().get(state.name()).shape();
            if (!next.equals(state.of(trial.batch()))) {
                throw new AssertionError("step returns state '" + state.name() + "' " + next + " where shape() says "
                        + state.of(trial.batch()));
            }
        }
        if (step.state().names().size() != before.states().size()) {
            throw new AssertionError("step returns the states " + step.state().names() + " where it is " + before);
        }
        constant(before, cell.shape());
        if (!subject.parameters().named().keySet().equals(created)) {
            throw new AssertionError("the step created parameters; create them with the cell");
        }
    }

    private static void constant(CellShape before, CellShape after) {
        if (!after.toString().equals(before.toString()) || !after.columnNames().equals(before.columnNames())) {
            throw new AssertionError("it was " + before + " and is " + after + " after a step");
        }
        for (int i = 0; i < before.states().size(); i++) {
            StateShape state = before.states().get(i);
            new Bits("before a step", "after it")
                    .same(
                            "initial state '" + state.name() + "'",
                            state.initial(),
                            after.states().get(i).initial());
            if (!state.initial().finite()) {
                throw new AssertionError("initial state '" + state.name() + "' is not finite: " + state.initial());
            }
        }
    }

    private static void seed(Trial trial) {
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
        bits.same(results(one), results(other));
    }

    private static void apart(Trial trial) {
        Subject alone = trial.subject();
        Unrolled before = results(alone);
        Subject other = trial.withSeed(trial.seed() + 1).subject();
        results(other);
        other.parameters().update(trial.moved(other.parameters().named()));
        results(other);
        new Bits("before another cell was made, trained and run", "after it").same(before, results(alone));
    }

    private static void loaded(Trial trial) {
        Subject changed = trial.subject();
        Parameters stored = Parameters.of(changed.parameters().snapshot().tensors());
        Subject loaded = new Subject(trial, trial.create(stored), stored);
        if (!stored.unclaimed().isEmpty()) {
            throw new AssertionError(
                    "when loaded it does not ask for " + stored.unclaimed() + ", which it had created");
        }
        Bits bits = new Bits("when it was saved", "when loaded");
        bits.same(results(changed), results(loaded));
        Parameters frozen = stored.freeze();
        new Bits("when loaded", "when frozen")
                .same(results(loaded), results(new Subject(trial, trial.create(frozen), frozen)));
    }

    private static Unrolled results(Subject subject) {
        return subject.run(
                subject.inputs("x", TIME), subject.initial(subject.trial().batch()));
    }
}

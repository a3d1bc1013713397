package rnn4j.testkit;

import java.util.List;
import java.util.Map;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Tensor;

/** Parameters hold all that a cell has learned, and a cell uses them as they are. */
final class ParameterProperties {

    private ParameterProperties() {}

    static List<Property> all() {
        String cure = "make every trainable by create(…) and compute nothing from its values but in step()";
        return List.of(
                new Property(
                        "parameters begin finite",
                        "the first loss would be NaN; look at the init given to create(…)",
                        ParameterProperties::finite),
                new Property(
                        "a loaded cell asks for every parameter that was saved",
                        "a model file would be refused; create the same parameters whether they are there or not",
                        ParameterProperties::claimed),
                new Property(
                        "saved is loaded",
                        "a model file would not give the model back; " + cure,
                        ParameterProperties::loaded),
                new Property(
                        "frozen parameters give the same bits",
                        "a service would give other answers than training saw; " + cure,
                        ParameterProperties::frozen),
                new Property(
                        "trained weights are used at once",
                        "training would move weights that nobody uses; " + cure + ", and keep none of it in a field",
                        ParameterProperties::trained));
    }

    private static void finite(Trial trial) {
        trial.fresh().parameters().named().forEach((name, value) -> {
            if (!value.finite()) {
                throw new AssertionError("parameter '" + name + "' " + value.shape() + " holds NaN or infinity");
            }
        });
    }

    private static Subject stored(Subject subject) {
        Parameters stored = Parameters.of(subject.parameters().snapshot().tensors());
        return new Subject(subject.trial(), subject.trial().create(stored), stored);
    }

    private static void claimed(Trial trial) {
        Subject loaded = stored(trial.subject());
        if (!loaded.parameters().unclaimed().isEmpty()) {
            throw new AssertionError(
                    "when loaded it does not ask for " + loaded.parameters().unclaimed() + ", which it had created");
        }
    }

    private static void loaded(Trial trial) {
        Subject changed = trial.subject();
        new Bits("when it was saved", "when loaded")
                .same(changed.results(), stored(changed).results());
    }

    private static void frozen(Trial trial) {
        Subject changed = trial.subject();
        Parameters frozen = changed.parameters().freeze();
        new Bits("with the parameters themselves", "with frozen ones")
                .same(changed.results(), new Subject(trial, trial.create(frozen), frozen).results());
    }

    /** The cell has run before its weights change, so that whatever it keeps is kept. */
    private static void trained(Trial trial) {
        Subject subject = trial.fresh();
        subject.results();
        Map<String, Tensor> moved = trial.moved(subject.parameters().named());
        subject.parameters().update(moved);
        new Bits("by the cell whose weights were trained", "by a new cell with the trained weights")
                .same(subject.results(), stored(subject).results());
    }
}

package rnn4j.testkit;

import java.util.List;
import org.junit.jupiter.api.Assumptions;
import rnn4j.cell.CellProvider;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.tensor.Parameters;

/** Options are read as they are given, and no other is taken. */
final class OptionProperties {

    private static final String UNKNOWN = "no-such-option";

    private OptionProperties() {}

    static List<Property> all() {
        return List.of(
                new Property(
                        "an unknown option is refused and the known ones are listed",
                        "a misspelt option would pass unnoticed; read each option by its own name, through"
                                + " spec.flag, number, integer, text or choice",
                        OptionProperties::unknownOption),
                new Property(
                        "an option of another kind is refused",
                        "a number that is a text, or a text that is a number, would count as the standard value; read"
                                + " options through spec.flag, number, integer, text or choice and catch nothing",
                        OptionProperties::optionOfAnotherKind));
    }

    private static void unknownOption(Trial trial) {
        String message = refusal(trial, trial.spec().with(UNKNOWN, 1), UNKNOWN);
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

    private static void optionOfAnotherKind(Trial trial) {
        Assumptions.assumeFalse(trial.spec().options().isEmpty(), "no spec of specs() has options");
        trial.spec().options().forEach((option, value) -> {
            Object other = value instanceof String ? 1 : "of another kind";
            String message = refusal(trial, trial.spec().with(option, other), option);
            if (!message.contains(option)) {
                throw new AssertionError("option '" + option + "' as " + other + " was refused with \"" + message
                        + "\", which does not name it");
            }
        });
    }

    private static String refusal(Trial trial, CellSpec spec, String option) {
        CellProvider provider = trial.provider();
        try {
            CellRegistry.of(provider).create(provider.name(), spec, Parameters.seeded(trial.seed()));
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("option '" + option + "' as " + spec.options().get(option) + " was accepted");
    }
}

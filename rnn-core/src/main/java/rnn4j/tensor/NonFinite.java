package rnn4j.tensor;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a pass first had a number that is NaN or infinite, of which its loss or its gradients became so.
 *
 * @param kind whether it was made, and how, or given
 * @param operation that made it, or that read it first
 * @param layer the scope of the nearest parameters behind it, such as {@code encoder.lstm}; empty where there are none
 * @param place in the model, as errors tell it, with the step; empty outside of named places
 * @param index of the first such number in its tensor
 * @param shape of that tensor
 * @param value NaN or an infinity
 */
public record NonFinite(
        Kind kind, String operation, String layer, String place, List<Integer> index, Shape shape, float value) {

    /** Where the number comes from. */
    public enum Kind {
        /** An operation made it of finite numbers. */
        VALUE("in '%s'"),
        /** The derivative of an operation made it of finite numbers. */
        DERIVATIVE("in the derivative of '%s'"),
        /** An input held it from the start; the operation read it first. */
        INPUT("in an input of '%s'"),
        /** A parameter held it from the start; the operation read it first. */
        PARAMETER("in a parameter of '%s'");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private static final Pattern STEP = Pattern.compile("(?:^|, )step (\\d+)$");

    /** The rank of what holds all steps: [time, batch, features]. */
    private static final int SEQUENCE = 3;

    /** Keeps a copy of the index. */
    public NonFinite {
        index = ImmutableList.copyOf(index);
    }

    /**
     * Runs a pass, forward and back, step by step, and looks at every number.
     *
     * <p>It takes many times as long as the pass itself, and room for all that it computes; it is meant to be run when a loss or
     * a gradient was found not to be finite. As the same pass gives the same bits, nothing need be watched before.
     *
     * @param loss of the pass, a tensor of one element, computed by layers and operations
     * @return empty when the loss and all gradients are finite
     */
    public static Optional<NonFinite> find(Supplier<Tensor> loss) {
        return Tape.search(loss);
    }

    /** Returns the time step; empty where the number belongs to none. */
    public OptionalInt time() {
        Matcher step = STEP.matcher(place);
        if (step.find()) {
            return OptionalInt.of(Integer.parseInt(step.group(1)));
        }
        return sequence() ? OptionalInt.of(index.getFirst()) : OptionalInt.empty();
    }

    /** Returns the row of the batch; empty where the number belongs to none. */
    public OptionalInt row() {
        if (kind == Kind.PARAMETER) {
            return OptionalInt.empty();
        }
        if (STEP.matcher(place).find()) {
            return shape.rank() >= 2 ? OptionalInt.of(index.getFirst()) : OptionalInt.empty();
        }
        return sequence() ? OptionalInt.of(index.get(1)) : OptionalInt.empty();
    }

    private boolean sequence() {
        return shape.rank() == SEQUENCE && kind != Kind.PARAMETER;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(value + " " + kind.words.formatted(operation));
        if (!layer.isEmpty()) {
            text.append(" of layer '").append(layer).append('\'');
        }
        row().ifPresent(row -> text.append(", row ").append(row));
        time().ifPresent(time -> text.append(", time step ").append(time));
        text.append(", at ").append(index).append(" of ").append(shape);
        return place.isEmpty() ? text.toString() : text + " (" + place + ")";
    }
}

package rnn4j.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rnn4j.tensor.Tensor;

/**
 * The equations of an optimizer for one parameter: a function of values, without memory of its own.
 *
 * <p>A new optimizer is one record that implements this; {@link Optimizer#of} does the rest.
 */
public interface UpdateRule {

    /** Returns the name, as written into snapshots: lower-case letters, digits and {@code -}. */
    String name();

    /** Returns the names of the tensors it remembers per parameter, each of the parameter's shape and zero at first. */
    List<String> slots();

    /** Returns the constants of the equations by name; a snapshot is taken back only under the same ones. */
    Map<String, Double> settings();

    /**
     * Returns the numbers of one update, always equally many: what changes from step to step while the equations stay.
     *
     * @param rate the learning rate, finite and not negative
     * @param count which update of this parameter it is, from 1
     */
    float[] numbers(double rate, long count);

    /**
     * Returns the new value and slots of one parameter, by operations on tensors.
     *
     * <p>Equations that go element by element are traced once for each shape and run in one sweep over the parameter. Others,
     * such as those that reduce or read a tensor, are called at every step.
     *
     * @param value of the parameter, any shape
     * @param gradient of the same shape
     * @param slots one tensor of the same shape per name in {@link #slots()}
     * @param numbers those of {@link #numbers}, each of rank 0
     */
    Update update(Tensor value, Tensor gradient, Slots slots, List<Tensor> numbers);

    /** Returns the new value and slots of one parameter at once, from a rate and which update it is. */
    default Update update(Tensor value, Tensor gradient, Slots slots, double rate, long count) {
        List<Tensor> numbers = new ArrayList<>();
        for (float number : numbers(rate, count)) {
            numbers.add(Tensor.scalar(number));
        }
        return update(value, gradient, slots, numbers);
    }
}

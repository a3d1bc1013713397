package rnn4j.tensor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The second derivatives of a loss with respect to its parameters, as what they make of a direction: the matrix itself, which
 * has as many numbers as there are parameters squared, is never there.
 *
 * <p>Pearlmutter, "Fast exact multiplication by the Hessian", Neural Computation 6, 1994. A product takes about four times as
 * long as a gradient on the tape; a plan has no second derivatives, so cells run step by step.
 */
public final class Hessian {

    private Hessian() {}

    /**
     * Returns H v: the gradient of the slope along a direction.
     *
     * @param loss computes a tensor of one element
     * @param direction v by the full names of parameters, each of its parameter's shape; one that is left out counts as zeros
     * @return by the full names of all parameters whose slopes depend on parameters, each of its shape
     * @throws IllegalArgumentException when a name is that of no parameter of the loss
     * @throws ShapeException when a direction has another shape than its parameter
     */
    public static Map<String, Tensor> product(Supplier<Tensor> loss, Map<String, Tensor> direction) {
        return Tape.differentiate(
                        () -> slope(Tape.differentiate(loss).gradients().parameters(), direction))
                .gradients()
                .parameters();
    }

    /** Returns the slope along a direction, ∇L · v; one element. */
    private static Tensor slope(Map<String, Tensor> gradients, Map<String, Tensor> direction) {
        Map<String, Tensor> unknown = new LinkedHashMap<>(direction);
        unknown.keySet().removeAll(gradients.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("hessian: the loss has no parameters " + unknown.keySet()
                    + "; use names among " + gradients.keySet());
        }
        Tensor slope = Tensor.scalar(0);
        for (Map.Entry<String, Tensor> each : direction.entrySet()) {
            Tensor gradient = gradients.getOrDefault(each.getKey(), each.getValue());
            if (!gradient.shape().equals(each.getValue().shape())) {
                throw new ShapeException(
                        "hessian",
                        "the direction of '" + each.getKey() + "' is "
                                + each.getValue().shape() + "; use that of the parameter, " + gradient.shape());
            }
            slope = slope.add(gradient.mul(each.getValue()).sum());
        }
        return slope;
    }
}

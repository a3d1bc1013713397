package rnn4j.tensor;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The float64 engine: computes traced tensors by the operations' plain loops. Slow and obviously right; what the fast
 * engines are held against.
 */
public final class Reference {

    private Reference() {}

    /**
     * Computes symbolic tensors in float64.
     *
     * @param results what to compute
     * @param bindings the values of the inputs, row-major, by the tensor itself; a parameter or constant that is not bound
     *     counts with its own float32 values
     * @return the values of the results, row-major, in their order
     */
    public static List<double[]> evaluate(List<Tensor> results, Map<Tensor, double[]> bindings) {
        IdentityHashMap<Tensor, double[]> values = new IdentityHashMap<>();
        bindings.forEach((tensor, value) -> {
            if (value.length != tensor.shape().count()) {
                throw new ShapeException(
                        "reference",
                        value.length + " values bound to a tensor " + tensor.shape() + "; give one per element");
            }
            values.put(tensor, value);
        });
        for (Tensor tensor : new Ancestry().inputsFirst(results, bindings.keySet())) {
            if (!values.containsKey(tensor)) {
                values.put(tensor, compute(tensor, values));
            }
        }
        return results.stream().map(result -> value(values, result).clone()).toList();
    }

    /** What a tensor was computed from stands before it, so its values are there. */
    private static double[] value(IdentityHashMap<Tensor, double[]> values, Tensor tensor) {
        return Objects.requireNonNull(values.get(tensor));
    }

    private static double[] compute(Tensor tensor, IdentityHashMap<Tensor, double[]> values) {
        Node node = tensor.node();
        if (node != null) {
            return node.op()
                    .reference(
                            Tensor.shapes(node.inputs()),
                            node.inputs().stream()
                                    .map(input -> value(values, input))
                                    .toList());
        }
        if (tensor.symbolic()) {
            throw new IllegalArgumentException(
                    "reference: an input " + tensor.shape() + " is not bound; give its values among the bindings");
        }
        float[] own = tensor.data();
        double[] wide = new double[own.length];
        for (int i = 0; i < own.length; i++) {
            wide[i] = own[i];
        }
        return wide;
    }
}

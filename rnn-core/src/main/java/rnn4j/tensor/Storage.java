package rnn4j.tensor;

/**
 * The numbers behind tensors, without a copy: for passes that are compiled within this library.
 *
 * <p>Whoever writes to the array of a tensor that others hold breaks the promise that tensors never change; a plan writes to
 * arrays before it makes tensors of them, and only reads afterwards.
 */
public final class Storage {

    private Storage() {}

    /** Returns the array of a tensor, row-major; to be read only. */
    public static float[] of(Tensor tensor) {
        return tensor.data();
    }

    /** Returns room for the numbers of a tensor, which may hold anything; of the running {@link Workspace}, if there is one. */
    public static float[] room(int n) {
        return Workspace.room(n);
    }

    /** Returns zeros for the numbers of a tensor. */
    public static float[] zeros(int n) {
        return Workspace.zeros(n);
    }

    /** Returns a tensor of an array that nobody writes to any more. */
    public static Tensor tensor(Shape shape, float[] values) {
        if (values.length != shape.count()) {
            throw new ShapeException("tensor", values.length + " values for " + shape + "; give one per element");
        }
        Tensor tensor = Tensor.owning(shape, values);
        Workspace.lend(tensor);
        return tensor;
    }

    /** Returns a number that changes with the values of a parameter; 0 for what never changes. */
    public static long version(Tensor tensor) {
        Parameter parameter = tensor.parameter();
        return parameter == null ? 0 : parameter.version();
    }

    /** Returns whether gradients of a tensor are asked for wherever it is used: a parameter that is not frozen. */
    public static boolean trainable(Tensor tensor) {
        Parameter parameter = tensor.parameter();
        return parameter != null && parameter.trainable();
    }
}

package rnn4j.cell.graph;

import java.util.List;
import rnn4j.tensor.Shape;

/**
 * A shape whose sizes may depend on the batch: written {@code [B, 20]}.
 *
 * @param sizes outermost first
 */
public record Dims(List<Dim> sizes) {

    /** Keeps a copy. */
    public Dims {
        sizes = List.copyOf(sizes);
    }

    /** Returns a shape that does not depend on the batch. */
    static Dims of(Shape shape) {
        return new Dims(list(shape.sizes()));
    }

    /** Returns numbers that do not depend on the batch. */
    static List<Dim> list(int... numbers) {
        Dim[] dims = new Dim[numbers.length];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = Dim.of(numbers[i]);
        }
        return List.of(dims);
    }

    /** Returns whether any size depends on the batch. */
    public boolean batch() {
        return sizes.stream().anyMatch(Dim::batch);
    }

    /** Returns the shape for a batch size. */
    public Shape at(int rows) {
        int[] numbers = new int[sizes.size()];
        for (int axis = 0; axis < numbers.length; axis++) {
            numbers[axis] = sizes.get(axis).at(rows);
        }
        return new Shape(numbers);
    }

    @Override
    public String toString() {
        return sizes.toString();
    }
}

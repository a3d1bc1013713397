package rnn4j.bench.grid;

import java.util.SplittableRandom;

/**
 * The numbers that all contestants compute with, so that their results can be compared: uniform, ±1/√hidden, inputs ±1.
 *
 * <p>Our layout is {@code [input, gates·hidden]}, gates in the order i f g o and r z n; others want rows per gate, and some
 * another order, which they give as a list of our gates.
 *
 * @param cell whose they are
 * @param sizes of sequences and cell
 */
public record Weights(GridCell cell, Sizes sizes) {

    /** Returns the inputs, {@code [time, batch, input]}. */
    public float[] inputs() {
        return uniform("x", sizes.length() * sizes.batch() * sizes.input(), 1);
    }

    /** Returns our own parameter of a name: {@code wx}, {@code wh}, {@code b}, and {@code bh [hidden]} of the GRU. */
    public float[] parameter(String name) {
        int gates = cell.gates() * sizes.hidden();
        int count = switch (name) {
            case "wx" -> sizes.input() * gates;
            case "wh" -> sizes.hidden() * gates;
            case "b" -> gates;
            case "bh" -> sizes.hidden();
            default -> throw new IllegalArgumentException("weights: " + cell + " has no '" + name + "'");
        };
        return uniform(name, count, 1 / Math.sqrt(sizes.hidden()));
    }

    /** Returns the weights of the input, {@code [gates·hidden, input]}. */
    public float[] inputRows(int... order) {
        return rows(parameter("wx"), sizes.input(), order);
    }

    /** Returns the weights of the state, {@code [gates·hidden, hidden]}. */
    public float[] stateRows(int... order) {
        return rows(parameter("wh"), sizes.hidden(), order);
    }

    /** Returns the biases beside the input, {@code [gates·hidden]}. */
    public float[] inputBias(int... order) {
        return rows(parameter("b"), 1, order);
    }

    /** Returns the biases beside the state, {@code [gates·hidden]}: those that other places add once more are 0. */
    public float[] stateBias(int... order) {
        float[] biases = new float[cell.gates() * sizes.hidden()];
        if (cell == GridCell.GRU) {
            System.arraycopy(parameter("bh"), 0, biases, 2 * sizes.hidden(), sizes.hidden());
        }
        return rows(biases, 1, order);
    }

    private float[] rows(float[] columns, int inner, int... order) {
        int hidden = sizes.hidden();
        int gates = cell.gates() * hidden;
        float[] rows = new float[columns.length];
        for (int row = 0; row < gates; row++) {
            int column = order[row / hidden] * hidden + row % hidden;
            for (int i = 0; i < inner; i++) {
                rows[row * inner + i] = columns[i * gates + column];
            }
        }
        return rows;
    }

    private static float[] uniform(String name, int count, double bound) {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-bound, bound);
        }
        return values;
    }
}

package rnn4j.bench.yardstick;

import java.util.Arrays;
import rnn4j.kernel.Kernels;
import rnn4j.kernel.ProductKernels;

/**
 * An LSTM over whole sequences, fused by hand for one shape: forward for inference, forward for training, backward.
 *
 * <p>The weights are packed once an update; a step hands its products over to one chain for all rows, whose kept values
 * are sequential streams; the gates are overwritten by their derivatives; the weight gradients are one product after the
 * loop. Nothing is allocated after the first pass.
 */
public final class FusedLstm {
    /** Rows from which the input product of a single step is large enough; the sums then stay in the nearest caches. */
    private static final int CHUNK_ROWS = 32;

    private final LstmGates gates;
    private final ProductKernels products = Kernels.products();
    private final GateLayout layout;
    private final int batch;
    private final int length;
    private final int input;
    private final int units;
    private final int size;
    private final int columns;
    private final int chunk;

    private final float[] wx;
    private final float[] wh;
    private final float[] bias;
    private final float[] packedX;
    private final float[] packedH;
    private final float[] packedBack;
    private boolean backStale = true;

    /** [length + 1, batch, units]: the outputs, from the initial one on. */
    private final float[] outputs;

    /** [batch, units]: the state of inference. */
    private final float[] state;

    /** The left side of a product, packed. */
    private final float[] left;

    /** [chunk, batch, columns]: what the gates of the next steps are made of. */
    private final float[] ahead;

    private final Kept kept;

    /** What training keeps, and what the way back computes. */
    private static final class Kept {
        final float[] gates;
        final float[] cells;
        final float[] tanhs;
        final float[] later;
        final float[] carry;
        final float[] joined;
        final float[] weights;
        final float[] bias;

        Kept(int batch, int length, int input, int units) {
            int size = batch * units;
            gates = new float[length * 4 * size];
            cells = new float[(length + 1) * size];
            tanhs = new float[length * size];
            later = new float[size];
            carry = new float[size];
            joined = new float[length * batch * (input + units)];
            weights = new float[(input + units) * 4 * units];
            bias = new float[4 * units];
        }
    }

    /** Make room for batches of one shape. */
    public FusedLstm(int batch, int length, int input, int hidden) {
        this(batch, length, input, hidden, LstmGates.ours());
    }

    /** Make room for batches of one shape, with other functions. */
    public FusedLstm(int batch, int length, int input, int hidden, LstmGates gates) {
        this.gates = gates;
        if (hidden > Packing.BLOCK) {
            // a longer chain has several blocks, which a tile would add to x Wx one by one
            throw new IllegalArgumentException("yardstick: hidden " + hidden + "; use " + Packing.BLOCK + " at most");
        }
        layout = new GateLayout(hidden);
        this.batch = batch;
        this.length = length;
        this.input = input;
        units = layout.units();
        columns = layout.columns();
        size = batch * units;
        chunk = Math.clamp(CHUNK_ROWS / batch, 1, length);
        wx = new float[input * columns];
        wh = new float[units * columns];
        bias = new float[columns];
        packedX = new float[input * columns];
        packedH = new float[units * columns];
        packedBack = new float[columns * units];
        outputs = new float[(length + 1) * batch * units];
        state = new float[batch * units];
        left = new float[Math.max(Packing.padded(batch) * units, Packing.padded(chunk * batch) * input)];
        ahead = new float[chunk * batch * columns];
        kept = new Kept(batch, length, input, units);
    }

    /** The units with those that fill the last vector: the row length of outputs. */
    public int units() {
        return units;
    }

    /**
     * Take over new weights.
     *
     * @param wx [input, 4 hidden]
     * @param wh [hidden, 4 hidden]
     * @param b [4 hidden]
     */
    public void update(float[] wx, float[] wh, float[] b) {
        layout.interleave(wx, this.wx, input);
        layout.interleave(wh, this.wh, wh.length / b.length);
        layout.interleave(b, bias, 1);
        Packing.right(this.wx, false, input, columns, packedX);
        Packing.right(this.wh, false, units, columns, packedH);
        backStale = true;
    }

    /**
     * Run all steps from a state of zeros and keep nothing but the outputs.
     *
     * @param x [length, batch, input]
     * @return [length + 1, batch, units], the first step's being zeros; valid until the next pass
     */
    public float[] infer(float[] x) {
        Arrays.fill(outputs, 0, size, 0f);
        Arrays.fill(state, 0f);
        for (int t = 0; t < length; t++) {
            int sums = multiply(x, t);
            gates.step(
                    ahead, sums, ahead, sums, bias, state, 0, 0, state, outputs, (t + 1) * size, batch, units, false);
        }
        return outputs;
    }

    /**
     * Run all steps from a state of zeros and keep what the way back needs.
     *
     * @param x [length, batch, input]
     * @return [length + 1, batch, units], the first step's being zeros; valid until the next pass
     */
    public float[] forward(float[] x) {
        Arrays.fill(outputs, 0, size, 0f);
        Arrays.fill(kept.cells, 0, size, 0f);
        for (int t = 0; t < length; t++) {
            int sums = multiply(x, t);
            int old = t * size;
            int next = old + size;
            gates.step(
                    ahead,
                    sums,
                    kept.gates,
                    4 * old,
                    bias,
                    kept.cells,
                    old,
                    next,
                    kept.tanhs,
                    outputs,
                    next,
                    batch,
                    units,
                    true);
        }
        return outputs;
    }

    /** Compute {@code x Wx + h Wh} of one step; returns where it stands. */
    private int multiply(float[] x, int t) {
        int place = t % chunk * 4 * size;
        if (place == 0) {
            int rows = Math.min(chunk, length - t) * batch;
            multiply(rows, x, t * batch * input, input, packedX, ahead, 0, false);
        }
        multiply(batch, outputs, t * size, units, packedH, ahead, place, true);
        return place;
    }

    /** Multiply with weights that have many columns, for which packing the left side pays; of a single row it does not. */
    private void multiply(int rows, float[] a, int aFrom, int k, float[] b, float[] c, int cFrom, boolean add) {
        if (rows == 1) {
            Tiles.multiply(rows, a, aFrom, k, b, columns, c, cFrom, add);
        } else {
            Packing.left(a, aFrom, rows, k, left);
            Tiles.multiplyPacked(rows, left, k, b, columns, c, cFrom, add);
        }
    }

    /**
     * Go back through the steps of the last {@link #forward} and sum the weight gradients.
     *
     * @param x [length, batch, input], as given to it
     * @param slopes [length, batch, units]: the loss's derivative of the outputs
     */
    public void backward(float[] x, float[] slopes) {
        if (backStale) {
            Packing.right(wh, true, columns, units, packedBack);
            backStale = false;
        }
        Arrays.fill(kept.later, 0f);
        Arrays.fill(kept.carry, 0f);
        Arrays.fill(kept.bias, 0f);
        for (int t = length - 1; t >= 0; t--) {
            int gates = t * batch * columns;
            BackwardChain.step(
                    kept.gates,
                    gates,
                    kept.cells,
                    kept.tanhs,
                    slopes,
                    t * size,
                    kept.later,
                    kept.carry,
                    kept.bias,
                    batch,
                    units);
            if (t > 0) {
                Tiles.multiply(batch, kept.gates, gates, columns, packedBack, units, kept.later, 0, false);
            }
        }
        sumWeights(x);
    }

    private void sumWeights(float[] x) {
        int width = input + units;
        for (int row = 0; row < length * batch; row++) {
            System.arraycopy(x, row * input, kept.joined, row * width, input);
            System.arraycopy(outputs, row * units, kept.joined, row * width + input, units);
        }
        products.multiply(width, columns, length * batch, kept.joined, 0, true, kept.gates, 0, false, kept.weights, 0);
    }

    /**
     * Tell the gradients of the last {@link #backward}.
     *
     * @param wx gets [input, 4 hidden]
     * @param wh gets [hidden, 4 hidden]
     * @param b gets [4 hidden]
     */
    public void gradients(float[] wx, float[] wh, float[] b) {
        layout.separate(kept.weights, 0, wx, input);
        layout.separate(kept.weights, input, wh, wh.length / b.length);
        layout.separate(kept.bias, 0, b, 1);
    }
}

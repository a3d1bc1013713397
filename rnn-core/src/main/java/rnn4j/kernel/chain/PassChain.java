package rnn4j.kernel.chain;

import java.util.Arrays;
import java.util.BitSet;
import rnn4j.kernel.ElementKernels;
import rnn4j.kernel.Pool;

/**
 * Run a chain by passes of the element-wise kernels over blocks that stay in the first-level cache.
 *
 * <p>It needs no generated code and so is fast at once. Each term of a block is a register, or a place in a buffer where a
 * load can be read in place; what is stored is copied out when the whole block is computed, so no store hides a load.
 */
final class PassChain implements ChainRun {
    /** Floats of a register. */
    private static final int BLOCK = 1024;
    /** From this width on a row is a block of its own: the kernels read it in place. */
    private static final int ROW_ALONE = 256;

    private final Chain chain;
    private final ElementKernels kernels;
    private final Buffers buffers;
    private final BitSet used;
    private final BitSet stored;
    private final int[] registers;
    private final Pool<Frame> frames = new Pool<>(() -> new Frame());

    PassChain(Chain chain, ElementKernels kernels) {
        this.chain = chain;
        this.kernels = kernels;
        buffers = new Buffers(chain);
        Uses uses = new Uses(chain);
        used = uses.terms();
        stored = uses.stored();
        registers = uses.registers();
    }

    @Override
    public void run(float[][] arrays, int[] from, int[] rowStep, int rows, int width) {
        if (rows == 0 || width == 0) {
            return;
        }
        buffers.check(arrays, from, rowStep, rows, width);
        if (buffers.dense(rowStep, width)) {
            run(arrays, from, rowStep, 0, 1, 0, rows * width);
        } else {
            run(arrays, from, rowStep, 0, rows, 0, width);
        }
    }

    /** Compute a part whose ranges have been checked: rows to {@code endRow}, units to {@code endUnit}. */
    void run(float[][] arrays, int[] from, int[] rowStep, int row, int endRow, int unit, int endUnit) {
        int width = endUnit - unit;
        if (width <= 0 || row >= endRow) {
            return;
        }
        Frame frame = frames.take();
        if (width >= ROW_ALONE) {
            for (int r = row; r < endRow; r++) {
                for (int u = unit; u < endUnit; u += BLOCK) {
                    frame.block(arrays, from, rowStep, r, 1, u, Math.min(BLOCK, endUnit - u));
                }
            }
        } else {
            int atOnce = BLOCK / width;
            for (int r = row; r < endRow; r += atOnce) {
                frame.block(arrays, from, rowStep, r, Math.min(atOnce, endRow - r), unit, width);
            }
        }
        frame.forget();
        frames.give(frame);
    }

    /** The registers of one run, and where each term of its block lies. */
    private final class Frame {
        private static final float[] NOWHERE = {};

        private final float[][] space;
        private final float[][] array = new float[registers.length][];
        private final int[] at = new int[registers.length];
        private final int[] stride = new int[registers.length];

        Frame() {
            int most = Arrays.stream(registers).max().orElse(-1);
            space = new float[most + 1][BLOCK];
            forget();
        }

        /** Hold on to no array of the caller. */
        private void forget() {
            Arrays.fill(array, NOWHERE);
        }

        private void block(float[][] arrays, int[] from, int[] rowStep, int row, int rows, int unit, int width) {
            for (int place = used.nextSetBit(0); place >= 0; place = used.nextSetBit(place + 1)) {
                array[place] = space[registers[place]];
                at[place] = 0;
                if (chain.terms().get(place) instanceof Chain.Load load) {
                    int step = rowStep[load.buffer()];
                    int start = from[load.buffer()] + row * step + (load.spread() ? 0 : unit);
                    load(place, load.spread(), arrays[load.buffer()], start, step, rows, width);
                } else {
                    compute(place, rows * width);
                }
            }
            for (int i = 0; i < chain.stores().size(); i++) {
                Chain.Store store = chain.stores().get(i);
                int step = rowStep[store.buffer()];
                int start = from[store.buffer()] + row * step + unit;
                store(store.term(), arrays[store.buffer()], start, step, rows, width);
            }
        }

        private void load(int place, boolean spread, float[] source, int start, int step, int rows, int width) {
            boolean inPlace = rows == 1 || (!spread && step == width);
            stride[place] = spread && rows == 1 ? 0 : 1;
            if (inPlace && !stored.get(place)) {
                array[place] = source;
                at[place] = start;
            } else if (spread) {
                for (int r = 0; r < rows; r++) {
                    Arrays.fill(array[place], r * width, (r + 1) * width, source[start + r * step]);
                }
            } else {
                RowCopy.copy(source, start, step, array[place], 0, width, rows, width);
            }
        }

        private void store(int place, float[] target, int start, int step, int rows, int width) {
            if (stride[place] == 1) {
                RowCopy.copy(array[place], at[place], width, target, start, step, rows, width);
                return;
            }
            for (int r = 0; r < rows; r++) {
                Arrays.fill(target, start + r * step, start + r * step + width, array[place][at[place]]);
            }
        }

        private void compute(int place, int n) {
            float[] y = array[place];
            switch (chain.terms().get(place)) {
                case Chain.Load load -> throw new AssertionError(load);
                case Chain.Constant constant -> {
                    y[0] = constant.value();
                    stride[place] = 0;
                }
                case Chain.Apply one -> {
                    int x = one.x();
                    stride[place] = stride[x];
                    kernels.unary(one.function(), array[x], at[x], y, 0, stride[x] == 0 ? 1 : n);
                }
                case Chain.Apply2 two -> {
                    int a = two.a();
                    int b = two.b();
                    stride[place] = stride[a] | stride[b];
                    int numbers = stride[place] == 0 ? 1 : n;
                    kernels.binary(
                            two.function(), array[a], at[a], stride[a], array[b], at[b], stride[b], y, 0, numbers);
                }
                case Chain.Apply3 three -> ternary(three, place, n);
            }
        }

        private void ternary(Chain.Apply3 three, int place, int n) {
            int a = three.a();
            int b = three.b();
            int c = three.c();
            stride[place] = stride[a] | stride[b] | stride[c];
            kernels.ternary(
                    three.function(),
                    array[a],
                    at[a],
                    stride[a],
                    array[b],
                    at[b],
                    stride[b],
                    array[c],
                    at[c],
                    stride[c],
                    array[place],
                    0,
                    stride[place] == 0 ? 1 : n);
        }
    }
}

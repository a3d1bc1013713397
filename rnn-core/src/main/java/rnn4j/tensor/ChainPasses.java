package rnn4j.tensor;

import java.util.Arrays;
import rnn4j.kernel.ElementKernels;
import rnn4j.kernel.Kernels;
import rnn4j.kernel.Pool;
import rnn4j.kernel.chain.Chain;
import rnn4j.kernel.chain.ChainRun;

/** Runs a chain term by term over blocks that stay in the first-level cache. */
final class ChainPasses implements ChainRun {

    private static final int BLOCK = 256;

    private final Chain chain;
    private final ElementKernels elements = Kernels.elements();
    private final Pool<float[][]> scratches;

    ChainPasses(Chain chain) {
        this.chain = chain;
        this.scratches = new Pool<>(() -> new float[chain.terms().size()][BLOCK]);
    }

    @Override
    public void run(float[][] arrays, int[] from, int[] rowStep, int rows, int width) {
        float[][] values = scratches.take();
        for (int row = 0; row < rows; row++) {
            for (int start = 0; start < width; start += BLOCK) {
                int n = Math.min(BLOCK, width - start);
                for (int place = 0; place < values.length; place++) {
                    compute(place, values, arrays, from, rowStep, row, start, n);
                }
                for (int i = 0; i < chain.stores().size(); i++) {
                    Chain.Store store = chain.stores().get(i);
                    int to = from[store.buffer()] + row * rowStep[store.buffer()] + start;
                    System.arraycopy(values[store.term()], 0, arrays[store.buffer()], to, n);
                }
            }
        }
        scratches.give(values);
    }

    private void compute(
            int place, float[][] values, float[][] arrays, int[] from, int[] rowStep, int row, int start, int n) {
        float[] y = values[place];
        switch (chain.terms().get(place)) {
            case Chain.Load load -> {
                int first = from[load.buffer()] + row * rowStep[load.buffer()];
                if (load.spread()) {
                    Arrays.fill(y, 0, n, arrays[load.buffer()][first]);
                } else {
                    System.arraycopy(arrays[load.buffer()], first + start, y, 0, n);
                }
            }
            case Chain.Constant constant -> Arrays.fill(y, 0, n, constant.value());
            case Chain.Apply f -> elements.unary(f.function(), values[f.x()], 0, y, 0, n);
            case Chain.Apply2 f -> elements.binary(f.function(), values[f.a()], 0, 1, values[f.b()], 0, 1, y, 0, n);
            case Chain.Apply3 f ->
                elements.ternary(f.function(), values[f.a()], 0, 1, values[f.b()], 0, 1, values[f.c()], 0, 1, y, 0, n);
        }
    }
}

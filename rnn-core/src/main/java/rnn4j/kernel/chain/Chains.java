package rnn4j.kernel.chain;

import rnn4j.kernel.ElementKernels;
import rnn4j.kernel.Kernels;

/** Stand-in. */
public final class Chains {
    private Chains() {}

    public static ChainRun of(Chain chain) {
        return (arrays, from, rowStep, rows, width) -> {
            ElementKernels k = Kernels.elements();
            int n = chain.terms().size();
            float[][] v = new float[n][width];
            for (int r = 0; r < rows; r++) {
                for (int i = 0; i < n; i++) {
                    switch (chain.terms().get(i)) {
                        case Chain.Load l -> {
                            int at = from[l.buffer()] + r * rowStep[l.buffer()];
                            for (int u = 0; u < width; u++) v[i][u] = arrays[l.buffer()][l.spread() ? at : at + u];
                        }
                        case Chain.Constant c -> java.util.Arrays.fill(v[i], c.value());
                        case Chain.Apply a -> k.unary(a.function(), v[a.x()], 0, v[i], 0, width);
                        case Chain.Apply2 a -> k.binary(a.function(), v[a.a()], 0, 1, v[a.b()], 0, 1, v[i], 0, width);
                        case Chain.Apply3 a -> k.ternary(a.function(), v[a.a()], 0, 1, v[a.b()], 0, 1, v[a.c()], 0, 1, v[i], 0, width);
                    }
                }
                for (Chain.Store s : chain.stores())
                    System.arraycopy(v[s.term()], 0, arrays[s.buffer()], from[s.buffer()] + r * rowStep[s.buffer()], width);
            }
        };
    }
}

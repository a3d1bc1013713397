package rnn4j.kernel.chain;

import java.util.ArrayList;
import java.util.List;
import rnn4j.kernel.Binary;
import rnn4j.kernel.Unary;

/** The chains of an LSTM as a plan would write them, as long ones to try. */
final class Lstm {
    private Lstm() {}

    /** A chain in the making, each load and store with a buffer of its own. */
    static final class Terms {
        private final List<Chain.Term> terms = new ArrayList<>();
        private final List<Chain.Store> stores = new ArrayList<>();
        private int buffers;

        int load() {
            return add(new Chain.Load(buffers++, false));
        }

        int apply(Unary f, int x) {
            return add(new Chain.Apply(f, x));
        }

        int apply(Binary f, int a, int b) {
            return add(new Chain.Apply2(f, a, b));
        }

        /** The product of all. */
        int product(int first, int... more) {
            int product = first;
            for (int factor : more) {
                product = apply(Binary.MUL, product, factor);
            }
            return product;
        }

        void store(int... values) {
            for (int value : values) {
                stores.add(new Chain.Store(value, buffers++));
            }
        }

        Chain chain() {
            return new Chain(terms, stores, buffers);
        }

        private int add(Chain.Term term) {
            terms.add(term);
            return terms.size() - 1;
        }
    }

    /** {@code c' = f c + i g, h = o tanh(c')}, with all that the way back needs. */
    static Chain forward() {
        Terms terms = new Terms();
        int[] gates = new int[4];
        for (int k = 0; k < gates.length; k++) {
            int sum = terms.apply(Binary.ADD, terms.load(), terms.load());
            gates[k] = terms.apply(k == 2 ? Unary.TANH : Unary.SIGMOID, terms.apply(Binary.ADD, sum, terms.load()));
        }
        int kept = terms.product(gates[1], terms.load());
        int c = terms.apply(Binary.ADD, kept, terms.product(gates[0], gates[2]));
        int tanh = terms.apply(Unary.TANH, c);
        terms.store(c, terms.product(gates[3], tanh), gates[0], gates[1], gates[2], gates[3], tanh);
        return terms.chain();
    }

    /** The derivatives of the gates and of c. */
    static Chain backward() {
        Terms terms = new Terms();
        int i = terms.load();
        int f = terms.load();
        int g = terms.load();
        int o = terms.load();
        int tanh = terms.load();
        int c = terms.load();
        int dh = terms.apply(Binary.ADD, terms.load(), terms.load());
        int throughTanh = terms.apply(Unary.ONE_MINUS, terms.apply(Unary.SQUARE, tanh));
        int dc = terms.apply(Binary.ADD, terms.load(), terms.product(dh, o, throughTanh));
        int dOutput = terms.product(dh, tanh, o, terms.apply(Unary.ONE_MINUS, o));
        int dInput = terms.product(dc, g, i, terms.apply(Unary.ONE_MINUS, i));
        int dForget = terms.product(dc, c, f, terms.apply(Unary.ONE_MINUS, f));
        int dCandidate = terms.product(dc, i, terms.apply(Unary.ONE_MINUS, terms.apply(Unary.SQUARE, g)));
        terms.store(dInput, dForget, dCandidate, dOutput, terms.product(dc, f));
        return terms.chain();
    }
}

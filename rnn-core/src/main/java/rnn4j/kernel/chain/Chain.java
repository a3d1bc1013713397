package rnn4j.kernel.chain;

import java.util.List;
import rnn4j.kernel.Binary;
import rnn4j.kernel.Ternary;
import rnn4j.kernel.Unary;

/**
 * A chain as data: for each element of [rows, width], what is loaded, computed and stored.
 *
 * <p>A buffer is a part of an array whose rows lie a step apart, all given when the chain is {@linkplain ChainRun run}.
 * All loads of an element come before its stores, so a result may take the place of an operand of the same element.
 *
 * @param terms in an order in which each comes after its operands, which are places in this list
 * @param stores what is written, and where
 * @param buffers how many buffers there are; a load or store names one by its number
 */
public record Chain(List<Term> terms, List<Store> stores, int buffers) {

    /** Checks the order and keeps copies. */
    public Chain {
        terms = List.copyOf(terms);
        stores = List.copyOf(stores);
        for (int place = 0; place < terms.size(); place++) {
            for (int operand : terms.get(place).operands()) {
                check(operand >= 0 && operand < place, "term " + place + " before its operand " + operand);
            }
            check(!(terms.get(place) instanceof Load load) || inside(load.buffer(), buffers), "term " + place);
        }
        for (Store store : stores) {
            check(inside(store.term(), terms.size()) && inside(store.buffer(), buffers), store.toString());
        }
    }

    /** A value of each element. */
    public sealed interface Term {
        /** Returns the places of the terms that it is computed from. */
        default List<Integer> operands() {
            return List.of();
        }
    }

    /**
     * A number from a buffer.
     *
     * @param spread whether one number stands for a whole row, the one at the row's start
     */
    public record Load(int buffer, boolean spread) implements Term {}

    /** The same number everywhere. */
    public record Constant(float value) implements Term {}

    /** A function of one term. */
    public record Apply(Unary function, int x) implements Term {
        @Override
        public List<Integer> operands() {
            return List.of(x);
        }
    }

    /** A function of two terms. */
    public record Apply2(Binary function, int a, int b) implements Term {
        @Override
        public List<Integer> operands() {
            return List.of(a, b);
        }
    }

    /** A function of three terms. */
    public record Apply3(Ternary function, int a, int b, int c) implements Term {
        @Override
        public List<Integer> operands() {
            return List.of(a, b, c);
        }
    }

    /** Writes a term into a buffer, {@code [rows, width]}. */
    public record Store(int term, int buffer) {}

    private static boolean inside(int index, int size) {
        return index >= 0 && index < size;
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("chain: " + what + " is out of order");
        }
    }
}

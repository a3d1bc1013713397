package rnn4j.kernel.chain;

import java.util.Arrays;
import java.util.BitSet;

/** Which terms and buffers the stores of a chain need, and for how long. */
final class Uses {
    private final BitSet terms = new BitSet();
    private final BitSet buffers = new BitSet();
    private final BitSet stored = new BitSet();
    /** For each term the place of its last use; the end of the list where it is stored. */
    private final int[] last;

    Uses(Chain chain) {
        int end = chain.terms().size();
        last = new int[end];
        for (Chain.Store store : chain.stores()) {
            terms.set(store.term());
            stored.set(store.term());
            buffers.set(store.buffer());
            last[store.term()] = end;
        }
        for (int place = end - 1; place >= 0; place--) {
            if (terms.get(place)) {
                needs(chain.terms().get(place), place);
            }
        }
    }

    /** The places of the terms that reach a store. */
    BitSet terms() {
        return terms;
    }

    /** The buffers that these and the stores touch. */
    BitSet buffers() {
        return buffers;
    }

    /** The places of the terms that are stored. */
    BitSet stored() {
        return stored;
    }

    private void needs(Chain.Term term, int place) {
        for (int operand : term.operands()) {
            terms.set(operand);
            last[operand] = Math.max(last[operand], place);
        }
        if (term instanceof Chain.Load load) {
            buffers.set(load.buffer());
        }
    }

    /**
     * Give each term one of few registers.
     *
     * <p>A term never takes the register of its own operand, which may be one number that stands for all.
     */
    int[] registers() {
        int[] registers = new int[last.length];
        int[] freeFrom = new int[last.length];
        Arrays.fill(registers, -1);
        terms.stream().forEach(place -> {
            int register = 0;
            while (freeFrom[register] > place) {
                register++;
            }
            registers[place] = register;
            freeFrom[register] = last[place] + 1;
        });
        return registers;
    }
}

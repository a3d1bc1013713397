package rnn4j.kernel.chain;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Which terms and buffers the stores of a chain need, and for how long.
 *
 * @param terms the places of the terms that reach a store
 * @param buffers the buffers that these and the stores touch
 * @param stored the places of the terms that are stored
 * @param last for each term the place of its last use; the end of the list where it is stored
 */
record Uses(BitSet terms, BitSet buffers, BitSet stored, int[] last) {

    static Uses of(Chain chain) {
        int end = chain.terms().size();
        Uses uses = new Uses(new BitSet(end), new BitSet(chain.buffers()), new BitSet(end), new int[end]);
        Arrays.fill(uses.last, -1);
        for (Chain.Store store : chain.stores()) {
            uses.terms.set(store.term());
            uses.stored.set(store.term());
            uses.buffers.set(store.buffer());
            uses.last[store.term()] = end;
        }
        for (int place = end - 1; place >= 0; place--) {
            if (uses.terms.get(place)) {
                uses.needs(chain.terms().get(place), place);
            }
        }
        return uses;
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

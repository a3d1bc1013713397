package rnn4j.cell.plan;

import rnn4j.kernel.Kernels;
import rnn4j.kernel.chain.Chains;

/** How much of a chain is taken up already; what no longer fits begins the next one. */
final class Budget {

    /** About what loads and stores add to the code of a value. */
    private static final int READING_AND_WRITING = 20;

    /** From so many bytes on, the code of a value is a function written out, a row of operations that wait for one another. */
    private static final int FUNCTION = 250;

    /**
     * Functions in a chain. Of more than three the next vector's first operations lie so far behind that a processor finds
     * nothing else to do while the last ones wait: with 16 registers, an LSTM's five take a quarter longer in one chain than
     * in two. The wider vectors of processors with 32 registers take long enough themselves.
     */
    private static final int FUNCTIONS = Kernels.lanes() < 16 ? 3 : 8;

    private int bytes;
    private int functions;

    /** Adds a value if it fits; if not, adds nothing. */
    boolean add(Value value) {
        int code = Chains.cost(ChainBuilder.function(value));
        int moreBytes = bytes + code + READING_AND_WRITING;
        int moreFunctions = functions + code / FUNCTION;
        boolean fits = bytes == 0 || (moreBytes <= Chains.BUDGET && (moreFunctions <= FUNCTIONS || code < FUNCTION));
        if (fits) {
            bytes = moreBytes;
            functions = moreFunctions;
        }
        return fits;
    }
}

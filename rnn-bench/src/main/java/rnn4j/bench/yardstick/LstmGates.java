package rnn4j.bench.yardstick;

/** What is computed element by element in a step of {@link FusedLstm}. */
@FunctionalInterface
public interface LstmGates {

    /**
     * Makes one step.
     *
     * @param sums [rows, 4 units] from {@code sumsFrom}: {@code x Wx + h Wh}
     * @param gates [rows, 4 units] from {@code gatesFrom}: gets the gates if they are kept
     * @param bias [4 units]
     * @param cells [rows, units]: the state from {@code oldFrom}, the next one to {@code nextFrom}
     * @param tanhs [rows, units] from {@code oldFrom}: gets the tanh of the next state if it is kept
     * @param outputs [rows, units] from {@code outputsFrom}: gets the outputs
     * @param keep what the way back needs
     */
    void step(
            float[] sums,
            int sumsFrom,
            float[] gates,
            int gatesFrom,
            float[] bias,
            float[] cells,
            int oldFrom,
            int nextFrom,
            float[] tanhs,
            float[] outputs,
            int outputsFrom,
            int rows,
            int units,
            boolean keep);

    /** Returns the gates with the functions of this library, whose bits are the same everywhere. */
    static LstmGates ours() {
        return ForwardChain::step;
    }

    /** Returns the gates with the functions of the JVM's vectors, which are the platform's own. */
    static LstmGates free() {
        return FreeChain::step;
    }
}

package rnn4j.kernel;

/** The inner loops of {@link Masks}, over one row. */
interface MaskLoops {
    /** Numbers whose words stand together: 16 first words, then 16 second ones. */
    int LANES = 16;

    /** What the third word of a key is made with: a constant of the Threefish cipher. */
    int PARITY = 0x1BD11BDA;

    /** Write the two words of each number from 0 on, for a key and a step, to w [2 numbers]; a multiple of 16 numbers. */
    void words(int k0, int k1, int step, int numbers, int[] w);

    /** Write the decisions of a row, y [n], from its words w, lower halves before upper ones. */
    void decide(int[] w, int often, float hit, float miss, float[] y, int to, int n);
}

package rnn4j.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The loops of {@link Masks} on the Vector API: as many numbers at once as a vector has lanes. */
final class VectorMasks implements MaskLoops {
    private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
    private static final int L = I.length();
    private static final int QUARTER = 0xFFFF;

    /** Written with a loop over groups of four rounds, since C2 gives up on a method that has all of them. */
    @Override
    public void words(int k0, int k1, int step, int numbers, int[] w) {
        int k2 = PARITY ^ k0 ^ k1;
        IntVector iota = IntVector.zero(I).addIndex(1);
        for (int number = 0; number < numbers; number += L) {
            IntVector x0 = iota.add(number + k0);
            IntVector x1 = IntVector.broadcast(I, step + k1);
            int first = k1;
            int second = k2;
            int third = k0;
            for (int group = 1; group <= 3; group++) {
                boolean odd = (group & 1) != 0;
                x0 = x0.add(x1);
                x1 = turned(x1, odd ? 13 : 17).lanewise(VectorOperators.XOR, x0);
                x0 = x0.add(x1);
                x1 = turned(x1, odd ? 15 : 29).lanewise(VectorOperators.XOR, x0);
                x0 = x0.add(x1);
                x1 = turned(x1, odd ? 26 : 16).lanewise(VectorOperators.XOR, x0);
                x0 = x0.add(x1);
                x1 = turned(x1, odd ? 6 : 24).lanewise(VectorOperators.XOR, x0);
                x0 = x0.add(first);
                x1 = x1.add(second + group);
                int last = first;
                first = second;
                second = third;
                third = last;
            }
            x0 = x0.add(x1);
            x1 = turned(x1, 17).lanewise(VectorOperators.XOR, x0);
            int at = 2 * (number & -LANES) + (number & (LANES - 1));
            x0.intoArray(w, at);
            x1.intoArray(w, at + LANES);
        }
    }

    /** Two shifts joined: AVX2 has no rotation. */
    private static IntVector turned(IntVector x, int by) {
        return x.lanewise(VectorOperators.LSHL, by).or(x.lanewise(VectorOperators.LSHR, 32 - by));
    }

    @Override
    public void decide(int[] w, int often, float hit, float miss, float[] y, int to, int n) {
        int misses = Float.floatToRawIntBits(miss);
        int change = Float.floatToRawIntBits(hit) ^ misses;
        int whole = n & -2 * LANES;
        for (int block = 0; block < whole; block += 2 * LANES) {
            for (int lane = 0; lane < LANES; lane += L) {
                IntVector words = IntVector.fromArray(I, w, block / 2 + lane);
                decided(words.and(QUARTER), often, change, misses).intoArray(y, to + block + lane);
                decided(words.lanewise(VectorOperators.LSHR, 16), often, change, misses)
                        .intoArray(y, to + block + LANES + lane);
            }
        }
        PlainMasks.decide(w, often, hit, miss, y, to, whole, n);
    }

    /** Without a comparison: where the difference is negative its sign, shifted down, lets the change through. */
    private static FloatVector decided(IntVector drawn, int often, int change, int misses) {
        return drawn.sub(often)
                .lanewise(VectorOperators.ASHR, 31)
                .and(change)
                .lanewise(VectorOperators.XOR, misses)
                .reinterpretAsFloats();
    }
}

package rnn4j.kernel;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The loops of {@link Masks} on the Vector API: as many numbers at once as a vector has lanes. */
final class VectorMasks implements MaskLoops {
    private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
    private static final int L = I.length();
    private static final int QUARTER = 0xFFFF;

    /**
     * Written with a loop over groups of four rounds, since C2 gives up on a method that has all of them. A turn is two shifts
     * joined, since AVX2 has no rotation, and stands where it is used: a vector that crosses a call may be boxed for good.
     */
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
                int by;
                x0 = x0.add(x1);
                by = odd ? 13 : 17;
                x1 = x1.lanewise(VectorOperators.LSHL, by)
                        .or(x1.lanewise(VectorOperators.LSHR, 32 - by))
                        .lanewise(VectorOperators.XOR, x0);
                x0 = x0.add(x1);
                by = odd ? 15 : 29;
                x1 = x1.lanewise(VectorOperators.LSHL, by)
                        .or(x1.lanewise(VectorOperators.LSHR, 32 - by))
                        .lanewise(VectorOperators.XOR, x0);
                x0 = x0.add(x1);
                by = odd ? 26 : 16;
                x1 = x1.lanewise(VectorOperators.LSHL, by)
                        .or(x1.lanewise(VectorOperators.LSHR, 32 - by))
                        .lanewise(VectorOperators.XOR, x0);
                x0 = x0.add(x1);
                by = odd ? 6 : 24;
                x1 = x1.lanewise(VectorOperators.LSHL, by)
                        .or(x1.lanewise(VectorOperators.LSHR, 32 - by))
                        .lanewise(VectorOperators.XOR, x0);
                x0 = x0.add(first);
                x1 = x1.add(second + group);
                int last = first;
                first = second;
                second = third;
                third = last;
            }
            x0 = x0.add(x1);
            x1 = x1.lanewise(VectorOperators.LSHL, 17)
                    .or(x1.lanewise(VectorOperators.LSHR, 15))
                    .lanewise(VectorOperators.XOR, x0);
            int at = 2 * (number & -LANES) + (number & (LANES - 1));
            x0.intoArray(w, at);
            x1.intoArray(w, at + LANES);
        }
    }

    /** Without a comparison: where the difference is negative its sign, shifted down, lets the change through. */
    @Override
    public void decide(int[] w, int often, float hit, float miss, float[] y, int to, int n) {
        int misses = Float.floatToRawIntBits(miss);
        int change = Float.floatToRawIntBits(hit) ^ misses;
        int whole = n & -2 * LANES;
        for (int block = 0; block < whole; block += 2 * LANES) {
            for (int lane = 0; lane < LANES; lane += L) {
                IntVector words = IntVector.fromArray(I, w, block / 2 + lane);
                words.and(QUARTER)
                        .sub(often)
                        .lanewise(VectorOperators.ASHR, 31)
                        .and(change)
                        .lanewise(VectorOperators.XOR, misses)
                        .reinterpretAsFloats()
                        .intoArray(y, to + block + lane);
                words.lanewise(VectorOperators.LSHR, 16)
                        .sub(often)
                        .lanewise(VectorOperators.ASHR, 31)
                        .and(change)
                        .lanewise(VectorOperators.XOR, misses)
                        .reinterpretAsFloats()
                        .intoArray(y, to + block + LANES + lane);
            }
        }
        PlainMasks.decide(w, often, hit, miss, y, to, whole, n);
    }
}

package rnn4j.kernel.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import rnn4j.kernel.Binary;
import rnn4j.kernel.Floats;
import rnn4j.kernel.Ternary;
import rnn4j.kernel.Unary;

/** A chain and the arrays to try it on, whose rows lie with or without gaps. */
final class ChainCase {
    private static final int MARGIN = 3;

    private final Chain chain;
    private final int rows;
    private final int width;
    private final int[] from;
    private final int[] rowStep;
    /** For each buffer the one whose array it shares. */
    private final int[] array;

    private final int[] sizes;
    private final long seed;

    private ChainCase(
            Chain chain, int rows, int width, int[] from, int[] rowStep, int[] array, int[] sizes, long seed) {
        this.chain = chain;
        this.rows = rows;
        this.width = width;
        this.from = from;
        this.rowStep = rowStep;
        this.array = array;
        this.sizes = sizes;
        this.seed = seed;
    }

    /** How the rows of a case lie. */
    enum Rows {
        /** One after the other. */
        DENSE,
        /** A few numbers between. */
        GAPS,
        /** Loads take the same numbers for every row; stores are dense. */
        REPEATED,
        /** Any of these for each buffer. */
        ANY
    }

    /** Lay out the buffers of a chain; where {@code inPlace}, stores take the place of plain loads as far as these last. */
    static ChainCase of(Chain chain, int rows, int width, Rows lie, boolean inPlace, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = chain.buffers();
        int[] from = new int[n];
        int[] rowStep = new int[n];
        int[] array = new int[n];
        int[] sizes = new int[n];
        boolean[] stored = new boolean[n];
        chain.stores().forEach(store -> stored[store.buffer()] = true);
        for (int i = 0; i < n; i++) {
            Rows here = lie == Rows.ANY ? any(Rows.values(), random) : lie;
            boolean repeated = here == Rows.REPEATED && !stored[i] && !inPlace;
            from[i] = MARGIN + random.nextInt(3);
            rowStep[i] = repeated ? 0 : here == Rows.GAPS ? width + 1 + random.nextInt(9) : width;
            array[i] = i;
            sizes[i] = from[i] + Math.max(0, rows - 1) * rowStep[i] + width + random.nextInt(2) * MARGIN;
        }
        if (inPlace) {
            shareWithLoads(chain, from, rowStep, array);
        }
        return new ChainCase(chain, rows, width, from, rowStep, array, sizes, seed);
    }

    private static void shareWithLoads(Chain chain, int[] from, int[] rowStep, int[] array) {
        List<Integer> loads = new ArrayList<>();
        for (Chain.Term term : chain.terms()) {
            if (term instanceof Chain.Load load && !load.spread() && !loads.contains(load.buffer())) {
                loads.add(load.buffer());
            }
        }
        for (Chain.Term term : chain.terms()) {
            if (term instanceof Chain.Load load && load.spread()) {
                loads.remove(Integer.valueOf(load.buffer()));
            }
        }
        for (Chain.Store store : chain.stores()) {
            if (!loads.isEmpty()) {
                int place = loads.removeLast();
                array[store.buffer()] = place;
                from[store.buffer()] = from[place];
                rowStep[store.buffer()] = rowStep[place];
            }
        }
    }

    /** Fresh arrays; those of two buffers in one place are the same. */
    float[][] arrays() {
        float[][] arrays = new float[chain.buffers()][];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = Floats.mixed(sizes[i], seed + i);
        }
        float[][] shared = new float[arrays.length][];
        for (int i = 0; i < arrays.length; i++) {
            shared[i] = arrays[array[i]];
        }
        return shared;
    }

    /** Run on these arrays. */
    void run(ChainRun run, float[][] arrays) {
        run.run(arrays, from, rowStep, rows, width);
    }

    /** What a run leaves in all arrays, neighbours of what it writes among them. */
    int[][] bitsAfter(ChainRun run) {
        float[][] arrays = arrays();
        run(run, arrays);
        int[][] bits = new int[arrays.length][];
        for (int i = 0; i < arrays.length; i++) {
            bits[i] = Floats.bits(arrays[i]);
        }
        return bits;
    }

    @Override
    public String toString() {
        return "rows %d, width %d, seed %d, %s".formatted(rows, width, seed, chain);
    }

    /** A chain of the one function. */
    static Chain of(Unary f, boolean spread) {
        return new Chain(List.of(new Chain.Load(0, spread), new Chain.Apply(f, 0)), List.of(new Chain.Store(1, 1)), 2);
    }

    /** A chain of the one function; the bits of {@code spread} say which operands stand for a row. */
    static Chain of(Binary f, int spread) {
        return new Chain(
                List.of(load(0, spread), load(1, spread), new Chain.Apply2(f, 0, 1)),
                List.of(new Chain.Store(2, 2)),
                3);
    }

    /** A chain of the one function; the bits of {@code spread} say which operands stand for a row. */
    static Chain of(Ternary f, int spread) {
        return new Chain(
                List.of(load(0, spread), load(1, spread), load(2, spread), new Chain.Apply3(f, 0, 1, 2)),
                List.of(new Chain.Store(3, 3)),
                4);
    }

    private static Chain.Term load(int buffer, int spread) {
        return new Chain.Load(buffer, (spread >> buffer & 1) != 0);
    }

    /** A chain of some loads, constants and functions in any order, of which some are stored, loads among them. */
    static Chain random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Chain.Term> terms = new ArrayList<>();
        List<Chain.Store> stores = new ArrayList<>();
        int buffers = 0;
        terms.add(new Chain.Load(buffers++, false));
        int length = 3 + random.nextInt(14);
        while (terms.size() < length) {
            int size = terms.size();
            int a = random.nextInt(size);
            int b = random.nextInt(size);
            int c = random.nextInt(size);
            terms.add(
                    switch (random.nextInt(8)) {
                        case 0 -> new Chain.Load(buffers++, random.nextInt(3) == 0);
                        case 1 -> new Chain.Load(random.nextInt(buffers), random.nextInt(3) == 0);
                        case 2 -> new Chain.Constant((float) random.nextDouble(-2, 2));
                        case 3, 4 -> new Chain.Apply(any(Unary.values(), random), a);
                        case 5, 6 -> new Chain.Apply2(any(Binary.values(), random), a, b);
                        default -> new Chain.Apply3(any(Ternary.values(), random), a, b, c);
                    });
        }
        for (int i = 0; i < 3; i++) {
            stores.add(new Chain.Store(i == 0 ? length - 1 : random.nextInt(length), buffers++));
        }
        return new Chain(terms, stores, buffers);
    }

    private static <T> T any(T[] values, SplittableRandom random) {
        return values[random.nextInt(values.length)];
    }
}

package rnn4j.bench.bits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import rnn4j.bench.contest.Spread;
import rnn4j.bench.grid.Sizes;
import rnn4j.bench.yardstick.FusedLstm;
import rnn4j.bench.yardstick.LstmGates;

/**
 * What the same bits cost: an LSTM by hand with our functions, against the same with the JVM's, whose bits follow the machine.
 *
 * <p>Nothing else of a step would be faster if its bits were free: products run over outputs side by side with no sum across
 * lanes, chains of up to 1024 products are not cut, and what threads share is cut by the data.
 */
public final class FreedomDuel {

    private static final long ROUND_NANOS = 60_000_000L;
    private static final double WARM_UP = 4;

    private final FusedLstm ours;
    private final FusedLstm free;
    private final float[] x;
    private final float[] slopes;

    private FreedomDuel(Sizes sizes) {
        ours = new FusedLstm(sizes.batch(), sizes.length(), sizes.input(), sizes.hidden(), LstmGates.ours());
        free = new FusedLstm(sizes.batch(), sizes.length(), sizes.input(), sizes.hidden(), LstmGates.free());
        x = numbers(sizes.length() * sizes.batch() * sizes.input());
        slopes = numbers(sizes.length() * sizes.batch() * ours.units());
        float[] wx = numbers(sizes.input() * 4 * sizes.hidden());
        float[] wh = numbers(sizes.hidden() * 4 * sizes.hidden());
        float[] b = numbers(4 * sizes.hidden());
        ours.update(wx, wh, b);
        free.update(wx, wh, b);
    }

    private static float[] numbers(int n) {
        float[] numbers = new float[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = (i * 31 % 199 - 99) * 1e-3f;
        }
        return numbers;
    }

    /** Measures two sizes of the grid and prints a line each. */
    public static void show(int rounds, Consumer<String> line) {
        line.accept("cost: an LSTM by hand with our functions, against the JVM's own exp and tanh; 5 % is the bound");
        line.accept(
                String.format(Locale.ROOT, "  %-30s %12s %12s %9s %s", "", "ours us", "free us", "cost", "from to"));
        line("T1 32 x 64 x 64 -> 64", new Sizes(32, 64, 64, 64), rounds, line);
        line("T2 64 x 128 x 128 -> 256", new Sizes(64, 128, 128, 256), rounds, line);
    }

    private static void line(String name, Sizes sizes, int rounds, Consumer<String> line) {
        FreedomDuel duel = new FreedomDuel(sizes);
        for (boolean training : new boolean[] {false, true}) {
            List<Double> costs = new ArrayList<>();
            double[] times = duel.rounds(training, rounds, costs);
            Spread cost = Spread.of(costs);
            line.accept(String.format(
                    Locale.ROOT,
                    "  %-30s %12.1f %12.1f %+8.1f%% %+.1f to %+.1f",
                    name + (training ? " training" : " inference"),
                    times[0],
                    times[1],
                    100 * (cost.median() - 1),
                    100 * (cost.low() - 1),
                    100 * (cost.high() - 1)));
        }
    }

    private void run(FusedLstm lstm, boolean training) {
        if (training) {
            lstm.forward(x);
            lstm.backward(x, slopes);
        } else {
            lstm.infer(x);
        }
    }

    /** Returns the medians of both in microseconds, and adds the quotient of each round to the costs. */
    private double[] rounds(boolean training, int rounds, List<Double> costs) {
        long start = System.nanoTime();
        int calls = 1;
        while (System.nanoTime() - start < WARM_UP * 1e9) {
            long begun = System.nanoTime();
            run(ours, training);
            run(free, training);
            calls = Math.clamp(ROUND_NANOS / Math.max(1, System.nanoTime() - begun), 1, 1000);
        }
        double[][] times = new double[2][rounds];
        for (int round = 0; round < rounds; round++) {
            times[0][round] = time(ours, training, calls);
            times[1][round] = time(free, training, calls);
            costs.add(times[0][round] / times[1][round]);
        }
        Arrays.sort(times[0]);
        Arrays.sort(times[1]);
        return new double[] {times[0][rounds / 2], times[1][rounds / 2]};
    }

    private double time(FusedLstm lstm, boolean training, int calls) {
        long start = System.nanoTime();
        for (int call = 0; call < calls; call++) {
            run(lstm, training);
        }
        return (System.nanoTime() - start) * 1e-3 / calls;
    }
}

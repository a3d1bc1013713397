package rnn4j.bench.peers;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Say how far our losses, optimizers and schedules are from libtorch's, where it has the same. */
final class TorchAgreement {
    /** Beyond this it is not rounding. */
    private static final double BOUND = 2e-5;

    private final PrintStream out;
    private final List<String> wrong = new ArrayList<>();

    private TorchAgreement(PrintStream out) {
        this.out = out;
    }

    /** Prints a line for each; returns whether all agree. */
    static boolean print(PrintStream out) {
        TorchAgreement agreement = new TorchAgreement(out);
        out.println(
                "largest difference, as a share of the largest number where that is above 1; the first number of libtorch's");
        TorchLosses.all().forEach(agreement::line);
        TorchOptimizers.all().forEach(agreement::line);
        if (!agreement.wrong.isEmpty()) {
            out.println("apart by more than " + BOUND + ": " + agreement.wrong);
        }
        return agreement.wrong.isEmpty();
    }

    private void line(Compared compared) {
        double apart = compared.apart();
        out.printf(
                Locale.ROOT,
                "%-12s %-44s %.1e  %.9g%n",
                compared.kind(),
                compared.what(),
                apart,
                compared.theirs().getFirst());
        if (!(apart <= BOUND)) {
            wrong.add(compared.what());
        }
    }

    /**
     * The same numbers from both.
     *
     * @param kind loss, optimizer or schedule
     * @param what its name here
     * @param ours numbers
     * @param theirs as many
     */
    record Compared(String kind, String what, List<Double> ours, List<Double> theirs) {

        /** Keeps copies. */
        Compared {
            ours = List.copyOf(ours);
            theirs = List.copyOf(theirs);
            if (ours.size() != theirs.size()) {
                throw new IllegalArgumentException(
                        what + ": " + ours.size() + " numbers here, " + theirs.size() + " there");
            }
        }

        private double apart() {
            double apart = 0;
            double largest = 1;
            for (int i = 0; i < ours.size(); i++) {
                apart = Math.max(apart, Math.abs(ours.get(i) - theirs.get(i)));
                largest = Math.max(largest, Math.abs(theirs.get(i)));
            }
            return apart / largest;
        }
    }

    /** Normal numbers that both get. */
    static float[] normal(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    /** Numbers as a list of doubles. */
    static List<Double> list(float... numbers) {
        List<Double> list = new ArrayList<>();
        for (float number : numbers) {
            list.add((double) number);
        }
        return list;
    }
}

package rnn4j.bench.bits;

import java.util.List;
import rnn4j.kernel.Kernels;
import rnn4j.kernel.Workers;
import rnn4j.tensor.Threads;

/** The program that {@link Differences} starts in JVMs of all kinds: it tells its kernels, and the bits it computes. */
final class BitsProbe {

    private static final List<String> CELLS = List.of("lstm", "gru", "elman");
    private static final int STEPS = 20;
    private static final int FEW_STEPS = 3;

    private BitsProbe() {}

    /**
     * Prints what it finds, a line each: a key, and what should be the same in every JVM.
     *
     * @param args how many threads, and whether only a part is computed
     */
    public static void main(String[] args) {
        int threads = Integer.parseInt(args[0]);
        boolean part = Boolean.parseBoolean(args[1]);
        System.out.println("kernels\t" + Kernels.lanes() + " lanes, " + Kernels.description());
        try (Workers workers = Workers.of(threads)) {
            System.out.println("threads\t" + workers.threads());
        }
        for (int run = 1; run <= 2; run++) {
            train(TrainingBits.Form.KEPT, threads, FEW_STEPS);
            if (!part) {
                for (TrainingBits.Form form : TrainingBits.Form.values()) {
                    train(form, threads, STEPS);
                }
            }
        }
        try (Threads shared = Threads.of(threads)) {
            for (String cell : part ? CELLS.subList(0, 1) : CELLS) {
                shared.within(() -> ForwardBits.of(cell))
                        .forEach((how, rows) ->
                                System.out.println("forward " + cell + ", " + how + "\t" + String.join(" ", rows)));
            }
        }
    }

    private static void train(TrainingBits.Form form, int threads, int steps) {
        String key = "training, %2d steps, %s".formatted(steps, form.title());
        System.out.println(key + "\t" + TrainingBits.of(form, threads, steps));
    }
}

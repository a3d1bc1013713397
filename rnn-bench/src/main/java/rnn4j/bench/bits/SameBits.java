package rnn4j.bench.bits;

import java.util.List;
import java.util.function.Consumer;

/** Whether one program computes the same bits wherever it runs. */
public final class SameBits {

    /** How the keys begin that have one value together. */
    static final List<String> PROMISES =
            List.of("training,  3 steps", "training, 20 steps", "forward lstm", "forward gru", "forward elman");

    private SameBits() {}

    /**
     * Runs the variations and prints both tables.
     *
     * @param all every one; else eight of them
     * @return whether every table has one value for what promises it
     */
    public static boolean show(boolean all, Consumer<String> line) throws InterruptedException {
        List<Variation> variations = all ? Variation.all() : Variation.chosen();
        Differences differences = Differences.among(variations, line);
        differences.print(line);
        boolean same = true;
        for (String promise : PROMISES) {
            int values = differences.valuesOfAll(promise).size();
            line.accept("  %-18s %s".formatted(promise, values == 1 ? "one value" : values + " DIFFERENT values"));
            same &= values == 1;
        }
        return same;
    }
}

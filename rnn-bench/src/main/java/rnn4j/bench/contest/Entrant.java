package rnn4j.bench.contest;

import java.util.ArrayList;
import java.util.List;

/** A contestant that runs, and what it reached so far. */
final class Entrant {
    private final Running running;
    private final List<Sample> samples = new ArrayList<>();
    private List<Double> figures = List.of();

    Entrant(Running running) {
        this.running = running;
    }

    String name() {
        return running.name();
    }

    Running running() {
        return running;
    }

    List<Sample> samples() {
        return samples;
    }

    /** Gets ready; returns whether there is such a program. */
    boolean prepare(Job job) throws ContestException {
        figures = running.prepare(job);
        if (!figures.isEmpty()) {
            running.warmUp();
        }
        return !figures.isEmpty();
    }

    /** Returns what its first two calls gave. */
    List<Double> figures() {
        return figures;
    }

    /**
     * Returns whether the first results are those of another, but for rounding; the second ones only nearly, as updates in
     * between may have been others.
     */
    boolean agrees(Entrant other) {
        return near(0, other, 1e-3) && near(1, other, 2e-2);
    }

    private boolean near(int call, Entrant other, double tolerance) {
        double figure = other.figures.get(call);
        return Math.abs(figures.get(call) - figure) <= tolerance * Math.abs(figure);
    }

    /** Runs for a round. */
    void round(double seconds) throws ContestException {
        samples.add(running.run(seconds));
    }
}

package rnn4j.bench.contest;

import java.util.ArrayList;
import java.util.List;

/** A contestant that runs, and what it reached so far. */
final class Entrant {
    private final Running running;
    private final List<Sample> samples = new ArrayList<>();

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

    /** Runs for a round. */
    void round(double seconds) throws ContestException {
        samples.add(running.run(seconds));
    }
}

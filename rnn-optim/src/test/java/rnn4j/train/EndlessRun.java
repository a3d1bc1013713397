package rnn4j.train;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rnn4j.tensor.Snapshot;
import rnn4j.tensor.SnapshotStore;

/** A program that trains until it is told to end, for {@link ShutdownTest} to do so. */
final class EndlessRun {

    private EndlessRun() {}

    /** Prints a line when the first steps are made, and what was kept when the run has ended. */
    public static void main(String[] args) {
        Line line = new Line();
        Map<String, Snapshot> kept = new LinkedHashMap<>();
        SnapshotStore store = new SnapshotStore() {
            @Override
            public void save(String name, Snapshot snapshot) {
                kept.put(name, snapshot);
                System.out.println("kept " + name + " step " + snapshot.values().get("trainer.step"));
            }

            @Override
            public Optional<Snapshot> load(String name) {
                return Optional.ofNullable(kept.get(name));
            }
        };
        try (Trainer<Line.Points> trainer = Trainer.<Line.Points>of(line.parameters, line)
                .endOnShutdown(Duration.ofSeconds(20))
                .listener(Checkpoints.every(1_000_000_000, store))
                .listener(new TrainingListener() {
                    @Override
                    public void stepped(StepReport report) {
                        if (report.step() == 100) {
                            System.out.println("running");
                        }
                    }

                    @Override
                    public void stopped(Outcome outcome) {
                        System.out.println("stopped " + outcome.reason() + " step " + outcome.step());
                    }
                })
                .build()) {
            trainer.train(
                    () -> Stream.iterate(0L, n -> n + 1).map(Line::points).iterator(), Until.steps(1_000_000_000));
        }
    }
}

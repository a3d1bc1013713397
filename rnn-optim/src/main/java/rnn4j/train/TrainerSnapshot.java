package rnn4j.train;

import java.util.LinkedHashMap;
import java.util.Map;
import rnn4j.optim.Optimizer;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Snapshot;
import rnn4j.tensor.Tensor;

/** A trainer's snapshot: those of its parts, told apart by the first word of their names. */
final class TrainerSnapshot {

    private static final String PARAMETERS = "parameters.";
    private static final String OPTIMIZER = "optimizer.";
    private static final String SEED = "trainer.seed";
    private static final String STEP = "trainer.step";
    private static final String EPOCH = "trainer.epoch";

    private TrainerSnapshot() {}

    /** Where the trainer's random numbers come from, and how far it was. */
    record Counts(long seed, long step, long epoch) {}

    static Snapshot of(Parameters parameters, Optimizer optimizer, Counts counts) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(SEED, counts.seed());
        values.put(STEP, counts.step());
        values.put(EPOCH, counts.epoch());
        put(PARAMETERS, parameters.snapshot(), tensors, values);
        put(OPTIMIZER, optimizer.snapshot(), tensors, values);
        return new Snapshot(tensors, values);
    }

    private static void put(String prefix, Snapshot part, Map<String, Tensor> tensors, Map<String, Object> values) {
        part.tensors().forEach((name, tensor) -> tensors.put(prefix + name, tensor));
        part.values().forEach((name, value) -> values.put(prefix + name, value));
    }

    /**
     * Sets both parts back, or, with an exception, neither.
     *
     * @param seed what counts where the snapshot has none, as those had from before there was one
     */
    static Counts restore(Snapshot snapshot, Parameters parameters, Optimizer optimizer, long seed) {
        Counts counts = new Counts(
                snapshot.values().get(SEED) instanceof Long kept ? kept : seed,
                count(snapshot, STEP),
                count(snapshot, EPOCH));
        Snapshot before = optimizer.snapshot();
        optimizer.restore(part(OPTIMIZER, snapshot));
        try {
            parameters.restore(part(PARAMETERS, snapshot));
        } catch (RuntimeException e) {
            optimizer.restore(before);
            throw e;
        }
        return counts;
    }

    private static Snapshot part(String prefix, Snapshot snapshot) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, Object> values = new LinkedHashMap<>();
        snapshot.tensors().forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                tensors.put(name.substring(prefix.length()), tensor);
            }
        });
        snapshot.values().forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                values.put(name.substring(prefix.length()), value);
            }
        });
        return new Snapshot(tensors, values);
    }

    private static long count(Snapshot snapshot, String name) {
        if (snapshot.values().get(name) instanceof Long count && count >= 0) {
            return count;
        }
        throw new IllegalArgumentException("restore: the snapshot has no " + name + "; take it from a trainer");
    }
}

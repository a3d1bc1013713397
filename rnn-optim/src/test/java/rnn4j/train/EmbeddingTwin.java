package rnn4j.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import rnn4j.optim.Clipped;
import rnn4j.optim.Clipping;
import rnn4j.optim.Slots;
import rnn4j.optim.Update;
import rnn4j.optim.UpdateRule;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/** The table of an embedding, trained by plain tensors over all rows: what training has to come to, bit for bit. */
final class EmbeddingTwin {

    /**
     * What a step looks up, and where it pulls.
     *
     * @param uses of the table: symbols, and for each the gradient of its row, {@code [ids, width]}
     * @param whole whether the loss depends on the table as a whole, too
     */
    record Batch(List<Ids> uses, List<Tensor> pulls, boolean whole) {

        static Batch drawn(Random random, Shape table, int uses, int count, boolean whole) {
            List<Ids> ids = new ArrayList<>();
            List<Tensor> pulls = new ArrayList<>();
            for (int use = 0; use < uses; use++) {
                int window = 1 + random.nextInt(table.size(0));
                ids.add(Ids.of(
                        Shape.of(count),
                        IntStream.generate(() -> random.nextInt(window))
                                .limit(count)
                                .toArray()));
                pulls.add(normal(random, Shape.of(count, table.size(1))));
            }
            return new Batch(ids, pulls, whole);
        }

        /** Returns Σ (row · pull) over all uses, so that a row's gradient is its pull; and the table's squares. */
        Tensor loss(Tensor table) {
            Tensor loss = whole ? wholeLoss(table) : Tensor.scalar(0);
            for (int use = 0; use < uses.size(); use++) {
                loss = loss.add(table.gather(uses.get(use)).mul(pulls.get(use)).sum());
            }
            return loss;
        }
    }

    private final UpdateRule rule;
    private final Clipping clipping;
    private Tensor table;
    private Slots slots;
    private long count;

    EmbeddingTwin(UpdateRule rule, Clipping clipping, Tensor table) {
        this.rule = rule;
        this.clipping = clipping;
        this.table = table.copy();
        Map<String, Tensor> zeros = new LinkedHashMap<>();
        rule.slots().forEach(slot -> zeros.put(slot, Tensor.zeros(table.shape())));
        this.slots = Slots.of(zeros);
    }

    static Tensor normal(Random random, Shape shape) {
        float[] values = new float[shape.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(5) - 2));
        }
        return Tensor.of(shape, values);
    }

    private static Tensor wholeLoss(Tensor table) {
        return table.square().mean();
    }

    Tensor table() {
        return table;
    }

    Map<String, Tensor> slots() {
        return slots.named();
    }

    void set(Tensor values) {
        table = values.copy();
    }

    /** Makes a step with every row of the gradient, and returns its norm. */
    double step(Batch batch, double rate) {
        Clipped clipped = clipping.clip(Map.of("table", gradient(batch)));
        Tensor gradient = clipped.gradients().values().iterator().next();
        Update update = rule.update(table, gradient, slots, rate, ++count);
        table = update.value();
        slots = update.slots();
        return clipped.norm();
    }

    /** The way back goes from the last use to the first. */
    private Tensor gradient(Batch batch) {
        List<Tensor> parts = new ArrayList<>();
        for (int use = batch.uses().size() - 1; use >= 0; use--) {
            parts.add(rows(batch.uses().get(use), batch.pulls().get(use)));
        }
        if (batch.whole()) {
            parts.add(Tape.differentiate(() -> wholeLoss(table), table)
                    .gradients()
                    .of(table));
        }
        return parts.stream().reduce(Tensor::add).orElseThrow();
    }

    private Tensor rows(Ids ids, Tensor pulls) {
        int width = table.shape().size(1);
        float[] dense = new float[table.shape().count()];
        float[] values = pulls.values();
        for (int i = 0; i < values.length; i++) {
            dense[ids.at(i / width) * width + i % width] += values[i];
        }
        return Tensor.of(table.shape(), dense);
    }
}

package rnn4j.bench.grid;

import com.google.common.collect.Maps;
import java.util.Optional;
import java.util.SplittableRandom;
import rnn4j.bench.contest.Job;
import rnn4j.bench.contest.Work;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Sequence;
import rnn4j.nn.Dense;
import rnn4j.nn.Embedding;
import rnn4j.nn.Layer;
import rnn4j.nn.Readout;
import rnn4j.nn.Recurrent;
import rnn4j.nn.Stacked;
import rnn4j.optim.Clipping;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Threads;
import rnn4j.train.loss.CrossEntropy;
import rnn4j.train.loss.Loss;
import rnn4j.train.loss.Reduction;

/** Run the entries with what every user of the library has. */
public final class OwnGrid {
    private static final CellRegistry CELLS = CellRegistry.load();

    private OwnGrid() {}

    /** Returns whether the cell of an entry is there. */
    public static boolean has(Entry entry) {
        return CELLS.names().contains(entry.cell().registered());
    }

    /** Prepares the entry that the job's first word names. */
    public static Optional<Work> prepare(Job job) {
        Entry entry = Entry.of(job.words().getFirst());
        if (!has(entry)) {
            return Optional.empty();
        }
        Parameters parameters = Parameters.seeded(1);
        Threads threads = Threads.of(job.threads());
        if (entry.characters()) {
            return Optional.of(characters(entry, parameters, threads));
        }
        Sizes sizes = entry.sizes();
        Recurrent layer = layer(entry, CellSpec.of(sizes.input(), sizes.hidden()), parameters);
        Weights weights = new Weights(entry.cell(), sizes);
        parameters.update(Maps.transformEntries(
                parameters.named(), (name, value) -> Tensor.of(value.shape(), weights.parameter(name))));
        Sequence xs =
                Sequence.full(Tensor.of(Shape.of(sizes.length(), sizes.batch(), sizes.input()), weights.inputs()));
        return Optional.of(
                switch (entry.kind()) {
                    case TRAINING ->
                        new OwnTraining(
                                threads,
                                parameters,
                                () -> layer.apply(xs).values().square().mean(),
                                gradients -> gradients);
                    case INFERENCE -> new OwnInference(threads, layer, xs);
                    case STREAM -> new OwnStream(threads, layer, xs.values());
                });
    }

    private static Recurrent layer(Entry entry, CellSpec spec, Parameters parameters) {
        return new Recurrent(CELLS.create(entry.cell().registered(), spec, parameters));
    }

    private static Work characters(Entry entry, Parameters parameters, Threads threads) {
        Sizes sizes = entry.sizes();
        Layer<Ids, Tensor> model = new Embedding(parameters.scope("in"), Entry.SYMBOLS, Entry.EMBEDDING)
                .then(Sequence::full)
                .then(Stacked.of(
                        Entry.LAYERS,
                        CellSpec.of(Entry.EMBEDDING, sizes.hidden()),
                        parameters.scope("layers"),
                        (spec, scope) -> layer(entry, spec, scope)))
                .then(Readout::all)
                .then(new Dense(parameters.scope("out"), sizes.hidden(), Entry.SYMBOLS));
        Loss<Ids> loss = new CrossEntropy(Reduction.MEAN_OVER_STEPS);
        Ids symbols = symbols(sizes, 1);
        Ids next = symbols(sizes, 2);
        Clipping clipping = Clipping.globalNorm(Entry.CLIP);
        return new OwnTraining(
                threads,
                parameters,
                () -> loss.of(model.apply(symbols), next),
                gradients -> clipping.clip(gradients).gradients());
    }

    private static Ids symbols(Sizes sizes, long seed) {
        Shape shape = Shape.of(sizes.length(), sizes.batch());
        int[] values =
                new SplittableRandom(seed).ints(shape.count(), 0, Entry.SYMBOLS).toArray();
        return Ids.of(shape, values);
    }
}

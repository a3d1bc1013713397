package rnn4j.bench.bits;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Sequence;
import rnn4j.nn.Dense;
import rnn4j.nn.Recurrent;
import rnn4j.nn.Regularizers;
import rnn4j.optim.Adam;
import rnn4j.optim.Clipping;
import rnn4j.optim.Optimizer;
import rnn4j.optim.Schedule;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Init;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;
import rnn4j.train.Trainer;
import rnn4j.train.Until;
import rnn4j.train.loss.CrossEntropy;
import rnn4j.train.loss.Reduction;

/** Trains a small model, with rows that end early and all that is random in training, and tells the bits of its weights. */
final class TrainingBits {

    private static final int TIME = 9;
    private static final int ROWS = 16;
    private static final int INPUT = 7;
    private static final int UNITS = 33;

    /** So many classes make products of the read-out so large that threads share them. */
    private static final int CLASSES = 200;

    private static final int BATCHES = 4;

    /** How a plan runs the way back. */
    enum Form {
        KEPT("all values kept"),
        AGAIN("states kept at some steps, the others run again"),
        INPUT_GRADIENT("the gradient of the input, too");

        private final String title;

        Form(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** A batch: its number, by which samples are numbered, inputs, and their labels. */
    private record Batch(int number, Sequence xs, Ids labels) {

        static Batch of(int number) {
            RandomSource random = RandomSource.of(number, "batch");
            int[] lengths = IntStream.range(0, ROWS)
                    .map(row -> 1 + (row * 5 + number) % TIME)
                    .toArray();
            Tensor x = Init.uniform(-2, 2).draw(Shape.of(TIME, ROWS, INPUT), random);
            int[] labels = IntStream.range(0, TIME * ROWS)
                    .map(at -> (int) (random.uniform(100_000 + at) * CLASSES))
                    .toArray();
            return new Batch(number, new Sequence(x, Lengths.of(lengths)), Ids.of(Shape.of(TIME, ROWS), labels));
        }

        long[] samples() {
            return LongStream.range(0, ROWS).map(row -> 1000L * number + row).toArray();
        }
    }

    private TrainingBits() {}

    /** Returns the fingerprint of the weights after some steps. */
    static String of(Form form, int threads, int steps) {
        Parameters all = Parameters.seeded(1);
        Parameters model = all.scope("model");
        Tensor one = all.scope("aside").create("one", Shape.of(INPUT), Init.ones());
        Recurrent plain =
                new Recurrent(CellRegistry.load().create("lstm", CellSpec.of(INPUT, UNITS), model.scope("lstm")));
        Recurrent layer = (form == Form.AGAIN ? plain.within(1) : plain)
                .with(Regularizers.none()
                        .inputs(0.1)
                        .variational(0.1)
                        .recurrent(0.1)
                        .zoneout(0.1));
        Dense readout = new Dense(model.scope("readout"), UNITS, CLASSES);
        CrossEntropy loss = new CrossEntropy(Reduction.MEAN_OVER_STEPS);
        List<Batch> batches = IntStream.range(0, BATCHES).mapToObj(Batch::of).toList();
        try (Trainer<Batch> trainer = Trainer.<Batch>of(model, batch -> {
                    Sequence xs = batch.xs();
                    Sequence inputs = form == Form.INPUT_GRADIENT ? xs.map(x -> x.mul(one)) : xs;
                    Tensor logits = readout.apply(layer.apply(inputs).values());
                    return loss.of(logits, batch.labels(), xs.lengths().mask(TIME));
                })
                .optimizer(Optimizer.of(Adam.standard()))
                .schedule(Schedule.constant(0.01))
                .clipping(Clipping.globalNorm(1))
                .samples(Batch::samples)
                .threads(threads)
                .build()) {
            trainer.train(batches, Until.steps(steps));
        }
        return Digest.of(model.named());
    }
}

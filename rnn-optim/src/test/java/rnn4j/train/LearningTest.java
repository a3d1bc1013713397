package rnn4j.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.Unrolled;
import rnn4j.nn.Dense;
import rnn4j.nn.Embedding;
import rnn4j.nn.Readout;
import rnn4j.nn.Recurrent;
import rnn4j.optim.Adam;
import rnn4j.optim.Clipping;
import rnn4j.optim.Optimizer;
import rnn4j.optim.Schedule;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;
import rnn4j.train.TruncatedObjective.Carried;
import rnn4j.train.loss.CrossEntropy;
import rnn4j.train.loss.Reduction;
import rnn4j.train.metric.Accuracy;
import rnn4j.train.metric.BitsPerSymbol;

/** Small tasks that only a memory can solve, learned from a fixed seed to a stated score. */
class LearningTest {

    private static final CellRegistry CELLS = CellRegistry.load();
    private static final int SYMBOLS = 4;
    private static final int HIDDEN = 16;
    private static final CrossEntropy LOSS = new CrossEntropy(Reduction.MEAN_OVER_STEPS);

    /**
     * A piece of an endless stream of random symbols; the answer at each step is the symbol of two steps before.
     *
     * @param inputs {@code [time, batch]}
     * @param targets {@code [time, batch]}
     */
    private record Piece(long number, Ids inputs, Ids targets) {

        private static final int TIME = 4;
        private static final int BATCH = 16;
        private static final int DELAY = 2;

        static Piece of(long number) {
            return new Piece(number, symbols(number * TIME), symbols(number * TIME - DELAY));
        }

        private static Ids symbols(long from) {
            int[] symbols = IntStream.range(0, TIME * BATCH)
                    .map(place -> symbol(from + place / BATCH, place % BATCH))
                    .toArray();
            return Ids.of(Shape.of(TIME, BATCH), symbols);
        }

        private static int symbol(long time, int row) {
            return (int) (RandomSource.of(23, "echo").at(row).uniform(time + DELAY) * SYMBOLS);
        }
    }

    /** An embedding, an LSTM and a softmax, run over pieces. */
    private static final class Echo {

        private final Parameters parameters = Parameters.seeded(5);
        private final Embedding embedding = new Embedding(parameters.scope("embedding"), SYMBOLS, 8);
        private final Recurrent lstm =
                new Recurrent(CELLS.create("lstm", CellSpec.of(8, HIDDEN), parameters.scope("lstm")));
        private final Dense output = new Dense(parameters.scope("output"), HIDDEN, SYMBOLS);

        Unrolled run(Ids inputs, State state) {
            return lstm.run(Sequence.full(embedding.apply(inputs)), state, Resets.none());
        }

        Carried<State> loss(Piece piece, State state) {
            Unrolled run = run(piece.inputs, state);
            Tensor logits = output.apply(run.outputs().values());
            return new Carried<>(LOSS.of(logits, piece.targets), run.last());
        }

        TruncatedObjective<Piece, State> objective() {
            return TruncatedObjective.of(piece -> piece.number == 0, piece -> lstm.initial(Piece.BATCH), this::loss);
        }

        /** Returns the bits per symbol on pieces that were not trained on. */
        double bits() {
            BitsPerSymbol bits = new BitsPerSymbol();
            State state = lstm.initial(Piece.BATCH);
            for (long number = 10_000; number < 10_020; number++) {
                Piece piece = Piece.of(number);
                Unrolled run = run(piece.inputs, state);
                // the first answers lie before the stream and can't be known
                if (number > 10_000) {
                    bits.add(output.apply(run.outputs().values()), piece.targets);
                }
                state = run.last();
            }
            return bits.value();
        }
    }

    /**
     * Pieces of four steps and a delay of two: half of the answers lie in the piece before, so without the carried state
     * one of the two bits would be left.
     */
    @Test
    void anLstmEchoesAcrossPieces() {
        Echo echo = new Echo();
        double before = echo.bits();
        try (Trainer<Piece> trainer = Trainer.<Piece>of(echo.parameters, echo.objective())
                .optimizer(Optimizer.of(Adam.standard()))
                .schedule(Schedule.cosine(0.02, 20, 400))
                .clipping(Clipping.globalNorm(1))
                .build()) {
            List<Piece> pieces = LongStream.range(0, 400).mapToObj(Piece::of).toList();
            trainer.train(pieces, Until.epochs(1));
        }

        assertThat(before).isGreaterThan(1.9);
        assertThat(echo.bits()).isLessThan(0.1);
    }

    /**
     * Sequences of unlike length, of which the first symbol is asked for at the end.
     *
     * @param inputs {@code [time, batch]}, garbage where the sequence is over
     */
    private record First(Ids inputs, Lengths lengths, Ids answers) {

        private static final int TIME = 7;
        private static final int BATCH = 17;

        static First of(long number) {
            RandomSource random = RandomSource.of(29, "first").at(number);
            int[] inputs = IntStream.range(0, TIME * BATCH)
                    .map(place -> (int) (random.uniform(place) * SYMBOLS))
                    .toArray();
            int[] lengths = IntStream.range(0, BATCH)
                    .map(row -> 1 + (int) (random.uniform(1000L + row) * TIME))
                    .toArray();
            int[] answers = IntStream.range(0, BATCH).map(row -> inputs[row]).toArray();
            return new First(
                    Ids.of(Shape.of(TIME, BATCH), inputs), Lengths.of(lengths), Ids.of(Shape.of(BATCH), answers));
        }
    }

    @Test
    void anElmanCellRemembersTheFirstSymbol() {
        Parameters parameters = Parameters.seeded(7);
        Embedding embedding = new Embedding(parameters.scope("embedding"), SYMBOLS, 8);
        Recurrent elman = new Recurrent(CELLS.create("elman", CellSpec.of(8, HIDDEN), parameters.scope("elman")));
        Dense output = new Dense(parameters.scope("output"), HIDDEN, SYMBOLS);
        Accuracy heldOut = new Accuracy();
        Objective<First> objective = batch -> {
            Sequence xs = new Sequence(embedding.apply(batch.inputs), batch.lengths);
            return LOSS.of(output.apply(Readout.lastValid(elman.apply(xs))), batch.answers);
        };
        try (Trainer<First> trainer = Trainer.<First>of(parameters, objective)
                .schedule(Schedule.cosine(0.02, 20, 400))
                .clipping(Clipping.globalNorm(1))
                .build()) {
            trainer.train(LongStream.range(0, 400).mapToObj(First::of).toList(), Until.epochs(1));
        }
        for (long number = 10_000; number < 10_020; number++) {
            First batch = First.of(number);
            Sequence xs = new Sequence(embedding.apply(batch.inputs), batch.lengths);
            heldOut.add(
                    output.apply(Readout.lastValid(elman.apply(xs))), batch.answers, Mask.all(Shape.of(First.BATCH)));
        }

        assertThat(heldOut.count()).isEqualTo(20 * First.BATCH);
        assertThat(heldOut.value()).isGreaterThan(0.98);
    }
}

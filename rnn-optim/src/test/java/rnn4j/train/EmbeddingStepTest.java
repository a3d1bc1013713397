package rnn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rnn4j.optim.TensorMaps.tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rnn4j.optim.Adadelta;
import rnn4j.optim.Adagrad;
import rnn4j.optim.Adam;
import rnn4j.optim.AdamW;
import rnn4j.optim.AmsGrad;
import rnn4j.optim.Clipping;
import rnn4j.optim.Lion;
import rnn4j.optim.NAdam;
import rnn4j.optim.Nesterov;
import rnn4j.optim.Optimizer;
import rnn4j.optim.RmsProp;
import rnn4j.optim.Schedule;
import rnn4j.optim.Sgd;
import rnn4j.optim.UpdateRule;
import rnn4j.optim.WeightDecay;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Snapshot;
import rnn4j.tensor.Tensor;
import rnn4j.train.EmbeddingTwin.Batch;

/** Training of a table reads and writes the rows that move, and has the bits of training that goes over all of them. */
class EmbeddingStepTest {

    private static final long SEED = 20260109;

    /** More than the threads' parts of an update, and rows that lie across their borders. */
    private static final Shape TABLE = Shape.of(1700, 41);

    private static final int STEPS = 16;

    private final Random random = new Random(SEED);

    private static Stream<UpdateRule> rules() {
        return Stream.of(
                Sgd.plain(),
                new Sgd(0.9),
                Adam.standard(),
                new Adam(0, 0, 1e-8),
                Nesterov.standard(),
                RmsProp.standard(),
                Adagrad.standard(),
                Adadelta.standard(),
                AmsGrad.standard(),
                AdamW.decaying(0),
                AdamW.decaying(0.1),
                NAdam.standard(),
                Lion.standard(),
                new WeightDecay(Sgd.plain(), 0.1),
                EquationRule.rmsProp(),
                EquationRule.decaying(),
                EquationRule.reading());
    }

    private static Stream<Arguments> rulesAndClippings() {
        return rules().flatMap(rule -> Stream.of(
                Arguments.of(rule, "none", Clipping.none(), 1),
                Arguments.of(rule, "norm", Clipping.globalNorm(30), 2),
                Arguments.of(rule, "value", Clipping.value(5), 1)));
    }

    /** A trainer and its twin, which began with the same table. */
    private static final class Pair implements AutoCloseable {

        final Parameters parameters = Parameters.seeded(2);
        final Tensor table = parameters.create("table", TABLE, Init.uniform(-1, 1));
        final Optimizer optimizer;
        final EmbeddingTwin twin;
        final Trainer<Batch> trainer;
        private final List<Double> norms = new ArrayList<>();

        Pair(UpdateRule rule, Clipping clipping, int threads) {
            parameters.update(Map.of("table", signedZeros(table)));
            optimizer = Optimizer.of(rule);
            twin = new EmbeddingTwin(rule, clipping, table);
            trainer = Trainer.<Batch>of(parameters, batch -> batch.loss(table))
                    .optimizer(optimizer)
                    .clipping(clipping)
                    .schedule(rates())
                    .threads(threads)
                    .listener(new TrainingListener() {
                        @Override
                        public void stepped(StepReport report) {
                            norms.add(report.gradientNorm());
                        }
                    })
                    .build();
        }

        /** The first steps of a warm-up have the rate 0. */
        private static Schedule rates() {
            return step -> step < 2 || step == 9 ? 0 : 0.01 * step;
        }

        private static Tensor signedZeros(Tensor table) {
            float[] values = table.values();
            for (int i = 0; i < values.length; i += 5) {
                values[i] = i % 2 == 0 ? -0f : 0;
            }
            return Tensor.of(table.shape(), values);
        }

        void train(Batch batch) {
            trainer.train(List.of(batch), Until.steps(trainer.step() + 1));
        }

        void step(Batch batch) {
            double rate = rates().rate(trainer.step());
            double norm = twin.step(batch, rate);
            train(batch);
            assertThat(norms.getLast()).isEqualTo(norm);
            assertSame();
        }

        void assertSame() {
            assertThat(table.sameBits(twin.table()))
                    .as("the table after step %d", trainer.step())
                    .isTrue();
            Map<String, Tensor> slots = optimizer.snapshot().tensors();
            twin.slots()
                    .forEach((slot, values) -> assertThat(
                                    tensor(slots, slot + ".table").sameBits(values))
                            .as("%s after step %d", slot, trainer.step())
                            .isTrue());
        }

        @Override
        public void close() {
            trainer.close();
        }
    }

    private Batch once(int count) {
        return Batch.drawn(random, TABLE, 1, count, false);
    }

    /** Rows that come again, that come once, twice in a batch, or never; now and then no row at all. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("rulesAndClippings")
    void rowsHaveTheBitsOfTheWholeTable(UpdateRule rule, String name, Clipping clipping, int threads) {
        try (Pair pair = new Pair(rule, clipping, threads)) {
            for (int step = 0; step < STEPS; step++) {
                pair.step(once(step % 8 == 5 ? 0 : 1 + random.nextInt(90)));
            }
        }
    }

    /** By turns by rows, by rows twice, by rows and as a whole, and by rows again. */
    @ParameterizedTest
    @MethodSource("rules")
    void aTableThatIsUsedOtherwiseHasThemToo(UpdateRule rule) {
        try (Pair pair = new Pair(rule, Clipping.globalNorm(30), 1)) {
            for (int step = 0; step < STEPS; step++) {
                pair.step(Batch.drawn(random, TABLE, 1 + step % 3 / 2, 1 + random.nextInt(50), step % 7 == 6));
            }
        }
    }

    /** The moments of a row that is looked up once go on alone, step after step, and take the row with them. */
    @Test
    void aRowThatIsLookedUpOnceGoesOnMoving() {
        try (Pair pair = new Pair(Adam.standard(), Clipping.none(), 1)) {
            pair.step(once(0));
            pair.step(once(0));
            pair.step(once(0));
            pair.step(once(1));
            Tensor before = pair.table.copy();
            float[] m = tensor(pair.optimizer.snapshot().tensors(), "m.table").values();
            pair.step(once(0));
            float[] after =
                    tensor(pair.optimizer.snapshot().tensors(), "m.table").values();
            int moved = 0;
            for (int i = 0; i < m.length; i++) {
                assertThat(after[i]).isEqualTo(m[i] * 0.9f);
                moved += before.values()[i] == pair.table.values()[i] ? 0 : 1;
            }
            assertThat(moved).isBetween(1, TABLE.size(1));
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void trainingGoesOnFromASnapshot(UpdateRule rule) {
        try (Pair pair = new Pair(rule, Clipping.none(), 1);
                Pair resumed = new Pair(rule, Clipping.none(), 1)) {
            for (int step = 0; step < 8; step++) {
                pair.step(once(20));
            }
            Snapshot middle = pair.trainer.snapshot();
            resumed.train(once(9)); // what it has learned until then is gone
            resumed.trainer.restore(middle);
            for (int step = 0; step < 8; step++) {
                Batch batch = once(20);
                pair.step(batch);
                resumed.train(batch);
                assertThat(resumed.table.sameBits(pair.table)).isTrue();
            }
        }
    }

    /** What somebody writes between two steps is what the next one begins with, in rows that move and in those that rest. */
    @ParameterizedTest
    @MethodSource("rules")
    void whatIsWrittenBetweenStepsStays(UpdateRule rule) {
        try (Pair pair = new Pair(rule, Clipping.none(), 1)) {
            for (int step = 0; step < 12; step++) {
                pair.step(once(20));
                if (step % 4 == 3) {
                    Tensor written = EmbeddingTwin.normal(random, TABLE);
                    pair.parameters.update(Map.of("table", written));
                    pair.twin.set(written);
                }
            }
        }
    }

    /** A step that is refused has changed nothing, and what it computed in other rows does not come up later. */
    @Test
    void aRefusedStepLeavesNothingBehind() {
        for (UpdateRule rule : List.of(Adam.standard(), EquationRule.rmsProp())) {
            try (Pair pair = new Pair(rule, Clipping.none(), 1)) {
                for (int step = 0; step < 12; step++) {
                    pair.step(once(20));
                    Batch drawn = once(50);
                    Batch far = new Batch(
                            drawn.uses(),
                            List.of(drawn.pulls().getFirst().mul(1e15f).mul(1e18f)),
                            step % 6 == 5);
                    if (step % 3 == 2) {
                        assertThatThrownBy(() -> pair.train(far)).isInstanceOf(TrainingException.class);
                        pair.assertSame();
                    }
                }
            }
        }
    }

    /** A weight that is no number is told of at the next step, though its row is never looked up; and so is the way back. */
    @ParameterizedTest
    @MethodSource("rules")
    void aBadWeightIsToldOfWhereverItStands(UpdateRule rule) {
        try (Pair pair = new Pair(rule, Clipping.none(), 1)) {
            Batch batch = Batch.drawn(new Random(5), TABLE, 1, 4, false);
            for (int step = 0; step < 4; step++) {
                pair.step(batch);
            }
            Tensor good = pair.table.copy();
            float[] bad = good.values();
            bad[bad.length - 1] = Float.NaN;
            Map<String, Tensor> slots =
                    new LinkedHashMap<>(pair.optimizer.snapshot().tensors());
            pair.parameters.update(Map.of("table", Tensor.of(TABLE, bad)));
            assertThatThrownBy(() -> pair.train(batch)).hasMessageContaining("the new value of 'table'");
            slots.forEach((slot, values) -> assertThat(
                            tensor(pair.optimizer.snapshot().tensors(), slot).sameBits(values))
                    .isTrue());
            pair.parameters.update(Map.of("table", good));
            pair.step(batch);
            pair.step(once(30));
        }
    }
}

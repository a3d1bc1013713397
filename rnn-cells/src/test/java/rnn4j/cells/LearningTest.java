package rnn4j.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Sequence;
import rnn4j.nn.Dense;
import rnn4j.nn.Readout;
import rnn4j.nn.Recurrent;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/** The cells learn what each can, by plain gradient descent from a fixed seed. Losses are nats per answer. */
class LearningTest {

    private static final long SEED = 21;
    private static final int SYMBOLS = 4;
    private static final int BATCH = 32;
    private static final int HIDDEN = 24;

    /** One batch: symbols in, and the answers to the last one or to each. */
    private record Task(Ids symbols, Ids answers) {}

    /** Recall the first symbol after seven others went by. */
    private static Task recall(long step) {
        int time = 8;
        int[] symbols = draw(step, time);
        int[] answers = new int[BATCH];
        System.arraycopy(symbols, 0, answers, 0, BATCH);
        return new Task(Ids.of(Shape.of(time, BATCH), symbols), Ids.of(Shape.of(BATCH), answers));
    }

    /** Say the symbol before last at each step; before the first one, say 0. */
    private static Task echo(long step) {
        int time = 8;
        int[] symbols = draw(step, time);
        int[] answers = new int[time * BATCH];
        System.arraycopy(symbols, 0, answers, 2 * BATCH, answers.length - 2 * BATCH);
        return new Task(Ids.of(Shape.of(time, BATCH), symbols), Ids.of(Shape.of(time * BATCH), answers));
    }

    private static int[] draw(long step, int time) {
        RandomSource random = RandomSource.of(SEED, "symbols").at(step);
        int[] symbols = new int[time * BATCH];
        for (int place = 0; place < symbols.length; place++) {
            symbols[place] = (int) (random.uniform(place) * SYMBOLS);
        }
        return symbols;
    }

    @Test
    void lstmRecallsTheFirstOfEightSymbols() {
        Parameters parameters = Parameters.seeded(SEED);
        Recurrent recurrent = new Recurrent(new LstmCell(CellSpec.of(SYMBOLS, HIDDEN), parameters.scope("cell")));
        Dense dense = new Dense(parameters.scope("head"), HIDDEN, SYMBOLS);

        float loss = train(
                parameters,
                250,
                1,
                LearningTest::recall,
                x -> dense.apply(Readout.lastValid(recurrent.apply(Sequence.full(x)))));

        // guessing costs log 4 = 1.386
        assertThat(loss).isLessThan(0.05f);
    }

    @Test
    void gruRecallsTheFirstOfEightSymbols() {
        Parameters parameters = Parameters.seeded(SEED);
        Recurrent recurrent = new Recurrent(new GruCell(CellSpec.of(SYMBOLS, HIDDEN), parameters.scope("cell")));
        Dense dense = new Dense(parameters.scope("head"), HIDDEN, SYMBOLS);

        float loss = train(
                parameters,
                250,
                1,
                LearningTest::recall,
                x -> dense.apply(Readout.lastValid(recurrent.apply(Sequence.full(x)))));

        // guessing costs log 4 = 1.386
        assertThat(loss).isLessThan(0.05f);
    }

    @Test
    void elmanEchoesTheSymbolBeforeLast() {
        Parameters parameters = Parameters.seeded(SEED);
        Recurrent recurrent = new Recurrent(new ElmanCell(CellSpec.of(SYMBOLS, HIDDEN), parameters.scope("cell")));
        Dense dense = new Dense(parameters.scope("head"), HIDDEN, SYMBOLS);

        float loss = train(
                parameters,
                120,
                0.5f,
                LearningTest::echo,
                x -> dense.apply(recurrent.apply(Sequence.full(x)).values()));

        assertThat(loss).isLessThan(0.05f);
    }

    /** Returns the mean loss of the last ten steps. */
    private static float train(
            Parameters parameters, int steps, float rate, LongFunction<Task> task, UnaryOperator<Tensor> model) {
        float sum = 0;
        for (int step = 0; step < steps; step++) {
            Task now = task.apply(step);
            Tensor oneHot = identity().gather(now.symbols());
            Differentiated result = Tape.differentiate(() -> crossEntropy(model.apply(oneHot), now.answers()));
            Map<String, Tensor> next = new HashMap<>();
            parameters
                    .named()
                    .forEach((name, value) -> next.put(
                            name, value.sub(result.gradients().of(value).mul(rate))));
            parameters.update(next);
            sum += step >= steps - 10 ? result.value().value() : 0;
        }
        System.out.printf("loss after %d steps, seed %d: %.4f%n", steps, SEED, sum / 10);
        return sum / 10;
    }

    private static Tensor crossEntropy(Tensor scores, Ids answers) {
        Tensor hot = identity().gather(answers);
        return scores.reshape(hot.shape()).logSoftmax(-1).mul(hot).sum().div(-answers.count());
    }

    private static Tensor identity() {
        float[] ones = new float[SYMBOLS * SYMBOLS];
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            ones[symbol * SYMBOLS + symbol] = 1;
        }
        return Tensor.of(Shape.of(SYMBOLS, SYMBOLS), ones);
    }
}

package stranger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.nn.Dense;
import rnn4j.nn.Recurrent;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/** Teaches an LSTM to say at the end of a sequence with which number it began. */
public final class Remember {
    private static final int TIME = 4;
    private static final int BATCH = 33;
    private static final int HIDDEN = 16;
    private static final int STEPS = 600;
    private static final float RATE = 0.3f;

    private final Parameters parameters = Parameters.seeded(7);
    private final Recurrent lstm =
            new Recurrent(CellRegistry.load().create("lstm", CellSpec.of(1, HIDDEN), parameters.scope("lstm")));
    private final Dense readout = new Dense(parameters.scope("readout"), HIDDEN, 1);

    private Remember() {}

    /**
     * Train, and fail if nothing was learnt or if Java was started in another way than promised.
     *
     * @param args {@code class path} or {@code module path}
     */
    public static void main(String[] args) {
        String path = Remember.class.getModule().isNamed() ? "module path" : "class path";
        if (!path.equals(args[0])) {
            throw new IllegalStateException("remember: runs on the " + path + "; it was to run on the " + args[0]);
        }
        new Remember().train(path);
    }

    private void train(String path) {
        Random random = new Random(11);
        float first = Float.NaN;
        float loss = Float.NaN;
        for (int step = 0; step < STEPS; step++) {
            float[] numbers = new float[TIME * BATCH];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = random.nextFloat() * 2 - 1;
            }
            loss = step(Tensor.of(Shape.of(TIME, BATCH, 1), numbers));
            first = step == 0 ? loss : first;
        }
        System.out.printf("trained on the %s: mean square %.4f -> %.4f%n", path, first, loss);
        if (!(loss < first / 5)) {
            throw new IllegalStateException(
                    "remember: the loss went from " + first + " to " + loss + "; it was to fall to a fifth");
        }
    }

    /** Take one step of gradient descent on {@code [time, batch, 1]}, and return the loss before it. */
    private float step(Tensor numbers) {
        Differentiated result = Tape.differentiate(() -> loss(numbers));
        Map<String, Tensor> next = new LinkedHashMap<>();
        result.gradients().parameters().forEach((name, gradient) -> {
            Tensor value = parameters.named().get(name);
            next.put(name, value.sub(gradient.mul(RATE)));
        });
        parameters.update(next);
        return result.value().value();
    }

    private Tensor loss(Tensor numbers) {
        Sequence heard = new Sequence(numbers, Lengths.full(BATCH, TIME));
        Tensor said =
                lstm.run(heard, lstm.initial(BATCH), Resets.none()).outputs().values();
        Tensor last = readout.apply(said.index(0, TIME - 1));
        return last.sub(numbers.index(0, 0)).square().mean();
    }
}

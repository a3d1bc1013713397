package rnn4j.bench.yardstick;

import java.util.Map;
import rnn4j.cell.Cell;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Direction;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.StepDriver;
import rnn4j.cells.LstmCell;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/**
 * How the yardstick differs from the cell's equations, run step by step on the tape.
 *
 * @param wrongOutputs outputs of either forward pass that differ in any bit
 * @param gradientError the greatest relative error of a weight's gradient, in norms
 */
public record LstmComparison(int wrongOutputs, double gradientError) {

    /** Compare on random numbers. */
    public static LstmComparison of(int batch, int length, int input, int hidden) {
        Parameters parameters = Parameters.seeded(1);
        Cell cell = new LstmCell(CellSpec.of(input, hidden), parameters);
        StepDriver driver = new StepDriver(cell);
        Tensor x = random("x", length, batch, input);
        Tensor slopes = random("slopes", length, batch, hidden);
        Differentiated step =
                Tape.differentiate(() -> run(driver, x).mul(slopes).sum());
        Map<String, Tensor> weights = parameters.named();

        FusedLstm fused = new FusedLstm(batch, length, input, hidden);
        fused.update(values(weights, "wx"), values(weights, "wh"), values(weights, "b"));
        float[] expected = run(driver, x).values();
        int wrong = wrong(expected, fused.infer(x.values()), batch, hidden, fused.units());
        wrong += wrong(expected, fused.forward(x.values()), batch, hidden, fused.units());
        fused.backward(x.values(), padded(slopes.values(), hidden, fused.units()));
        float[][] found = {new float[input * 4 * hidden], new float[hidden * 4 * hidden], new float[4 * hidden]};
        fused.gradients(found[0], found[1], found[2]);
        Map<String, Tensor> gradients = step.gradients().parameters();
        double error = Math.max(
                error(found[0], values(gradients, "wx")),
                Math.max(error(found[1], values(gradients, "wh")), error(found[2], values(gradients, "b"))));
        return new LstmComparison(wrong, error);
    }

    private static Tensor run(StepDriver driver, Tensor x) {
        Sequence xs = Sequence.full(x);
        return driver.run(xs, driver.shape().initial(xs.batch()), Direction.FORWARD, Resets.none())
                .outputs()
                .values();
    }

    private static Tensor random(String name, int... sizes) {
        return Init.uniform(-1, 1).draw(Shape.of(sizes), RandomSource.of(1, name));
    }

    private static float[] values(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalStateException(
                    "yardstick: the LSTM has no parameter " + name + ", only " + tensors.keySet());
        }
        return tensor.values();
    }

    private static int wrong(float[] expected, float[] found, int batch, int hidden, int units) {
        int wrong = 0;
        for (int i = 0; i < expected.length; i++) {
            float other = found[(batch + i / hidden) * units + i % hidden];
            wrong += Float.floatToIntBits(expected[i]) == Float.floatToIntBits(other) ? 0 : 1;
        }
        return wrong;
    }

    private static float[] padded(float[] rows, int hidden, int units) {
        float[] padded = new float[rows.length / hidden * units];
        for (int i = 0; i < rows.length; i++) {
            padded[i / hidden * units + i % hidden] = rows[i];
        }
        return padded;
    }

    private static double error(float[] found, float[] expected) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < found.length; i++) {
            difference += (found[i] - (double) expected[i]) * (found[i] - (double) expected[i]);
            norm += (double) expected[i] * expected[i];
        }
        return difference == 0 ? 0 : Math.sqrt(difference / norm); // a single step has no gradient of wh
    }
}

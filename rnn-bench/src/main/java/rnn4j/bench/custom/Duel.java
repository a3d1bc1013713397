package rnn4j.bench.custom;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import rnn4j.bench.grid.Sizes;
import rnn4j.bench.yardstick.FusedLstm;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Sequence;
import rnn4j.nn.Recurrent;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Gradients;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Workspace;

/**
 * The traced LSTM against the one fused by hand, at one shape, in turn in one process and on one thread.
 *
 * <p>Both pack new weights in each training pass, as after an update, and none when nothing is learned. Both use their arrays
 * again. Both backward times hold the same loss on the tape, whose gradient is what the passes start from.
 */
public final class Duel {
    private static final long ROUND_NANOS = 40_000_000L;

    private final LongSupplier clock;
    private final Parameters parameters = Parameters.seeded(1);
    private final Map<String, Tensor> weights;
    private final Recurrent traced;
    private final FusedLstm fused;
    private final Sequence xs;
    private final float[] x;
    private final Tensor slopes;
    private final float[] padded;
    private final Tensor outputs;
    private final Workspace workspace = new Workspace();
    private final Workspace lossWorkspace = new Workspace();
    private final float[] wx;
    private final float[] wh;
    private final float[] b;
    private final float[] wxGradient;
    private final float[] whGradient;
    private final float[] bGradient;

    /**
     * One line of the answer.
     *
     * @param part inference, training forward or backward
     * @param times traced, and by hand
     */
    public record Line(String part, Turns times) {}

    /**
     * Makes both and checks that their outputs have the same bits.
     *
     * @param clock nanoseconds
     */
    public Duel(Sizes sizes, LongSupplier clock) {
        this.clock = clock;
        int hidden = sizes.hidden();
        CellSpec spec = CellSpec.of(sizes.input(), hidden);
        traced = new Recurrent(CellRegistry.load().create("lstm", spec, parameters));
        weights = parameters.snapshot().tensors();
        fused = new FusedLstm(sizes.batch(), sizes.length(), sizes.input(), hidden);
        wx = weight("wx");
        wh = weight("wh");
        b = weight("b");
        wxGradient = wx.clone();
        whGradient = wh.clone();
        bGradient = b.clone();
        xs = Sequence.full(random("x", sizes.length(), sizes.batch(), sizes.input()));
        x = xs.values().values();
        slopes = random("slopes", sizes.length(), sizes.batch(), hidden);
        outputs = traced.apply(xs).values();
        padded = new float[sizes.length() * sizes.batch() * fused.units()];
        float[] dense = slopes.values();
        for (int i = 0; i < dense.length; i++) {
            padded[i / hidden * fused.units() + i % hidden] = dense[i];
        }
        fused.update(wx, wh, b);
        check(outputs.values(), fused.infer(x), sizes);
    }

    private float[] weight(String name) {
        return Objects.requireNonNull(weights.get(name), name).values();
    }

    private static Tensor random(String name, int... sizes) {
        return Init.uniform(-1, 1).draw(Shape.of(sizes), RandomSource.of(1, name));
    }

    private void check(float[] expected, float[] found, Sizes sizes) {
        for (int i = 0; i < expected.length; i++) {
            float other = found[(sizes.batch() + i / sizes.hidden()) * fused.units() + i % sizes.hidden()];
            if (Float.floatToIntBits(expected[i]) != Float.floatToIntBits(other)) {
                throw new IllegalStateException(
                        "custom: output " + i + " is " + expected[i] + " traced and " + other + " by hand");
            }
        }
    }

    /** Runs some rounds after warming up for some seconds of the clock. */
    public List<Line> run(int rounds, double warmUp) {
        long start = clock.getAsLong();
        int calls = 1;
        while (clock.getAsLong() - start < warmUp * 1e9) {
            long begun = clock.getAsLong();
            infer(1);
            train(1);
            calls = Math.clamp(ROUND_NANOS / Math.max(1, clock.getAsLong() - begun), 1, 1000);
        }
        List<List<Turns.Times>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int round = 0; round < rounds; round++) {
            parts.get(0).add(infer(calls));
            List<Turns.Times> training = train(calls);
            parts.get(1).add(training.get(0));
            parts.get(2).add(training.get(1));
        }
        return List.of(
                new Line("inference", Turns.of(parts.get(0), calls)),
                new Line("training forward", Turns.of(parts.get(1), calls)),
                new Line("backward", Turns.of(parts.get(2), calls)));
    }

    private Turns.Times infer(int calls) {
        fused.update(wx, wh, b);
        workspace.pass(() -> traced.apply(xs));
        fused.infer(x);
        long start = clock.getAsLong();
        for (int call = 0; call < calls; call++) {
            workspace.pass(() -> traced.apply(xs));
        }
        long middle = clock.getAsLong();
        for (int call = 0; call < calls; call++) {
            fused.infer(x);
        }
        return new Turns.Times(middle - start, clock.getAsLong() - middle);
    }

    /** Forward and backward. */
    private List<Turns.Times> train(int calls) {
        long[] times = new long[4];
        for (int call = 0; call < calls; call++) {
            trainTraced(times);
            trainFused(times);
        }
        return List.of(new Turns.Times(times[0], times[1]), new Turns.Times(times[2], times[3]));
    }

    private void trainTraced(long[] times) {
        parameters.update(weights);
        long[] forward = new long[1];
        long start = clock.getAsLong();
        Differentiated step = workspace.pass(() -> Tape.differentiate(() -> {
            long begun = clock.getAsLong();
            Tensor made = traced.apply(xs).values();
            forward[0] = clock.getAsLong() - begun;
            return loss(made);
        }));
        long all = clock.getAsLong() - start;
        if (step.gradients().parameters().size() != weights.size()) {
            throw new IllegalStateException(
                    "custom: gradients of " + step.gradients().parameters().keySet() + " alone");
        }
        times[0] += forward[0];
        times[2] += all - forward[0];
    }

    private void trainFused(long[] times) {
        long start = clock.getAsLong();
        fused.update(wx, wh, b);
        fused.forward(x);
        long middle = clock.getAsLong();
        Gradients gradients = lossWorkspace.pass(
                () -> Tape.differentiate(() -> loss(outputs), outputs).gradients());
        fused.backward(x, padded);
        fused.gradients(wxGradient, whGradient, bGradient);
        times[1] += middle - start;
        times[3] += clock.getAsLong() - middle;
        if (gradients.of(outputs).shape().count() != outputs.shape().count()) {
            throw new IllegalStateException("custom: the loss has another gradient");
        }
    }

    private Tensor loss(Tensor made) {
        return made.mul(slopes).sum();
    }
}

package rnn4j.cell.plan;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.cell.ToyCells;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** Cells that count steps, read a clock, or remember a window of time; a clock is the first column of the input. */
final class TimeCells {

    /** The name of a first column that holds the time since the step before. */
    static final String ELAPSED = "dt";

    /** The name of a first column that holds the time since the beginning. */
    static final String STAMP = "t";

    private static final int SUB_STEPS = 3;

    private TimeCells() {}

    private static CellShape clocked(String clock, int input, int output) {
        Stream<String> features = IntStream.range(0, input).mapToObj(i -> "x" + i);
        return CellShape.of(input + 1, output)
                .columns(Stream.concat(Stream.of(clock), features).toArray(String[]::new));
    }

    /**
     * Clockwork network. Koutník et al. 2014: units in modules of periods 1, 2, 4, 8; a module is run where its period divides
     * the step's number, and hears itself and slower ones.
     *
     * <pre>
     * h' = tanh(x W + h (mask U) + b)         where n mod period = 0, else h
     * n' = n + 1
     * </pre>
     */
    static Cell clockwork(int input, int hidden, Parameters p) {
        float[] period = new float[hidden];
        float[] hears = new float[hidden * hidden];
        IntStream.range(0, hidden).forEach(unit -> period[unit] = 1 << (unit * Math.min(4, hidden) / hidden));
        IntStream.range(0, hidden * hidden)
                .forEach(place -> hears[place] = period[place / hidden] >= period[place % hidden] ? 1 : 0);
        Tensor periods = Tensor.of(Shape.of(hidden), period);
        Tensor mask = Tensor.of(Shape.of(hidden, hidden), hears);
        Tensor w = p.create("w", Shape.of(input, hidden), Init.glorot());
        Tensor u = p.create("u", Shape.of(hidden, hidden), Init.orthogonal());
        Tensor b = p.create("b", Shape.of(hidden), Init.zeros());
        CellShape shape = CellShape.of(input, hidden).state("h", hidden).state("n", 1);
        return ToyCells.of(shape, (x, s) -> {
            Tensor h = s.get("h");
            Tensor run = x.matmul(w).add(h.matmul(u.mul(mask))).add(b).tanh();
            Tensor due = s.get("n").floorMod(periods).equalTo(Tensor.scalar(0));
            Tensor next = Tensor.select(due, run, h);
            return Step.of(next, State.of("h", next, "n", s.get("n").add(1)));
        });
    }

    /**
     * Phased LSTM. Neil, Pfeiffer and Liu 2016, without peepholes; open for 0.4 of a period, where the paper takes 0.05, so
     * that few steps meet every phase.
     *
     * <pre>
     * φ         = ((t - s) mod τ) / τ
     * k         = 2 φ / r, 2 - 2 φ / r, or φ / 1000      for φ below r / 2, below r, or above
     * [i f g o] = x Wx + h Wh + b
     * c~        = σ(f) c + σ(i) tanh(g)
     * h~        = σ(o) tanh(c~)
     * c', h'    = k c~ + (1 - k) c, k h~ + (1 - k) h
     * </pre>
     */
    static Cell phasedLstm(int input, int hidden, Parameters p) {
        float open = 0.4f;
        Tensor wx = p.create("wx", Shape.of(input, 4 * hidden), Init.glorot());
        Tensor wh = p.create("wh", Shape.of(hidden, 4 * hidden), Init.gates(4, Init.orthogonal()));
        Tensor b = p.create("b", Shape.of(4 * hidden), Init.forgetBias(4, 1));
        Tensor logTau = p.create("logTau", Shape.of(hidden), Init.uniform(0, 3));
        Tensor shift = p.create("shift", Shape.of(hidden), Init.uniform(0, 5));
        CellShape shape = clocked(STAMP, input, hidden).state("h", hidden).state("c", hidden);
        return ToyCells.of(shape, (xs, s) -> {
            Tensor tau = logTau.exp();
            Tensor phase = xs.slice(1, 0, 1).sub(shift).floorMod(tau).div(tau);
            Tensor rising = phase.mul(2 / open);
            Tensor closed = phase.greater(Tensor.scalar(open));
            Tensor falling = phase.greater(Tensor.scalar(open / 2));
            Tensor k = Tensor.select(
                    closed,
                    phase.mul(0.001f),
                    Tensor.select(falling, rising.neg().add(2), rising));
            List<Tensor> gates = xs.slice(1, 1, 1 + input)
                    .matmul(wx)
                    .add(s.get("h").matmul(wh))
                    .add(b)
                    .split(4);
            Tensor kept = gates.get(1).sigmoid().mul(s.get("c"));
            Tensor c = kept.add(gates.get(0).sigmoid().mul(gates.get(2).tanh()));
            Tensor h = gates.get(3).sigmoid().mul(c.tanh());
            Tensor nextC = k.mul(c).add(k.oneMinus().mul(s.get("c")));
            Tensor nextH = k.mul(h).add(k.oneMinus().mul(s.get("h")));
            return Step.of(nextH, State.of("h", nextH, "c", nextC));
        });
    }

    /**
     * Liquid time constant network. Hasani et al. 2021, algorithm 1, with some connections cut; three sub-steps, each with a
     * product of its own.
     *
     * <pre>
     * f  = σ(x W + h (mask U) + b)
     * h  ← (h + δ f A) / (1 + δ (1/τ + f))        three times, δ = dt / 3, τ = softplus(raw)
     * </pre>
     */
    static Cell ltc(int input, int hidden, Parameters p) {
        float[] wired = new float[hidden * hidden];
        IntStream.range(0, wired.length).forEach(place -> wired[place] = place % 3 == 1 ? 0 : 1);
        Tensor mask = Tensor.of(Shape.of(hidden, hidden), wired);
        Tensor w = p.create("w", Shape.of(input, hidden), Init.glorot());
        Tensor u = p.create("u", Shape.of(hidden, hidden), Init.glorot());
        Tensor b = p.create("b", Shape.of(hidden), Init.zeros());
        Tensor a = p.create("a", Shape.of(hidden), Init.uniform(-1, 1));
        Tensor raw = p.create("raw", Shape.of(hidden), Init.uniform(0, 2));
        CellShape shape = clocked(ELAPSED, input, hidden).state("h", hidden);
        return ToyCells.of(shape, (xs, s) -> {
            Tensor delta = xs.slice(1, 0, 1).div(SUB_STEPS);
            Tensor fromInput = xs.slice(1, 1, 1 + input).matmul(w);
            Tensor leak = raw.softplus().reciprocal();
            Tensor h = s.get("h");
            for (int n = 0; n < SUB_STEPS; n++) {
                Tensor f = fromInput.add(h.matmul(u.mul(mask))).add(b).sigmoid();
                Tensor pulled = h.add(delta.mul(f).mul(a));
                h = pulled.div(delta.mul(leak.add(f)).add(1));
            }
            return Step.of(h, State.of("h", h));
        });
    }

    /**
     * Closed-form continuous-time network. Hasani et al. 2022, with its shared backbone.
     *
     * <pre>
     * y  = 1.7159 tanh(0.666 ([x h] W + b))
     * ff = σ((y Wa + ba) dt + (y Wb + bb))
     * h' = tanh(y W1 + b1) (1 - ff) + ff tanh(y W2 + b2)
     * </pre>
     */
    static Cell cfc(int input, int hidden, Parameters p) {
        int wide = hidden + 2;
        Tensor w = p.create("w", Shape.of(input + hidden, wide), Init.glorot());
        Tensor b = p.create("b", Shape.of(wide), Init.zeros());
        Tensor[] ws = new Tensor[4];
        Tensor[] bs = new Tensor[4];
        for (int n = 0; n < 4; n++) {
            ws[n] = p.create("w" + n, Shape.of(wide, hidden), Init.glorot());
            bs[n] = p.create("b" + n, Shape.of(hidden), Init.zeros());
        }
        CellShape shape = clocked(ELAPSED, input, hidden).state("h", hidden);
        return ToyCells.of(shape, (xs, s) -> {
            Tensor dt = xs.slice(1, 0, 1);
            Tensor seen = Tensor.concat(-1, List.of(xs.slice(1, 1, 1 + input), s.get("h")));
            Tensor y = seen.matmul(w).add(b).mul(0.666f).tanh().mul(1.7159f);
            Tensor[] heads = new Tensor[4];
            for (int n = 0; n < 4; n++) {
                heads[n] = y.matmul(ws[n]).add(bs[n]);
            }
            Tensor ff = heads[2].mul(dt).add(heads[3]).sigmoid();
            Tensor h = heads[0].tanh().mul(ff.oneMinus()).add(ff.mul(heads[1].tanh()));
            return Step.of(h, State.of("h", h));
        });
    }

    /**
     * Legendre memory unit. Voelker, Kajić and Eliasmith 2019, with a memory of order 6 over 12 steps, held at a constant
     * within each step (zero-order hold).
     *
     * <pre>
     * u  = x ex + h eh + m em
     * m' = m Aᵀ + u bᵀ                        A = e^(A0/θ), b = A0⁻¹ (A - I) b0; fixed
     * h' = tanh(x Wx + h Wh + m' Wm)
     * </pre>
     *
     * <p>A0 and b0 are those of the paper: {@code a_ij = (2i + 1)·(-1 where i < j, else (-1)^(i-j+1))}, {@code b_i = (2i + 1)(-1)^i}.
     */
    static Cell lmu(int input, int hidden, Parameters p) {
        int order = 6;
        double[][] held = Legendre.held(order, 12);
        float[] turned = new float[order * order];
        float[] entry = new float[order];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                turned[j * order + i] = (float) held[i][j];
            }
            entry[i] = (float) held[i][order];
        }
        Tensor a = Tensor.of(Shape.of(order, order), turned);
        Tensor enter = Tensor.of(Shape.of(order), entry);
        Tensor ex = p.create("ex", Shape.of(input, 1), Init.glorot());
        Tensor eh = p.create("eh", Shape.of(hidden, 1), Init.glorot());
        Tensor em = p.create("em", Shape.of(order, 1), Init.zeros());
        Tensor wx = p.create("wx", Shape.of(input, hidden), Init.glorot());
        Tensor wh = p.create("wh", Shape.of(hidden, hidden), Init.glorot());
        Tensor wm = p.create("wm", Shape.of(order, hidden), Init.glorot());
        CellShape shape = CellShape.of(input, hidden).state("h", hidden).state("m", order);
        return ToyCells.of(shape, (x, s) -> {
            Tensor h = s.get("h");
            Tensor u = x.matmul(ex).add(h.matmul(eh)).add(s.get("m").matmul(em));
            Tensor m = s.get("m").matmul(a).add(u.mul(enter));
            Tensor next = x.matmul(wx).add(h.matmul(wh)).add(m.matmul(wm)).tanh();
            return Step.of(next, State.of("h", next, "m", m));
        });
    }
}

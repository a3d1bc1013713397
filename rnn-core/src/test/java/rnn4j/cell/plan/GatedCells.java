package rnn4j.cell.plan;

import java.util.List;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.cell.ToyCells;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** Cells whose gates read the state through a matrix. */
final class GatedCells {

    private static final float EPSILON = 1e-5f;

    private GatedCells() {}

    /**
     * The first LSTM. Hochreiter and Schmidhuber 1997: no forget gate, the cells of a block share gates, gates see gates, and
     * no gradient passes from one step to the next but through c.
     *
     * <pre>
     * [i o z] = x Wx + stop([y i o]) Wh + b      of the step before; i and o one per block, z one per cell
     * i, o    = σ(i), σ(o)
     * c'      = c + i (4 σ(z) - 2)
     * y'      = o (2 σ(c') - 1)
     * </pre>
     */
    static Cell lstm1997(int input, int hidden, Parameters p) {
        int blocks = HeadCells.heads(hidden);
        int size = hidden / blocks;
        int wide = 2 * blocks + hidden;
        Tensor wx = p.create("wx", Shape.of(input, wide), Init.glorot());
        Tensor wh = p.create("wh", Shape.of(wide, wide), Init.uniform(-0.5f, 0.5f));
        Tensor b = p.create("b", Shape.of(wide), Init.zeros());
        CellShape shape = CellShape.of(input, hidden)
                .state("c", blocks, size)
                .state("y", hidden)
                .state("i", blocks)
                .state("o", blocks);
        return ToyCells.of(shape, (x, s) -> {
            int batch = x.shape().size(0);
            Tensor seen = Tensor.concat(-1, List.of(s.get("y"), s.get("i"), s.get("o")))
                    .stopGradient();
            Tensor net = x.matmul(wx).add(seen.matmul(wh)).add(b);
            Tensor i = net.slice(1, 0, blocks).sigmoid();
            Tensor o = net.slice(1, blocks, 2 * blocks).sigmoid();
            Tensor z = net.slice(1, 2 * blocks, wide).reshape(batch, blocks, size);
            Tensor c = s.get("c").add(i.expand(-1).mul(z.sigmoid().mul(4).sub(2)));
            Tensor y = o.expand(-1).mul(c.sigmoid().mul(2).sub(1)).reshape(batch, hidden);
            return Step.of(y, State.of("c", c, "y", y).with("i", i).with("o", o));
        });
    }

    /** The LSTM of Gers et al. 2000 as it stands in a textbook, with a matrix for each gate. */
    static Cell lstmOfSeparateWeights(int input, int hidden, Parameters p) {
        Gate i = new Gate("i", input, hidden, p);
        Gate f = new Gate("f", input, hidden, p);
        Gate g = new Gate("g", input, hidden, p);
        Gate o = new Gate("o", input, hidden, p);
        CellShape shape = CellShape.of(input, hidden).state("h", hidden).state("c", hidden);
        return ToyCells.of(shape, (x, s) -> {
            Tensor h = s.get("h");
            Tensor c = f.of(x, h)
                    .sigmoid()
                    .mul(s.get("c"))
                    .add(i.of(x, h).sigmoid().mul(g.of(x, h).tanh()));
            Tensor next = o.of(x, h).sigmoid().mul(c.tanh());
            return Step.of(next, State.of("h", next, "c", c));
        });
    }

    /** {@code x W + h U + b}, before it is squashed. */
    private record Gate(Tensor w, Tensor u, Tensor b) {
        Gate(String name, int input, int hidden, Parameters p) {
            this(
                    p.create("w" + name, Shape.of(input, hidden), Init.glorot()),
                    p.create("u" + name, Shape.of(hidden, hidden), Init.orthogonal()),
                    p.create("b" + name, Shape.of(hidden), Init.zeros()));
        }

        Tensor of(Tensor x, Tensor h) {
            return x.matmul(w).add(h.matmul(u)).add(b);
        }
    }

    /**
     * LSTM with peepholes. Gers, Schraudolph and Schmidhuber 2002.
     *
     * <pre>
     * [i f g o] = x Wx + h Wh + b
     * i, f      = σ(i + pi c), σ(f + pf c)
     * c'        = f c + i tanh(g)
     * h'        = σ(o + po c') tanh(c')
     * </pre>
     */
    static Cell peephole(int input, int hidden, Parameters p) {
        Tensor wx = p.create("wx", Shape.of(input, 4 * hidden), Init.glorot());
        Tensor wh = p.create("wh", Shape.of(hidden, 4 * hidden), Init.gates(4, Init.orthogonal()));
        Tensor b = p.create("b", Shape.of(4 * hidden), Init.forgetBias(4, 1));
        Tensor pi = p.create("pi", Shape.of(hidden), Init.uniform(-0.5f, 0.5f));
        Tensor pf = p.create("pf", Shape.of(hidden), Init.uniform(-0.5f, 0.5f));
        Tensor po = p.create("po", Shape.of(hidden), Init.uniform(-0.5f, 0.5f));
        CellShape shape = CellShape.of(input, hidden).state("h", hidden).state("c", hidden);
        return ToyCells.of(shape, (x, s) -> {
            Tensor c = s.get("c");
            List<Tensor> gates = x.matmul(wx).add(s.get("h").matmul(wh)).add(b).split(4);
            Tensor i = gates.get(0).add(pi.mul(c)).sigmoid();
            Tensor f = gates.get(1).add(pf.mul(c)).sigmoid();
            Tensor next = f.mul(c).add(i.mul(gates.get(2).tanh()));
            Tensor h = gates.get(3).add(po.mul(next)).sigmoid().mul(next.tanh());
            return Step.of(h, State.of("h", h, "c", next));
        });
    }

    /**
     * LSTM with a recurrent projection. Sak, Senior and Beaufays 2014, without peepholes and without the second projection.
     *
     * <pre>
     * [i f g o] = x Wx + r Wr + b
     * c'        = σ(f) c + σ(i) tanh(g)
     * r'        = (σ(o) tanh(c')) Wp      half as wide as c; the output
     * </pre>
     */
    static Cell projected(int input, int hidden, Parameters p) {
        int narrow = (hidden + 1) / 2;
        Tensor wx = p.create("wx", Shape.of(input, 4 * hidden), Init.glorot());
        Tensor wr = p.create("wr", Shape.of(narrow, 4 * hidden), Init.glorot());
        Tensor b = p.create("b", Shape.of(4 * hidden), Init.forgetBias(4, 1));
        Tensor wp = p.create("wp", Shape.of(hidden, narrow), Init.glorot());
        CellShape shape = CellShape.of(input, narrow).state("r", narrow).state("c", hidden);
        return ToyCells.of(shape, (x, s) -> {
            List<Tensor> gates = x.matmul(wx).add(s.get("r").matmul(wr)).add(b).split(4);
            Tensor kept = gates.get(1).sigmoid().mul(s.get("c"));
            Tensor c = kept.add(gates.get(0).sigmoid().mul(gates.get(2).tanh()));
            Tensor r = gates.get(3).sigmoid().mul(c.tanh()).matmul(wp);
            return Step.of(r, State.of("r", r, "c", c));
        });
    }

    /**
     * LSTM with layer normalisation. Ba, Kiros and Hinton 2016, supplement; input and state are normalised apart, over all
     * gates at once, and b stands for both shifts.
     *
     * <pre>
     * N(z)      = (z - mean z) / √(var z + 1e-5)
     * [f i o g] = a1 N(h Wh) + a2 N(x Wx) + b
     * c'        = σ(f) c + σ(i) tanh(g)
     * h'        = σ(o) tanh(a3 N(c') + b3)
     * </pre>
     */
    static Cell layerNorm(int input, int hidden, Parameters p) {
        Tensor wx = p.create("wx", Shape.of(input, 4 * hidden), Init.glorot());
        Tensor wh = p.create("wh", Shape.of(hidden, 4 * hidden), Init.gates(4, Init.orthogonal()));
        Tensor b = p.create("b", Shape.of(4 * hidden), Init.forgetBias(4, 0));
        Tensor a1 = p.create("a1", Shape.of(4 * hidden), Init.ones());
        Tensor a2 = p.create("a2", Shape.of(4 * hidden), Init.ones());
        Tensor a3 = p.create("a3", Shape.of(hidden), Init.ones());
        Tensor b3 = p.create("b3", Shape.of(hidden), Init.zeros());
        CellShape shape = CellShape.of(input, hidden).state("h", hidden).state("c", hidden);
        return ToyCells.of(shape, (x, s) -> {
            Tensor fromState = a1.mul(normalized(s.get("h").matmul(wh)));
            Tensor fromInput = a2.mul(normalized(x.matmul(wx)));
            List<Tensor> gates = fromState.add(fromInput).add(b).split(4);
            Tensor kept = gates.get(0).sigmoid().mul(s.get("c"));
            Tensor c = kept.add(gates.get(1).sigmoid().mul(gates.get(3).tanh()));
            Tensor h = gates.get(2).sigmoid().mul(a3.mul(normalized(c)).add(b3).tanh());
            return Step.of(h, State.of("h", h, "c", c));
        });
    }

    private static Tensor normalized(Tensor z) {
        Tensor deviation = z.variance(-1).add(EPSILON).sqrt().expand(-1);
        return z.sub(z.mean(-1).expand(-1)).div(deviation);
    }

    /**
     * Gated recurrent unit with its reset gate before the recurrent product. Cho et al. 2014, arXiv:1406.1078v3.
     *
     * <pre>
     * [r z] = σ(x Wg + h Ug + bg)
     * n     = tanh(x Wn + (r h) Un + bn)
     * h'    = z h + (1 - z) n
     * </pre>
     */
    static Cell gru2014(int input, int hidden, Parameters p) {
        Tensor wg = p.create("wg", Shape.of(input, 2 * hidden), Init.glorot());
        Tensor ug = p.create("ug", Shape.of(hidden, 2 * hidden), Init.gates(2, Init.orthogonal()));
        Tensor bg = p.create("bg", Shape.of(2 * hidden), Init.zeros());
        Gate candidate = new Gate("n", input, hidden, p);
        CellShape shape = CellShape.of(input, hidden).state("h", hidden);
        return ToyCells.of(shape, (x, s) -> {
            Tensor h = s.get("h");
            List<Tensor> gates =
                    x.matmul(wg).add(h.matmul(ug)).add(bg).sigmoid().split(2);
            Tensor z = gates.get(1);
            Tensor n = candidate.of(x, gates.get(0).mul(h)).tanh();
            Tensor next = z.mul(h).add(z.oneMinus().mul(n));
            return Step.of(next, State.of("h", next));
        });
    }

    /** Minimal gated unit: f = σ(x Wf + h Uf + bf); h' = (1 - f) h + f tanh(x Wn + (f h) Un + bn). Zhou et al. 2016. */
    static Cell mgu(int input, int hidden, Parameters p) {
        Gate forget = new Gate("f", input, hidden, p);
        Gate candidate = new Gate("n", input, hidden, p);
        CellShape shape = CellShape.of(input, hidden).state("h", hidden);
        return ToyCells.of(shape, (x, s) -> {
            Tensor h = s.get("h");
            Tensor f = forget.of(x, h).sigmoid();
            Tensor n = candidate.of(x, f.mul(h)).tanh();
            Tensor next = f.oneMinus().mul(h).add(f.mul(n));
            return Step.of(next, State.of("h", next));
        });
    }

    /**
     * Update gate network, from a learned first state: g = σ(x Wg + h Ug + bg + 1); h' = g h + (1 - g) tanh(x Wc + h Uc + bc).
     * Collins, Sohl-Dickstein and Sussillo 2017.
     */
    static Cell ugrnn(int input, int hidden, Parameters p) {
        Gate gate = new Gate("g", input, hidden, p);
        Gate candidate = new Gate("c", input, hidden, p);
        Tensor start = p.create("start", Shape.of(hidden), Init.uniform(-1, 1));
        CellShape shape = CellShape.of(input, hidden).state("h", start);
        return ToyCells.of(shape, (x, s) -> {
            Tensor h = s.get("h");
            Tensor g = gate.of(x, h).add(1).sigmoid();
            Tensor next = g.mul(h).add(g.oneMinus().mul(candidate.of(x, h).tanh()));
            return Step.of(next, State.of("h", next));
        });
    }
}

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

/** Cells without a matrix between state and state: every product of theirs may leave the loop over time. */
final class LinearCells {

    private LinearCells() {}

    /**
     * Simple recurrent unit. Lei et al. 2018; where the widths differ, the skip is a product of its own, as in their code.
     *
     * <pre>
     * f  = σ(x Wf + vf c + bf)
     * r  = σ(x Wr + vr c + br)
     * c' = f c + (1 - f) (x W)
     * h  = r c' + (1 - r) √3 x            √(1 + 2 e^b) for gates that begin at b = 0
     * </pre>
     */
    static Cell sru(int input, int hidden, Parameters p) {
        boolean equal = input == hidden;
        Tensor w = p.create("w", Shape.of(input, (equal ? 3 : 4) * hidden), Init.glorot());
        Tensor vf = p.create("vf", Shape.of(hidden), Init.uniform(-1, 1));
        Tensor vr = p.create("vr", Shape.of(hidden), Init.uniform(-1, 1));
        Tensor bf = p.create("bf", Shape.of(hidden), Init.zeros());
        Tensor br = p.create("br", Shape.of(hidden), Init.zeros());
        CellShape shape = CellShape.of(input, hidden).state("c", hidden);
        return ToyCells.of(shape, (x, s) -> {
            Tensor c = s.get("c");
            List<Tensor> u = x.matmul(w).split(equal ? 3 : 4);
            Tensor f = u.get(1).add(vf.mul(c)).add(bf).sigmoid();
            Tensor r = u.get(2).add(vr.mul(c)).add(br).sigmoid();
            Tensor next = f.mul(c).add(f.oneMinus().mul(u.get(0)));
            Tensor skip = (equal ? x : u.get(3)).mul((float) Math.sqrt(3));
            return Step.of(r.mul(next).add(r.oneMinus().mul(skip)), State.of("c", next));
        });
    }

    /**
     * Quasi-recurrent network with fo-pooling and a window of three. Bradbury et al. 2017; the two inputs before are a state.
     *
     * <pre>
     * [z f o] = [x₋₂ x₋₁ x] W + b
     * c'      = σ(f) c + (1 - σ(f)) tanh(z)
     * h       = σ(o) c'
     * </pre>
     */
    static Cell qrnn(int input, int hidden, Parameters p) {
        Tensor w = p.create("w", Shape.of(3 * input, 3 * hidden), Init.glorot());
        Tensor b = p.create("b", Shape.of(3 * hidden), Init.zeros());
        CellShape shape = CellShape.of(input, hidden).state("past", 2, input).state("c", hidden);
        return ToyCells.of(shape, (x, s) -> {
            Tensor past = s.get("past");
            Tensor before = past.reshape(x.shape().size(0), 2 * input);
            List<Tensor> parts =
                    Tensor.concat(-1, List.of(before, x)).matmul(w).add(b).split(3);
            Tensor f = parts.get(1).sigmoid();
            Tensor c = f.mul(s.get("c")).add(f.oneMinus().mul(parts.get(0).tanh()));
            Tensor shifted = Tensor.concat(1, List.of(past.slice(1, 1, 2), x.expand(1)));
            return Step.of(parts.get(2).sigmoid().mul(c), State.of("past", shifted, "c", c));
        });
    }

    /** Independently recurrent network: h' = [x W + u h + b]₊ with |u| ≤ 1. Li et al. 2018. */
    static Cell indRnn(int input, int hidden, Parameters p) {
        Tensor w = p.create("w", Shape.of(input, hidden), Init.he());
        Tensor u = p.create("u", Shape.of(hidden), Init.uniform(-1, 1));
        Tensor b = p.create("b", Shape.of(hidden), Init.zeros());
        CellShape shape = CellShape.of(input, hidden).state("h", hidden);
        return ToyCells.of(shape, (x, s) -> {
            Tensor h = x.matmul(w).add(u.clamp(-1, 1).mul(s.get("h"))).add(b).relu();
            return Step.of(h, State.of("h", h));
        });
    }

    /**
     * Minimal GRU whose state is positive. Feng et al. 2024, appendix B.2.1, one step at a time; h begins at g(0).
     *
     * <pre>
     * z    = σ(x Wz + bz)
     * g(a) = a + 1/2 where a ≥ 0, else σ(a)
     * h'   = (1 - z) h + z g(x Wh + bh)
     * </pre>
     */
    static Cell minGru(int input, int hidden, Parameters p) {
        Tensor wz = p.create("wz", Shape.of(input, hidden), Init.glorot());
        Tensor bz = p.create("bz", Shape.of(hidden), Init.zeros());
        Tensor wh = p.create("wh", Shape.of(input, hidden), Init.glorot());
        Tensor bh = p.create("bh", Shape.of(hidden), Init.zeros());
        CellShape shape = CellShape.of(input, hidden).state("h", Tensor.full(Shape.of(hidden), 0.5f));
        return ToyCells.of(shape, (x, s) -> {
            Tensor z = x.matmul(wz).add(bz).sigmoid();
            Tensor a = x.matmul(wh).add(bh);
            Tensor g = Tensor.select(a.greaterEqual(Tensor.scalar(0)), a.add(0.5f), a.sigmoid());
            Tensor h = z.oneMinus().mul(s.get("h")).add(z.mul(g));
            return Step.of(h, State.of("h", h));
        });
    }

    /**
     * Linear recurrent unit. Orvieto et al. 2023; the complex state is two real ones.
     *
     * <pre>
     * λ  = exp(-e^ν + i e^θ)              begins on a ring, 0.5 to 0.98 from the centre
     * γ  = √(1 - |λ|²)
     * s' = λ s + γ (x B)
     * y  = Re(s' C) + x D
     * </pre>
     */
    static Cell lru(int input, int hidden, Parameters p) {
        Tensor nu = p.create("nu", Shape.of(hidden), Init.uniform(-3.9f, -0.37f)); // log(-log 0.98) to log(-log 0.5)
        Tensor theta = p.create("theta", Shape.of(hidden), Init.uniform(-4, 1));
        Tensor br = p.create("br", Shape.of(input, hidden), Init.glorot());
        Tensor bi = p.create("bi", Shape.of(input, hidden), Init.glorot());
        Tensor cr = p.create("cr", Shape.of(hidden, hidden), Init.glorot());
        Tensor ci = p.create("ci", Shape.of(hidden, hidden), Init.glorot());
        Tensor d = p.create("d", Shape.of(input, hidden), Init.glorot());
        CellShape shape = CellShape.of(input, hidden).state("re", hidden).state("im", hidden);
        return ToyCells.of(shape, (x, s) -> {
            Tensor size = nu.exp().neg().exp();
            Tensor re = size.mul(theta.exp().cos());
            Tensor im = size.mul(theta.exp().sin());
            Tensor gamma = size.square().oneMinus().sqrt();
            Tensor sr = s.get("re");
            Tensor si = s.get("im");
            Tensor nextRe = re.mul(sr).sub(im.mul(si)).add(gamma.mul(x.matmul(br)));
            Tensor nextIm = re.mul(si).add(im.mul(sr)).add(gamma.mul(x.matmul(bi)));
            Tensor y = nextRe.matmul(cr).sub(nextIm.matmul(ci)).add(x.matmul(d));
            return Step.of(y, State.of("re", nextRe, "im", nextIm));
        });
    }

    /**
     * Time mixing of RWKV-4. Peng et al. 2023, with the running maximum of their code; the input before is a state.
     *
     * <pre>
     * k, v, r = of x m + x₋ (1 - m), each with its own m: a product with Wk, Wv, Wr
     * wkv     = (e^top num + e^(u + k) v) / (e^top den + e^(u + k))
     * num'    = e^(top - w) num + e^k v,  den' = e^(top - w) den + e^k,  both divided by e^top'
     * top'    = max(top - w, k)           w = e^decay
     * y       = (σ(r) wkv) Wo
     * </pre>
     */
    static Cell rwkv4(int input, int hidden, Parameters p) {
        Mixed ofK = new Mixed("k", input, hidden, p);
        Mixed ofV = new Mixed("v", input, hidden, p);
        Mixed ofR = new Mixed("r", input, hidden, p);
        Tensor wo = p.create("wo", Shape.of(hidden, hidden), Init.glorot());
        Tensor decay = p.create("decay", Shape.of(hidden), Init.uniform(-3, 1));
        Tensor u = p.create("u", Shape.of(hidden), Init.uniform(-0.5f, 0.5f));
        CellShape shape = CellShape.of(input, hidden)
                .state("before", input)
                .state("num", hidden)
                .state("den", hidden)
                .state("top", Tensor.full(Shape.of(hidden), -1e30f));
        return ToyCells.of(shape, (x, s) -> {
            Tensor k = ofK.of(x, s.get("before"));
            Tensor v = ofV.of(x, s.get("before"));
            Tensor r = ofR.of(x, s.get("before")).sigmoid();
            Tensor top = s.get("top");
            Tensor now = u.add(k);
            Tensor most = top.max(now);
            Tensor old = top.sub(most).exp();
            Tensor add = now.sub(most).exp();
            Tensor wkv = old.mul(s.get("num"))
                    .add(add.mul(v))
                    .div(old.mul(s.get("den")).add(add));
            Tensor faded = top.sub(decay.exp());
            Tensor nextTop = faded.max(k);
            Tensor keep = faded.sub(nextTop).exp();
            Tensor take = k.sub(nextTop).exp();
            Tensor num = keep.mul(s.get("num")).add(take.mul(v));
            Tensor den = keep.mul(s.get("den")).add(take);
            State next = State.of("before", x, "num", num).with("den", den).with("top", nextTop);
            return Step.of(r.mul(wkv).matmul(wo), next);
        });
    }

    /** A product with a blend of this input and the one before. */
    private record Mixed(Tensor m, Tensor w) {
        Mixed(String name, int input, int hidden, Parameters p) {
            this(
                    p.create("m" + name, Shape.of(input), Init.uniform(0, 1)),
                    p.create("w" + name, Shape.of(input, hidden), Init.glorot()));
        }

        Tensor of(Tensor x, Tensor before) {
            return x.mul(m).add(before.mul(m.oneMinus())).matmul(w);
        }
    }

    /**
     * Real-gated linear recurrent unit of Griffin. De et al. 2024, with the first step unscaled and the root's slope bounded
     * by 1000, as in their code; x is brought to the state's width first, and gates are made head by head.
     *
     * <pre>
     * v     = x Wv
     * r, i  = σ(v La + ba), σ(v Li + bi)      block-diagonal
     * log a = -8 r softplus(Λ)                e^-softplus(Λ) begins between 0.9 and 0.999
     * h'    = a h + √(1 - a²) (i v)           1 instead of the root in a first step
     * </pre>
     */
    static Cell rgLru(int input, int hidden, Parameters p) {
        int heads = HeadCells.heads(hidden);
        int size = hidden / heads;
        Tensor wv = p.create("wv", Shape.of(input, hidden), Init.glorot());
        Tensor la = p.create("la", Shape.of(heads, size, size), Init.glorot());
        Tensor li = p.create("li", Shape.of(heads, size, size), Init.glorot());
        Tensor ba = p.create("ba", Shape.of(hidden), Init.zeros());
        Tensor bi = p.create("bi", Shape.of(hidden), Init.zeros());
        Tensor lambda = p.create("lambda", Shape.of(hidden), Init.uniform(-6.9f, -2.25f));
        CellShape shape = CellShape.of(input, hidden).state("h", hidden).state("begun", 1);
        return ToyCells.of(shape, (x, s) -> {
            Tensor v = x.matmul(wv);
            Tensor r = HeadCells.byHead(v, la).add(ba).sigmoid();
            Tensor i = HeadCells.byHead(v, li).add(bi).sigmoid();
            Tensor logA = r.mul(lambda.softplus()).mul(-8);
            Tensor rest = logA.mul(2).exp().oneMinus();
            Tensor slope = rest.mul(4).max(Tensor.scalar(1e-6f)).sqrt().reciprocal();
            Tensor root = Tensor.ownDerivative(rest, rest.sqrt(), slope);
            Tensor scale = Tensor.select(s.get("begun"), root, Tensor.scalar(1));
            Tensor h = logA.exp().mul(s.get("h")).add(scale.mul(i.mul(v)));
            return Step.of(
                    h, State.of("h", h, "begun", Tensor.full(s.get("begun").shape(), 1)));
        });
    }
}

package rnn4j.cells;

import rnn4j.cell.Cell;
import rnn4j.cell.CellProvider;
import rnn4j.cell.CellShape;
import rnn4j.cell.CellSpec;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/**
 * The real-gated linear recurrent unit of Griffin: a diagonal recurrence whose decay is gated by the input. De et al. 2024,
 * arXiv:2402.19427, equations 1 to 4, with block-diagonal gates.
 *
 * <pre>
 * v     = x Wv
 * r, i  = σ(v La + ba), σ(v Li + bi)      head by head
 * log a = -8 r softplus(Λ)
 * h'    = a h + √(1 - a²) (i v)           the output; in a first step 1 stands for the root
 * </pre>
 *
 * <p>Parameters: {@code wv [input, hidden]}, {@code la}, {@code li [heads, hidden/heads, hidden/heads]} (Glorot), {@code ba},
 * {@code bi [hidden]} (zeros), {@code lambda [hidden]} (such that the square of e^-softplus(Λ) is uniform between 0.9² and 0.999²).
 * States: {@code h [batch, hidden]} and {@code begun [batch, 1]}, 0 before the first step. The derivative of the root is at most 1000.
 * Option: {@code heads}, 4 where that divides the units, else 1, if not given.
 */
public final class RgLruCell implements Cell {

    private static final float SHARPNESS = -8;
    private static final float LEAST = 0.9f * 0.9f;
    private static final float MOST = 0.999f * 0.999f;

    /** Four times the least 1 - a² at which the root has its own derivative: (1 / 1000)². */
    private static final float STEEPEST = 1e-6f;

    private final CellShape shape;
    private final Tensor wv;
    private final Tensor la;
    private final Tensor li;
    private final Tensor ba;
    private final Tensor bi;
    private final Tensor lambda;

    /** Creates the parameters in a scope. */
    public RgLruCell(CellSpec spec, Parameters parameters) {
        int hidden = spec.hidden();
        int heads = Heads.of(spec);
        int size = hidden / heads;
        shape = CellShape.of(spec.input(), hidden).state("h", hidden).state("begun", 1);
        wv = parameters.create("wv", Shape.of(spec.input(), hidden), Init.glorot());
        la = parameters.create("la", Shape.of(heads, size, size), Init.glorot());
        li = parameters.create("li", Shape.of(heads, size, size), Init.glorot());
        ba = parameters.create("ba", Shape.of(hidden), Init.zeros());
        bi = parameters.create("bi", Shape.of(hidden), Init.zeros());
        lambda = parameters.create("lambda", Shape.of(hidden), RgLruCell::slowDecays);
    }

    /** Λ = log(1/√u - 1), for which e^-softplus(Λ) is √u. */
    private static Tensor slowDecays(Shape shape, RandomSource random) {
        Tensor u = Init.uniform(LEAST, MOST).draw(shape, random);
        return u.sqrt().reciprocal().sub(1).log();
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        Tensor v = x.matmul(wv);
        Tensor r = v.blockDiagonal(la).add(ba).sigmoid();
        Tensor i = v.blockDiagonal(li).add(bi).sigmoid();
        Tensor logA = r.mul(lambda.softplus()).mul(SHARPNESS);
        Tensor rest = logA.mul(2).exp().oneMinus();
        Tensor slope = rest.mul(4).max(Tensor.scalar(STEEPEST)).sqrt().reciprocal();
        Tensor root = Tensor.ownDerivative(rest, rest.sqrt(), slope);
        Tensor scale = Tensor.select(state.get("begun"), root, Tensor.scalar(1));
        Tensor h = logA.exp().mul(state.get("h")).add(scale.mul(i.mul(v)));
        Tensor begun = Tensor.full(state.get("begun").shape(), 1);
        return Step.of(h, State.of("h", h, "begun", begun));
    }

    /** Offers the cell as {@code rg-lru}. */
    public static final class Provider implements CellProvider {
        /** Is what the service loader calls. */
        public Provider() {}

        @Override
        public String name() {
            return "rg-lru";
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new RgLruCell(spec, parameters);
        }
    }
}

package rnn4j.cells;

import rnn4j.cell.Cell;
import rnn4j.cell.CellProvider;
import rnn4j.cell.CellShape;
import rnn4j.cell.CellSpec;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/**
 * The linear recurrent unit: a diagonal complex recurrence that begins on a ring. Orvieto et al. 2023, "Resurrecting recurrent neural
 * networks for long sequences", arXiv:2303.06349, section 3; the complex state is two real ones.
 *
 * <pre>
 * λ  = e^(-e^ν + i e^θ)
 * γ  = √(1 - |λ|²)
 * s' = λ s + γ (x B)
 * y  = Re(s' C) + x D                 the output
 * </pre>
 *
 * <p>Parameters: {@code nu}, {@code theta [hidden]} (such that |λ|² is uniform between the squares of the radii, the phase uniform),
 * {@code br}, {@code bi [input, hidden]}, {@code cr}, {@code ci [hidden, hidden]}, {@code d [input, hidden]} (Glorot). States: {@code re}
 * and {@code im [batch, hidden]}. Options: {@code r-min} and {@code r-max}, the radii of the ring, 0.5 and 0.99 if not given, and
 * {@code phase}, the greatest phase, 2π if not given.
 */
public final class LruCell implements Cell {

    private final CellShape shape;
    private final Tensor nu;
    private final Tensor theta;
    private final Tensor br;
    private final Tensor bi;
    private final Tensor cr;
    private final Tensor ci;
    private final Tensor d;

    /** Creates the parameters in a scope. */
    public LruCell(CellSpec spec, Parameters parameters) {
        int input = spec.input();
        int hidden = spec.hidden();
        float inner = (float) spec.number("r-min", 0.5, 0, 1);
        float outer = (float) spec.number("r-max", 0.99, inner, 1 - 1e-6);
        float phase = (float) spec.number("phase", 2 * Math.PI, 1e-3, 2 * Math.PI);
        shape = CellShape.of(input, hidden).state("re", hidden).state("im", hidden);
        nu = parameters.create("nu", Shape.of(hidden), ring(inner, outer));
        theta = parameters.create(
                "theta",
                Shape.of(hidden),
                (sizes, random) ->
                        Init.uniform(1e-4f, 1).draw(sizes, random).mul(phase).log());
        br = parameters.create("br", Shape.of(input, hidden), Init.glorot());
        bi = parameters.create("bi", Shape.of(input, hidden), Init.glorot());
        cr = parameters.create("cr", Shape.of(hidden, hidden), Init.glorot());
        ci = parameters.create("ci", Shape.of(hidden, hidden), Init.glorot());
        d = parameters.create("d", Shape.of(input, hidden), Init.glorot());
    }

    /** Lemma 3.2 of the paper: ν = log(-½ log(u (r² - q²) + q²)) for u uniform between 0 and 1. */
    private static Init ring(float inner, float outer) {
        return (sizes, random) -> Init.uniform(1e-4f, 1)
                .draw(sizes, random)
                .mul(outer * outer - inner * inner)
                .add(inner * inner)
                .log()
                .mul(-0.5f)
                .log();
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        Tensor size = nu.exp().neg().exp();
        Tensor lambdaRe = size.mul(theta.exp().cos());
        Tensor lambdaIm = size.mul(theta.exp().sin());
        Tensor gamma = size.square().oneMinus().sqrt();
        Tensor re = state.get("re");
        Tensor im = state.get("im");
        Tensor nextRe = lambdaRe.mul(re).sub(lambdaIm.mul(im)).add(gamma.mul(x.matmul(br)));
        Tensor nextIm = lambdaRe.mul(im).add(lambdaIm.mul(re)).add(gamma.mul(x.matmul(bi)));
        Tensor y = nextRe.matmul(cr).sub(nextIm.matmul(ci)).add(x.matmul(d));
        return Step.of(y, State.of("re", nextRe, "im", nextIm));
    }

    /** Offers the cell as {@code lru}. */
    public static final class Provider implements CellProvider {
        /** Is what the service loader calls. */
        public Provider() {}

        @Override
        public String name() {
            return "lru";
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new LruCell(spec, parameters);
        }
    }
}

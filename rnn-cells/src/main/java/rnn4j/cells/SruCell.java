package rnn4j.cells;

import java.util.List;
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
 * The simple recurrent unit, whose products see the input alone. Lei et al. 2018, arXiv:1709.02755, equations 1 to 4; where the widths
 * of input and state differ, the way past is a product of its own, as in the authors' code.
 *
 * <pre>
 * [u f r s] = x W                     s is x itself where the widths are equal
 * f         = σ(f + vf c + bf)        forget gate
 * r         = σ(r + vr c + br)        reset gate
 * c'        = f c + (1 - f) u
 * y         = r c' + (1 - r) √3 s     the output; √(1 + 2 e^b) for gates that begin at b = 0
 * </pre>
 *
 * <p>Parameters: {@code w [input, 3·hidden]}, or {@code 4·hidden} where the widths differ (Glorot, each part by itself), {@code vf},
 * {@code vr [hidden]} (uniform from -1 to 1), {@code bf}, {@code br [hidden]} (zeros). State: {@code c [batch, hidden]}. No options.
 */
public final class SruCell implements Cell {

    private static final float SCALE = (float) Math.sqrt(3);

    private final int parts;

    private final CellShape shape;
    private final Tensor w;
    private final Tensor vf;
    private final Tensor vr;
    private final Tensor bf;
    private final Tensor br;

    /** Creates the parameters in a scope. */
    public SruCell(CellSpec spec, Parameters parameters) {
        int input = spec.input();
        int hidden = spec.hidden();
        parts = input == hidden ? 3 : 4;
        shape = CellShape.of(input, hidden).state("c", hidden);
        w = parameters.create(
                "w", Shape.of(input, Math.multiplyExact(parts, hidden)), Init.gates(parts, Init.glorot()));
        vf = parameters.create("vf", Shape.of(hidden), Init.uniform(-1, 1));
        vr = parameters.create("vr", Shape.of(hidden), Init.uniform(-1, 1));
        bf = parameters.create("bf", Shape.of(hidden), Init.zeros());
        br = parameters.create("br", Shape.of(hidden), Init.zeros());
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        Tensor c = state.get("c");
        List<Tensor> u = x.matmul(w).split(parts);
        Tensor f = u.get(1).add(vf.mul(c)).add(bf).sigmoid();
        Tensor r = u.get(2).add(vr.mul(c)).add(br).sigmoid();
        Tensor next = f.mul(c).add(f.oneMinus().mul(u.getFirst()));
        Tensor past = (parts == 3 ? x : u.getLast()).mul(SCALE);
        Tensor y = r.mul(next).add(r.oneMinus().mul(past));
        return Step.of(y, State.of("c", next));
    }

    /** Offers the cell as {@code sru}. */
    public static final class Provider implements CellProvider {
        /** Is what the service loader calls. */
        public Provider() {}

        @Override
        public String name() {
            return "sru";
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new SruCell(spec, parameters);
        }
    }
}

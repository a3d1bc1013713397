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
import rnn4j.tensor.Window;

/**
 * The LSTM whose input and states are pictures and whose products are convolutions, with peepholes. Shi et al. 2015, "Convolutional LSTM
 * network: a machine learning approach for precipitation nowcasting", arXiv:1506.04214, equation 3.
 *
 * <pre>
 * [i f g o] = x ∗ Wx + h ∗ Wh + b
 * c' = σ(f + pf c) c + σ(i + pi c) tanh(g)
 * h' = σ(o + po c') tanh(c')              the output is h'
 * </pre>
 *
 * <p>A picture is {@code [height, width, maps]}, row by row; a step takes and gives it as one vector, so that {@code input} and
 * {@code hidden} are numbers of pixels times maps. Beyond its edge a picture is zero.
 *
 * <p>Parameters: {@code wx [kernel·kernel·input maps, 4·maps]}, {@code wh [kernel·kernel·maps, 4·maps]} (Glorot, each gate by itself; rows
 * are ordered by line, column and map of the kernel), {@code b [4·maps]} (zeros, 1 for the forget gate), {@code pi}, {@code pf} and
 * {@code po [height, width, maps]} (zeros). States: {@code h} and {@code c [batch, height, width, maps]}. Options: {@code height} and
 * {@code width} in pixels, 1 if not given; {@code kernel}, the side of the square that a unit sees, odd, 3 if not given.
 */
public final class ConvLstmCell implements Cell {

    private static final int GATES = 4;
    private static final int FORGET = 1;

    private final int height;
    private final int width;
    private final Window window;
    private final CellShape shape;
    private final Tensor wx;
    private final Tensor wh;
    private final Tensor b;
    private final Tensor pi;
    private final Tensor pf;
    private final Tensor po;

    /** Creates the parameters in a scope. */
    public ConvLstmCell(CellSpec spec, Parameters parameters) {
        height = spec.integer("height", 1, 1, Integer.MAX_VALUE);
        width = spec.integer("width", 1, 1, Integer.MAX_VALUE);
        int kernel = spec.integer("kernel", 3, 1, Integer.MAX_VALUE);
        if (kernel % 2 == 0) {
            throw new IllegalArgumentException("cell spec: option 'kernel' is " + kernel + "; use an odd number");
        }
        window = Window.of(kernel, kernel).padding(kernel / 2);
        int maps = maps("hidden", spec.hidden());
        int seen = Math.multiplyExact(kernel, kernel);
        int gates = Math.multiplyExact(GATES, maps);
        shape = CellShape.of(spec.input(), spec.hidden())
                .state("h", height, width, maps)
                .state("c", height, width, maps);
        int fromInput = Math.multiplyExact(seen, maps("input", spec.input()));
        wx = parameters.create("wx", Shape.of(fromInput, gates), Init.gates(GATES, Init.glorot()));
        wh = parameters.create("wh", Shape.of(Math.multiplyExact(seen, maps), gates), Init.gates(GATES, Init.glorot()));
        b = parameters.create("b", Shape.of(gates), Init.forgetBias(GATES, FORGET));
        pi = parameters.create("pi", Shape.of(height, width, maps), Init.zeros());
        pf = parameters.create("pf", Shape.of(height, width, maps), Init.zeros());
        po = parameters.create("po", Shape.of(height, width, maps), Init.zeros());
    }

    private int maps(String which, int numbers) {
        int pixels = Math.multiplyExact(height, width);
        if (numbers % pixels != 0) {
            throw new IllegalArgumentException("cell spec: " + which + " " + numbers + " for pictures of " + height
                    + " by " + width + "; use a multiple of " + pixels);
        }
        return numbers / pixels;
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Step step(Tensor x, State state) {
        Tensor c = state.get("c");
        Tensor picture = x.reshape(x.shape().size(0), height, width, shape.input() / (height * width));
        List<Tensor> gates = picture.conv2d(wx, window)
                .add(state.get("h").conv2d(wh, window))
                .add(b)
                .split(GATES);
        Tensor i = gates.get(0).add(pi.mul(c)).sigmoid();
        Tensor f = gates.get(1).add(pf.mul(c)).sigmoid();
        Tensor nextC = f.mul(c).add(i.mul(gates.get(2).tanh()));
        Tensor h = gates.get(3).add(po.mul(nextC)).sigmoid().mul(nextC.tanh());
        return Step.of(h.reshape(x.shape().size(0), shape.output()), State.of("h", h, "c", nextC));
    }

    /** Offers the cell as {@code conv-lstm}. */
    public static final class Provider implements CellProvider {
        /** Is what the service loader calls. */
        public Provider() {}

        @Override
        public String name() {
            return "conv-lstm";
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new ConvLstmCell(spec, parameters);
        }
    }
}

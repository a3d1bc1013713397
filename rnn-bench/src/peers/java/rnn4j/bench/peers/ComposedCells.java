package rnn4j.bench.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import rnn4j.bench.custom.CommonNumbers;

/**
 * The cells of the question {@code custom}, composed of libtorch's operations: the same equations.
 *
 * <p>Products and biases are joined by {@code addmm}, and layers are normalised by {@code layer_norm}, as whoever cares for
 * speed does.
 */
final class ComposedCells {
    private static final double EPSILON = 1e-5;

    private final List<Tensor> parameters = new ArrayList<>();
    private final CommonNumbers numbers;
    private final long input;
    private final long hidden;

    private ComposedCells(CommonNumbers numbers) {
        this.numbers = numbers;
        input = numbers.sizes().input();
        hidden = numbers.sizes().hidden();
    }

    /**
     * Makes a cell.
     *
     * @param equations what comes after the vendor in the name of our cell
     */
    static Optional<ComposedCell> of(String equations, CommonNumbers numbers) {
        ComposedCells cells = new ComposedCells(numbers);
        return switch (equations) {
            case "elman" -> Optional.of(cells.elman());
            case "gru" -> Optional.of(cells.gru());
            case "lstm" -> Optional.of(cells.lstm());
            case "mgu" -> Optional.of(cells.mgu());
            case "layer-norm-lstm" -> Optional.of(cells.layerNormLstm());
            case "peephole-lstm" -> Optional.of(cells.peepholeLstm());
            case "slstm" -> Optional.of(cells.slstm());
            case "min-gru" -> Optional.of(cells.minGru());
            default -> Optional.empty();
        };
    }

    /** The next parameter: ours are created in the same order with the same shapes. */
    private Tensor parameter(long... shape) {
        int count = 1;
        for (long size : shape) {
            count = Math.toIntExact(count * size);
        }
        Tensor made =
                Torch.of(numbers.parameter(parameters.size(), count), shape).set_requires_grad(true);
        parameters.add(made);
        return made;
    }

    private ComposedCell elman() {
        Tensor wx = parameter(input, hidden), wh = parameter(hidden, hidden), b = parameter(hidden);
        return new ComposedCell(
                parameters, 1, (x, s) -> List.of(sum(x, wx, s.get(0), wh, b).tanh()));
    }

    private ComposedCell gru() {
        Tensor wx = parameter(input, 3 * hidden), wh = parameter(hidden, 3 * hidden);
        Tensor b = parameter(3 * hidden), bh = parameter(hidden);
        return new ComposedCell(parameters, 1, (x, s) -> {
            Tensor h = s.get(0);
            TensorVector fromX = torch.addmm(b, x, wx).chunk(3, 1);
            TensorVector fromH = h.matmul(wh).chunk(3, 1);
            Tensor r = fromX.get(0).add(fromH.get(0)).sigmoid();
            Tensor z = fromX.get(1).add(fromH.get(1)).sigmoid();
            Tensor n = fromX.get(2).add(r.mul(fromH.get(2).add(bh))).tanh();
            return List.of(oneMinus(z).mul(n).add(z.mul(h)));
        });
    }

    private ComposedCell lstm() {
        Tensor wx = parameter(input, 4 * hidden), wh = parameter(hidden, 4 * hidden), b = parameter(4 * hidden);
        return new ComposedCell(parameters, 2, (x, s) -> {
            TensorVector z = sum(x, wx, s.get(0), wh, b).chunk(4, 1);
            Tensor kept = z.get(1).sigmoid().mul(s.get(1));
            Tensor c = kept.add(z.get(0).sigmoid().mul(z.get(2).tanh()));
            return List.of(z.get(3).sigmoid().mul(c.tanh()), c);
        });
    }

    private ComposedCell mgu() {
        Tensor wf = parameter(input, hidden), uf = parameter(hidden, hidden), bf = parameter(hidden);
        Tensor wn = parameter(input, hidden), un = parameter(hidden, hidden), bn = parameter(hidden);
        return new ComposedCell(parameters, 1, (x, s) -> {
            Tensor h = s.get(0);
            Tensor f = sum(x, wf, h, uf, bf).sigmoid();
            Tensor n = sum(x, wn, f.mul(h), un, bn).tanh();
            return List.of(oneMinus(f).mul(h).add(f.mul(n)));
        });
    }

    private ComposedCell layerNormLstm() {
        Tensor wx = parameter(input, 4 * hidden), wh = parameter(hidden, 4 * hidden), b = parameter(4 * hidden);
        TensorOptional alpha = new TensorOptional(parameter(4 * hidden)),
                beta = new TensorOptional(parameter(4 * hidden));
        TensorOptional gamma = new TensorOptional(parameter(hidden)), delta = new TensorOptional(parameter(hidden));
        TensorOptional none = new TensorOptional();
        long[] all = {4 * hidden};
        long[] units = {hidden};
        return new ComposedCell(parameters, 2, (x, s) -> {
            Tensor fromX = torch.layer_norm(x.matmul(wx), all, alpha, new TensorOptional(b), EPSILON, false);
            Tensor fromH = torch.layer_norm(s.get(0).matmul(wh), all, beta, none, EPSILON, false);
            TensorVector z = fromX.add(fromH).chunk(4, 1);
            Tensor kept = z.get(1).sigmoid().mul(s.get(1));
            Tensor c = kept.add(z.get(0).sigmoid().mul(z.get(2).tanh()));
            Tensor normal = torch.layer_norm(c, units, gamma, delta, EPSILON, false);
            return List.of(z.get(3).sigmoid().mul(normal.tanh()), c);
        });
    }

    private ComposedCell peepholeLstm() {
        Tensor wx = parameter(input, 4 * hidden), wh = parameter(hidden, 4 * hidden), b = parameter(4 * hidden);
        Tensor pi = parameter(hidden), pf = parameter(hidden), po = parameter(hidden);
        return new ComposedCell(parameters, 2, (x, s) -> {
            Tensor old = s.get(1);
            TensorVector z = sum(x, wx, s.get(0), wh, b).chunk(4, 1);
            Tensor i = z.get(0).add(pi.mul(old)).sigmoid();
            Tensor f = z.get(1).add(pf.mul(old)).sigmoid();
            Tensor c = f.mul(old).add(i.mul(z.get(2).tanh()));
            return List.of(z.get(3).add(po.mul(c)).sigmoid().mul(c.tanh()), c);
        });
    }

    private ComposedCell slstm() {
        Tensor wx = parameter(input, 4 * hidden), wh = parameter(hidden, 4 * hidden), b = parameter(4 * hidden);
        return new ComposedCell(parameters, 4, (x, s) -> {
            TensorVector z = sum(x, wx, s.get(0), wh, b).chunk(4, 1);
            Tensor kept = torch.log_sigmoid(z.get(1)).add(s.get(3));
            Tensor m = kept.maximum(z.get(0)).detach();
            Tensor i = z.get(0).sub(m).exp();
            Tensor f = kept.sub(m).exp();
            Tensor c = f.mul(s.get(1)).add(i.mul(z.get(2).tanh()));
            Tensor n = f.mul(s.get(2)).add(i);
            return List.of(z.get(3).sigmoid().mul(c.div(n)), c, n, m);
        });
    }

    private ComposedCell minGru() {
        Tensor wz = parameter(input, hidden), bz = parameter(hidden);
        Tensor wh = parameter(input, hidden), bh = parameter(hidden);
        return new ComposedCell(parameters, 1, (x, s) -> {
            Tensor z = torch.addmm(bz, x, wz).sigmoid();
            return List.of(oneMinus(z).mul(s.get(0)).add(z.mul(torch.addmm(bh, x, wh))));
        });
    }

    private static Tensor sum(Tensor x, Tensor wx, Tensor h, Tensor wh, Tensor b) {
        return torch.addmm(torch.addmm(b, x, wx), h, wh);
    }

    private static Tensor oneMinus(Tensor x) {
        return torch.rsub(x, new Scalar(1f));
    }
}

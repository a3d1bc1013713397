package rnn4j.bench.peers;

import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import rnn4j.bench.contest.Work;
import rnn4j.bench.grid.GridCell;
import rnn4j.bench.grid.Weights;

/** One step after the other by libtorch's cell functions, with the state carried on. */
final class TorchStream implements Work {
    private final NoGradGuard guard = new NoGradGuard();
    private final GridCell cell;
    private final Tensor x;
    private final Tensor wx;
    private final Tensor wh;
    private final TensorOptional bx;
    private final TensorOptional bh;
    private Tensor h;
    private Tensor c;

    /**
     * Takes what every step computes with.
     *
     * @param parameters weights of the input and of the state, and both biases
     * @param weights the input, and the sizes
     */
    TorchStream(List<Tensor> parameters, Weights weights) {
        cell = weights.cell();
        int hidden = weights.sizes().hidden();
        x = Torch.of(weights.inputs(), 1, weights.sizes().input());
        wx = parameters.get(0);
        wh = parameters.get(1);
        bx = new TensorOptional(parameters.get(2));
        bh = new TensorOptional(parameters.get(3));
        h = torch.zeros(1, hidden);
        c = torch.zeros(1, hidden);
    }

    /** What a step made is freed by hand: a scope around each would cost more. */
    @Override
    public void once() {
        Tensor before = h;
        switch (cell) {
            case LSTM -> lstm();
            case GRU -> h = torch.gru_cell(x, before, wx, wh, bx, bh);
            case ELMAN -> h = torch.rnn_tanh_cell(x, before, wx, wh, bx, bh);
        }
        before.close();
    }

    private void lstm() {
        Tensor before = c;
        try (TensorVector state = new TensorVector(h, before);
                T_TensorTensor_T next = torch.lstm_cell(x, state, wx, wh, bx, bh)) {
            h = new Tensor(next.get0());
            c = new Tensor(next.get1());
        }
        before.close();
    }

    @Override
    public double figure() {
        return Torch.meanSquare(h).item_double();
    }

    @Override
    public void close() {
        guard.close();
    }
}

package rnn4j.bench.peers;

import java.util.function.Supplier;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import rnn4j.bench.contest.Work;

/** A pass forward of libtorch that records nothing. */
final class TorchInference implements Work {
    private final NoGradGuard guard = new NoGradGuard();
    private final Supplier<Tensor> pass;

    TorchInference(Supplier<Tensor> pass) {
        this.pass = pass;
    }

    @Override
    public void once() {
        Torch.scoped(() -> pass.get().dim());
    }

    @Override
    public double figure() {
        return Torch.scoped(() -> Torch.meanSquare(pass.get()).item_double());
    }

    @Override
    public void close() {
        guard.close();
    }
}

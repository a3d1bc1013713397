package rnn4j.bench.peers;

import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import rnn4j.bench.contest.Job;
import rnn4j.bench.contest.Work;
import rnn4j.bench.custom.CommonNumbers;
import rnn4j.bench.custom.CustomCase;
import rnn4j.bench.grid.Kind;
import rnn4j.bench.grid.Sizes;

/** Run cells composed of libtorch's operations. */
final class TorchCustom {
    private TorchCustom() {}

    /** Prepares the case of the job; nothing when its equations are not known here. */
    static Optional<Work> prepare(Job job) {
        torch.set_num_threads(job.threads());
        CustomCase asked = CustomCase.of(job);
        Sizes sizes = asked.sizes();
        CommonNumbers numbers = new CommonNumbers(sizes);
        Tensor xs = Torch.of(numbers.inputs(), sizes.length(), sizes.batch(), sizes.input());
        return ComposedCells.of(asked.equations(), numbers).map(cell -> {
            Supplier<Tensor> pass = () -> cell.run(xs, sizes.hidden());
            return asked.kind() == Kind.INFERENCE
                    ? new TorchInference(pass)
                    : new TorchTraining(cell.parameters(), () -> Torch.meanSquare(pass.get()), 0);
        });
    }
}

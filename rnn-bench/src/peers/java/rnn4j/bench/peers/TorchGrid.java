package rnn4j.bench.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import rnn4j.bench.contest.Job;
import rnn4j.bench.contest.Work;
import rnn4j.bench.grid.Entry;
import rnn4j.bench.grid.Sizes;
import rnn4j.bench.grid.Weights;

/** Run the entries of the grid with libtorch. */
final class TorchGrid {
    private TorchGrid() {}

    /** Prepares the entry that the job's first word names. */
    static Optional<Work> prepare(Job job) {
        torch.set_num_threads(job.threads());
        Entry entry = Entry.of(job.words().getFirst());
        Sizes sizes = entry.sizes();
        if (entry.characters()) {
            return Optional.of(characters(entry));
        }
        Weights weights = new Weights(entry.cell(), sizes);
        Tensor xs = Torch.of(weights.inputs(), sizes.length(), sizes.batch(), sizes.input());
        TorchLayers layer = TorchLayers.of(entry.cell(), sizes);
        return Optional.of(
                switch (entry.kind()) {
                    case TRAINING ->
                        new TorchTraining(layer.parameters(), () -> Torch.meanSquare(layer.run(xs, true)), 0);
                    case INFERENCE -> new TorchInference(() -> layer.run(xs, false));
                    case STREAM -> new TorchStream(layer.parameters(), weights);
                });
    }

    private static Work characters(Entry entry) {
        Sizes sizes = entry.sizes();
        int hidden = sizes.hidden();
        TorchLayers layers = TorchLayers.random(entry.cell(), Entry.LAYERS, Entry.EMBEDDING, sizes);
        Tensor table = Torch.parameter(Math.sqrt(3), Entry.SYMBOLS, Entry.EMBEDDING);
        Tensor w = Torch.parameter(1 / Math.sqrt(hidden), Entry.SYMBOLS, hidden);
        Tensor b = Torch.parameter(1 / Math.sqrt(hidden), Entry.SYMBOLS);
        TensorOptional bias = new TensorOptional(b);
        Tensor symbols = symbols(sizes.length(), sizes.batch());
        Tensor next = symbols((long) sizes.steps());
        List<Tensor> parameters = new ArrayList<>(layers.parameters());
        parameters.addAll(List.of(table, w, b));
        return new TorchTraining(
                parameters,
                () -> {
                    Tensor outputs = layers.run(torch.embedding(table, symbols), true);
                    Tensor logits = torch.linear(outputs, w, bias);
                    return torch.cross_entropy_loss(logits.reshape(-1, Entry.SYMBOLS), next);
                },
                Entry.CLIP);
    }

    private static Tensor symbols(long... shape) {
        Tensor uniform = torch.rand(shape).mul(new Scalar(Entry.SYMBOLS));
        return uniform.to(torch.ScalarType.Long);
    }
}

package rnn4j.bench.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import rnn4j.bench.grid.GridCell;
import rnn4j.bench.grid.Sizes;
import rnn4j.bench.grid.Weights;

/** Recurrent layers of libtorch, by its fused function. */
final class TorchLayers {
    private final GridCell cell;
    private final int layers;
    private final List<Tensor> parameters;
    private final TensorVector weights;
    private final Tensor start;
    private final TensorVector starts;

    private TorchLayers(GridCell cell, int layers, Sizes sizes, List<Tensor> parameters) {
        this.cell = cell;
        this.layers = layers;
        this.parameters = parameters;
        weights = new TensorVector(parameters.toArray(Tensor[]::new));
        start = torch.zeros(layers, sizes.batch(), sizes.hidden());
        starts = new TensorVector(start, start);
    }

    /** One layer with the numbers that all contestants have. */
    static TorchLayers of(GridCell cell, Sizes sizes) {
        Weights weights = new Weights(cell, sizes);
        long gates = (long) cell.gates() * sizes.hidden();
        int[] order = order(cell);
        List<Tensor> parameters = List.of(
                Torch.of(weights.inputRows(order), gates, sizes.input()),
                Torch.of(weights.stateRows(order), gates, sizes.hidden()),
                Torch.of(weights.inputBias(order), gates),
                Torch.of(weights.stateBias(order), gates));
        parameters.forEach(parameter -> parameter.set_requires_grad(true));
        return new TorchLayers(cell, 1, sizes, parameters);
    }

    /** Several layers; parameters as {@code torch.nn} makes them: uniform, by the hidden size. */
    static TorchLayers random(GridCell cell, int layers, int input, Sizes sizes) {
        int hidden = sizes.hidden();
        double bound = 1 / Math.sqrt(hidden);
        long gates = (long) cell.gates() * hidden;
        List<Tensor> parameters = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            parameters.add(Torch.parameter(bound, gates, layer == 0 ? input : hidden));
            parameters.add(Torch.parameter(bound, gates, hidden));
            parameters.add(Torch.parameter(bound, gates));
            parameters.add(Torch.parameter(bound, gates));
        }
        return new TorchLayers(cell, layers, sizes, parameters);
    }

    /** Its gates stand in the order of ours. */
    static int[] order(GridCell cell) {
        return IntStream.range(0, cell.gates()).toArray();
    }

    List<Tensor> parameters() {
        return parameters;
    }

    /**
     * Runs over whole sequences.
     *
     * @param xs {@code [time, batch, input]}
     * @return {@code [time, batch, hidden]}
     */
    Tensor run(Tensor xs, boolean training) {
        return switch (cell) {
            case LSTM ->
                torch.lstm(xs, starts, weights, true, layers, 0, training, false, false)
                        .get0();
            case GRU ->
                torch.gru(xs, start, weights, true, layers, 0, training, false, false)
                        .get0();
            case ELMAN ->
                torch.rnn_tanh(xs, start, weights, true, layers, 0, training, false, false)
                        .get0();
        };
    }
}

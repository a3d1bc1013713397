package rnn4j.bench.peers;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import rnn4j.bench.grid.GridCell;

/** Recurrent layers of libtorch, by its fused function. */
final class TorchLayers {
    private final GridCell cell;
    private final int layers;
    private final List<Tensor> parameters = new ArrayList<>();
    private final TensorVector weights;
    private final Tensor start;
    private final TensorVector starts;

    /** Makes parameters as {@code torch.nn} does: uniform, by the hidden size. */
    TorchLayers(GridCell cell, int layers, int batch, int input, int hidden) {
        this.cell = cell;
        this.layers = layers;
        double bound = 1 / Math.sqrt(hidden);
        long gates = (long) cell.gates() * hidden;
        for (int layer = 0; layer < layers; layer++) {
            parameters.add(Torch.parameter(bound, gates, layer == 0 ? input : hidden));
            parameters.add(Torch.parameter(bound, gates, hidden));
            parameters.add(Torch.parameter(bound, gates));
            parameters.add(Torch.parameter(bound, gates));
        }
        weights = new TensorVector(parameters.toArray(Tensor[]::new));
        start = torch.zeros(layers, batch, hidden);
        starts = new TensorVector(start, start);
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

package rnn4j.bench.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;
import rnn4j.bench.contest.Work;
import rnn4j.bench.grid.Sizes;
import rnn4j.bench.grid.Weights;

/** A pass forward of ONNX Runtime, from and to buffers that stay. */
final class OrtInference implements Work {
    private final OrtSession session;
    private final FloatBuffer outputs;
    private final Map<String, OnnxTensor> from;
    private final Map<String, OnnxTensor> to;

    OrtInference(OrtSession session, Weights weights) throws OrtException {
        this.session = session;
        Sizes sizes = weights.sizes();
        outputs = OrtGrid.buffer(OrtGrid.outputs(sizes));
        from = Map.of("x", OrtGrid.of(weights.inputs(), sizes.length(), sizes.batch(), sizes.input()));
        to = Map.of("y", OrtGrid.zeros(outputs, OrtGrid.outputs(sizes)));
    }

    @Override
    public void once() throws OrtException {
        session.run(from, to).close();
    }

    @Override
    public double figure() {
        return OrtGrid.meanSquare(outputs);
    }
}

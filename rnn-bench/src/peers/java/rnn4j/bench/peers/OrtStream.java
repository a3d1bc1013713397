package rnn4j.bench.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rnn4j.bench.contest.Work;
import rnn4j.bench.grid.GridCell;
import rnn4j.bench.grid.Weights;

/** One step after the other by ONNX Runtime; the states go to and fro between two sets of buffers. */
final class OrtStream implements Work {
    private final OrtSession session;
    private final List<FloatBuffer> outputs;
    private final List<Map<String, OnnxTensor>> from;
    private final List<Map<String, OnnxTensor>> to;
    private int turn;

    OrtStream(OrtSession session, Weights weights) throws OrtException {
        this.session = session;
        long[] shape = {1, 1, weights.sizes().hidden()};
        OnnxTensor x = OrtGrid.of(weights.inputs(), 1, 1, weights.sizes().input());
        outputs = List.of(OrtGrid.buffer(shape), OrtGrid.buffer(shape));
        OnnxTensor first = OrtGrid.zeros(outputs.get(0), shape);
        OnnxTensor second = OrtGrid.zeros(outputs.get(1), shape);
        Map<String, OnnxTensor> even = new HashMap<>(Map.of("x", x, "h", second));
        Map<String, OnnxTensor> odd = new HashMap<>(Map.of("x", x, "h", first));
        Map<String, OnnxTensor> afterEven = new HashMap<>(Map.of("hn", first));
        Map<String, OnnxTensor> afterOdd = new HashMap<>(Map.of("hn", second));
        if (weights.cell() == GridCell.LSTM) {
            OnnxTensor firstC = OrtGrid.zeros(OrtGrid.buffer(shape), shape);
            OnnxTensor secondC = OrtGrid.zeros(OrtGrid.buffer(shape), shape);
            even.put("c", secondC);
            odd.put("c", firstC);
            afterEven.put("cn", firstC);
            afterOdd.put("cn", secondC);
        }
        from = List.of(even, odd);
        to = List.of(afterEven, afterOdd);
    }

    @Override
    public void once() throws OrtException {
        session.run(from.get(turn), to.get(turn)).close();
        turn = 1 - turn;
    }

    @Override
    public double figure() {
        return OrtGrid.meanSquare(outputs.get(1 - turn));
    }
}

package rnn4j.bench.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Optional;
import rnn4j.bench.contest.Job;
import rnn4j.bench.contest.Work;
import rnn4j.bench.grid.Entry;
import rnn4j.bench.grid.Kind;
import rnn4j.bench.grid.Sizes;
import rnn4j.bench.grid.Weights;

/** Run the entries of the grid with ONNX Runtime, which does not train. */
final class OrtGrid {
    private OrtGrid() {}

    /** Prepares the entry that the job's first word names. */
    static Optional<Work> prepare(Job job) throws OrtException {
        Entry entry = Entry.of(job.words().getFirst());
        if (entry.kind() == Kind.TRAINING) {
            return Optional.empty();
        }
        Weights weights = new Weights(entry.cell(), entry.sizes());
        OnnxModel model = new OnnxModel(entry.cell(), entry.sizes());
        boolean stream = entry.kind() == Kind.STREAM;
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(job.threads());
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            byte[] bytes = stream ? model.step() : model.sequences();
            OrtSession session = environment.createSession(bytes, options);
            return Optional.of(stream ? new OrtStream(session, weights) : new OrtInference(session, weights));
        }
    }

    /** A tensor of given numbers in a direct buffer. */
    static OnnxTensor of(float[] numbers, long... shape) throws OrtException {
        FloatBuffer values = buffer(shape);
        values.put(0, numbers);
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values, shape);
    }

    /** A tensor of zeros that lives in a direct buffer, to be written to. */
    static OnnxTensor zeros(FloatBuffer values, long... shape) throws OrtException {
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values, shape);
    }

    /** A direct buffer for a tensor. */
    static FloatBuffer buffer(long... shape) {
        long count = 1;
        for (long size : shape) {
            count = Math.multiplyExact(count, size);
        }
        return ByteBuffer.allocateDirect(Math.toIntExact(count * Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** The mean of squares of a buffer. */
    static double meanSquare(FloatBuffer values) {
        double sum = 0;
        for (int i = 0; i < values.capacity(); i++) {
            sum += values.get(i) * (double) values.get(i);
        }
        return sum / values.capacity();
    }

    /** The shape of whole outputs, as ONNX has it: with one direction. */
    static long[] outputs(Sizes sizes) {
        return new long[] {sizes.length(), 1, sizes.batch(), sizes.hidden()};
    }
}

package rnn4j.bench.peers;

import java.io.IOException;
import java.util.Map;
import rnn4j.bench.contest.Program;
import rnn4j.bench.contest.Server;

/** Take part with ONNX Runtime; a further program is a line here. */
public final class OrtPeer {
    private static final Map<String, Program> PROGRAMS = Map.of("grid", OrtGrid::prepare);

    private OrtPeer() {}

    /** Serves a driver. */
    public static void main(String[] args) throws IOException {
        Server.serve(PROGRAMS);
    }
}

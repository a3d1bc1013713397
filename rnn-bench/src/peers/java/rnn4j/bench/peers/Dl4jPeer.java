package rnn4j.bench.peers;

import java.io.IOException;
import java.util.Map;
import rnn4j.bench.contest.Program;
import rnn4j.bench.contest.Server;

/** Take part with Deeplearning4j; a further program is a line here. */
public final class Dl4jPeer {
    private static final Map<String, Program> PROGRAMS = Map.of("grid", Dl4jGrid::prepare);

    private Dl4jPeer() {}

    /** Serves a driver. */
    public static void main(String[] args) throws IOException {
        Server.serve(PROGRAMS);
    }
}

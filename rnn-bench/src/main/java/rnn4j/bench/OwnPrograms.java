package rnn4j.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import rnn4j.bench.contest.Contestant;
import rnn4j.bench.contest.Outcome;
import rnn4j.bench.contest.Program;
import rnn4j.bench.contest.Server;
import rnn4j.bench.grid.OwnGrid;

/** Take part in contests with our own programs, in a process of its own like everybody. */
public final class OwnPrograms {
    /** The compilers of the JVM want to have seen a shape for a while. */
    private static final double WARM_UP_SECONDS = 3;

    private static final Map<String, Program> PROGRAMS = Map.of("grid", OwnGrid::prepare);

    private OwnPrograms() {}

    /** Returns how it is started. */
    static Contestant contestant() {
        return new Contestant(
                Outcome.OWN, OwnPrograms.class.getName(), List.of(), List.of(), Map.of(), WARM_UP_SECONDS);
    }

    /** Serves a driver. */
    public static void main(String[] args) throws IOException {
        Server.serve(PROGRAMS);
    }
}

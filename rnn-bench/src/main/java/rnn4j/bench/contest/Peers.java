package rnn4j.bench.contest;

import java.util.List;
import java.util.ServiceLoader;

/** Other people's programs; found by the service loader, as they are compiled with the Maven profile {@code peers} alone. */
public interface Peers {

    /** Returns those that can be started. */
    List<Contestant> contestants();

    /** Returns all that are on the class path. */
    static List<Contestant> all() {
        return ServiceLoader.load(Peers.class).stream()
                .flatMap(found -> found.get().contestants().stream())
                .toList();
    }
}

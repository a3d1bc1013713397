package rnn4j.bench.contest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Let contestants do one job in turn, round by round, each in a process of its own that ends with the contest.
 *
 * @param rounds how many
 * @param seconds of each contestant in a round
 * @param logs the folder for what the processes print
 * @param progress told what is being done
 * @param trouble told why a contestant is out
 */
public record Contest(int rounds, double seconds, Path logs, Consumer<String> progress, Consumer<String> trouble) {
    /** Threads of native pools spin for a while when their work is done; the next one shall not pay for it. */
    private static final long PAUSE_MILLIS = 30;

    /**
     * Runs a job.
     *
     * @param comparable whose results, by name, should be those of the first contestant; who has others is told
     * @return the samples, one per round, of those contestants that have such a program and did not fail
     */
    public Map<String, List<Sample>> run(Job job, Predicate<String> comparable, List<Contestant> contestants) {
        List<Entrant> entrants = new ArrayList<>();
        try {
            for (Contestant contestant : contestants) {
                progress.accept("starting " + contestant.name());
                enter(contestant, job, comparable, entrants);
            }
            for (int round = 0; round < rounds; round++) {
                for (Entrant entrant : inTurn(entrants, round)) {
                    progress.accept("round " + (round + 1) + " of " + rounds + ", " + entrant.name());
                    round(entrant, entrants);
                }
            }
            Map<String, List<Sample>> samples = new LinkedHashMap<>();
            entrants.forEach(entrant -> samples.put(entrant.name(), List.copyOf(entrant.samples())));
            return samples;
        } finally {
            entrants.forEach(entrant -> entrant.running().close());
        }
    }

    /** Every round begins with another one, so that nobody always comes after the same neighbour. */
    private static List<Entrant> inTurn(List<Entrant> entrants, int round) {
        List<Entrant> turned = new ArrayList<>();
        for (int i = 0; i < entrants.size(); i++) {
            turned.add(entrants.get((i + round) % entrants.size()));
        }
        return turned;
    }

    private void enter(Contestant contestant, Job job, Predicate<String> comparable, List<Entrant> entrants) {
        try {
            Running running = Running.start(contestant, logs);
            Entrant entrant = new Entrant(running);
            entrants.add(entrant);
            try {
                if (!entrant.prepare(job)) {
                    leave(entrant, entrants);
                } else if (comparable.test(entrant.name()) && !entrant.agrees(entrants.getFirst())) {
                    trouble.accept(entrant.name() + ": its first results are " + entrant.figures() + ", those of "
                            + entrants.getFirst().name() + " "
                            + entrants.getFirst().figures() + "; they compute different things");
                }
            } catch (ContestException e) {
                leave(entrant, entrants);
                throw e;
            }
        } catch (ContestException e) {
            trouble.accept(e.getMessage());
        }
    }

    private void round(Entrant entrant, List<Entrant> entrants) {
        try {
            Thread.sleep(PAUSE_MILLIS);
            entrant.round(seconds);
        } catch (ContestException e) {
            trouble.accept(e.getMessage());
            leave(entrant, entrants);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("contest: interrupted", e);
        }
    }

    private static void leave(Entrant entrant, List<Entrant> entrants) {
        entrants.remove(entrant);
        entrant.running().close();
    }
}

package rnn4j.bench.contest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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
     * @return the samples, one per round, of those contestants that have such a program and did not fail
     */
    public Map<String, List<Sample>> run(Job job, List<Contestant> contestants) {
        List<Running> running = new ArrayList<>();
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        try {
            for (Contestant contestant : contestants) {
                progress.accept("starting " + contestant.name());
                started(contestant, job, running, samples);
            }
            for (int round = 0; round < rounds; round++) {
                for (Running one : inTurn(running, round)) {
                    progress.accept("round " + (round + 1) + " of " + rounds + ", " + one.name());
                    sample(one, running, samples);
                }
            }
            return samples;
        } finally {
            running.forEach(Running::close);
        }
    }

    /** Every round begins with another one, so that nobody always comes after the same neighbour. */
    private static List<Running> inTurn(List<Running> running, int round) {
        List<Running> turned = new ArrayList<>();
        for (int i = 0; i < running.size(); i++) {
            turned.add(running.get((i + round) % running.size()));
        }
        return turned;
    }

    private void started(Contestant contestant, Job job, List<Running> running, Map<String, List<Sample>> samples) {
        try {
            Running one = Running.start(contestant, logs);
            running.add(one);
            if (one.prepare(job)) {
                one.warmUp();
                samples.put(one.name(), new ArrayList<>());
            } else {
                leave(one, running, samples);
            }
        } catch (ContestException e) {
            trouble.accept(e.getMessage());
            running.stream()
                    .filter(one -> one.name().equals(contestant.name()))
                    .toList()
                    .forEach(one -> leave(one, running, samples));
        }
    }

    private void sample(Running one, List<Running> running, Map<String, List<Sample>> samples) {
        try {
            Thread.sleep(PAUSE_MILLIS);
            samples.get(one.name()).add(one.run(seconds));
        } catch (ContestException e) {
            trouble.accept(e.getMessage());
            leave(one, running, samples);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("contest: interrupted", e);
        }
    }

    private static void leave(Running one, List<Running> running, Map<String, List<Sample>> samples) {
        running.remove(one);
        samples.remove(one.name());
        one.close();
    }
}

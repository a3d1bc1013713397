package rnn4j.bench.contest;

import java.util.Arrays;
import java.util.List;

/**
 * What contestants are asked to do: {@code grid 2 T1-LSTM}.
 *
 * @param program the name of a program that each contestant may know
 * @param threads how many threads it may use
 * @param words what the program reads; without spaces
 */
public record Job(String program, int threads, List<String> words) {

    /** Keeps a copy of the words. */
    public Job {
        words = List.copyOf(words);
    }

    /** Returns a job of some words. */
    public static Job of(String program, int threads, String... words) {
        return new Job(program, threads, Arrays.asList(words));
    }

    /** Reads what {@link #toString} writes. */
    static Job parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length < 2) {
            throw new IllegalArgumentException("job: '" + text + "'; write a program, the threads and its words");
        }
        return new Job(
                parts[0], Integer.parseInt(parts[1]), Arrays.asList(parts).subList(2, parts.length));
    }

    @Override
    public String toString() {
        return program + " " + threads + (words.isEmpty() ? "" : " " + String.join(" ", words));
    }
}

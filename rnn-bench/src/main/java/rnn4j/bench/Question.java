package rnn4j.bench;

import java.util.List;

/**
 * One thing to measure.
 *
 * @param name how it is asked for on the command line
 * @param sentence the question
 * @param answer measures and prints one line per case
 */
record Question(String name, String sentence, Answer answer) {
    /** Measures, given the words after the question's name. */
    @FunctionalInterface
    interface Answer {
        void run(List<String> options) throws Exception;
    }
}

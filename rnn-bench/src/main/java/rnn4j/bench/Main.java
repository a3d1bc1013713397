package rnn4j.bench;

/** Run the benchmarks whose names are given. */
public final class Main {
    private Main() {}

    /**
     * List the questions there are.
     *
     * @param args not read
     */
    public static void main(String[] args) {
        System.out.println("questions: none yet");
    }
}

package rnn4j.examples;

/** Start an example by its name. */
public final class Main {
    private Main() {}

    /**
     * Print which rnn4j this is.
     *
     * @param args not read
     */
    public static void main(String[] args) {
        System.out.println("rnn4j 0.1.0-SNAPSHOT on Java " + Runtime.version());
    }
}

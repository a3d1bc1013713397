package rnn4j.bench;

import java.util.List;

/**
 * One product to measure: c [m, n] of a [m, k] and b [k, n].
 *
 * @param kind {@code NN}, {@code NT} or {@code TN}: which sides are transposed
 * @param packed whether the right side is packed beforehand, as weights are
 * @param from where it comes from
 */
record GemmShape(String kind, int m, int n, int k, boolean packed, String from) {
    /** Products of the sizes that training and streaming ask for, square ones and odd ones. */
    static final List<GemmShape> ALL = List.of(
            packed("NT", 64, 1024, 256, "weights by rows"),
            packed("NT", 64, 2048, 512, "weights by rows"),
            packed("NT", 128, 4096, 1024, "weights by rows"),
            packed("NT", 1024, 1024, 1024, "square"),
            plain("NT", 64, 2048, 512, "packed in the call"),
            plain("NT", 128, 4096, 1024, "packed in the call"),
            plain("NT", 1024, 1024, 1024, "square"),
            plain("NN", 1024, 1024, 1024, "square"),
            plain("TN", 1024, 1024, 1024, "square"),
            packed("NN", 32, 512, 64, "T1 x W"),
            packed("NN", 32, 512, 128, "T1 h U"),
            packed("NT", 32, 128, 512, "T1 dh"),
            plain("TN", 192, 512, 2048, "T1 dW"),
            packed("NN", 64, 1024, 128, "T2 x W"),
            packed("NN", 64, 1024, 256, "T2 h U"),
            packed("NT", 64, 256, 1024, "T2 dh"),
            plain("TN", 384, 1024, 6400, "T2 dW"),
            packed("NN", 64, 2048, 512, "T3 h U"),
            packed("NT", 64, 512, 2048, "T3 dh"),
            plain("TN", 1024, 2048, 3200, "T3 dW"),
            packed("NN", 128, 4096, 1024, "T4 h U"),
            packed("NT", 128, 1024, 4096, "T4 dh"),
            plain("TN", 2048, 4096, 8192, "T4 dW"),
            packed("NN", 1, 256, 64, "S1 h U"),
            packed("NN", 1, 1024, 256, "S2 h U"),
            packed("NN", 1, 4096, 1024, "S3 h U"),
            plain("NN", 1, 1024, 256, "S2 on the tape"),
            plain("NN", 1, 4096, 1024, "S3 on the tape"),
            plain("NT", 1, 256, 1024, "S2 dh on the tape"),
            packed("NN", 2, 1024, 256, "two rows"),
            packed("NN", 3, 1024, 256, "three rows"),
            plain("NN", 8, 1024, 256, "eight rows on the tape"),
            plain("NN", 64, 1024, 64, "tape x W"),
            plain("NN", 64, 1024, 320, "tape step"),
            plain("NT", 64, 320, 1024, "tape dx"),
            plain("TN", 320, 1024, 64, "tape dW"),
            packed("NN", 65, 1000, 333, "odd"),
            plain("NN", 65, 1000, 333, "odd"),
            plain("NT", 31, 1025, 65, "odd"),
            plain("TN", 33, 127, 65, "odd"));

    private static GemmShape packed(String kind, int m, int n, int k, String from) {
        return new GemmShape(kind, m, n, k, true, from);
    }

    private static GemmShape plain(String kind, int m, int n, int k, String from) {
        return new GemmShape(kind, m, n, k, false, from);
    }

    boolean leftTransposed() {
        return kind.charAt(0) == 'T';
    }

    boolean rightTransposed() {
        return kind.charAt(1) == 'T';
    }

    /** Floating-point operations. */
    double flop() {
        return 2.0 * m * n * k;
    }

    @Override
    public String toString() {
        return kind + " " + m + "x" + n + "x" + k + (packed ? " packed" : "");
    }
}

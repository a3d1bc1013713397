package rnn4j.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import rnn4j.bench.grid.Circumstances;
import rnn4j.cell.Sequence;
import rnn4j.data.BytePairs;
import rnn4j.decode.BeamSearch;
import rnn4j.decode.CtcDecoder;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.train.loss.Ctc;
import rnn4j.train.loss.Reduction;

/** How fast is what has loops of its own beside the cell's: CTC, beam search and byte pairs? */
final class Text {
    private static final String HELP = """
            text [--batch=32] [--time=200] [--symbols=64] [--labels=40] [--beams=8] [--vocabulary=2000]
                 [--seconds=1] [--rounds=5]
              --batch=     rows of logits
              --time=      steps of each row, and of a string that a beam search finds
              --symbols=   how many there are
              --labels=    of each row, for CTC's loss
              --beams=     beginnings kept at each step
              --vocabulary= symbols that byte pairs learn from a megabyte of made-up words
              --seconds=   of each round; one more warms up
              --rounds=    of which the median, the lowest and the highest are told""";

    private static final int WORDS = 20_000;
    private static final int LETTERS = 26;

    /** The logit of the end of a string, so that all strings have their whole length. */
    private static final float NEVER = -1e30f;

    private static final int MEGABYTE = 1 << 20;

    private Text() {}

    /** Print a line for each. */
    static void answer(List<String> options) throws Exception {
        Options given = new Options("text", HELP, options);
        int batch = given.number("--batch", 32);
        int time = given.number("--time", 200);
        int symbols = given.number("--symbols", 64);
        int labels = given.number("--labels", 40);
        int beams = given.number("--beams", 8);
        double seconds = given.decimal("--seconds", 1);
        int rounds = given.number("--rounds", 5);
        int vocabulary = given.number("--vocabulary", 2000);
        if (given.wantsHelp()) {
            return;
        }
        System.out.println(Circumstances.now());
        Timing timing = new Timing(seconds, rounds);
        SplittableRandom random = new SplittableRandom(1);
        ctc(timing, random, Shape.of(time, batch, symbols), labels, beams);
        beams(timing, random, time, symbols, beams);
        bytePairs(timing, random, vocabulary);
    }

    private static void ctc(Timing timing, SplittableRandom random, Shape shape, int labels, int beams) {
        Tensor logits = normal(random, shape);
        List<List<Integer>> targets = new ArrayList<>();
        for (int row = 0; row < shape.size(1); row++) {
            targets.add(random.ints(labels, 1, shape.size(2)).boxed().toList());
        }
        Ctc loss = new Ctc(Reduction.MEAN_OVER_STEPS, 0);
        CtcDecoder decoder = new CtcDecoder(0);
        Sequence sequence = Sequence.full(logits);
        long steps = (long) shape.size(0) * shape.size(1);
        timing.print("ctc loss", "steps/s", steps, () -> loss.of(logits, targets));
        timing.print(
                "ctc loss and gradient",
                "steps/s",
                steps,
                () -> Tape.differentiate(() -> loss.of(logits, targets), logits));
        timing.print("ctc best path", "steps/s", steps, () -> decoder.bestPath(sequence));
        timing.print("ctc prefix beams", "steps/s", steps, () -> decoder.prefixBeams(sequence, beams));
    }

    /** A model that tells the next symbol by the last one, so that the search is all that takes time. */
    private static void beams(Timing timing, SplittableRandom random, int time, int symbols, int beams) {
        float[][] scores = IntStream.range(0, symbols)
                .mapToObj(symbol -> Tensor.concat(
                                0, List.of(normal(random, Shape.of(symbols)), Tensor.full(Shape.of(1), NEVER)))
                        .values())
                .toArray(float[][]::new);
        BeamSearch search = new BeamSearch(beams, symbols, time, 0.6);
        BeamSearch.Model<Integer> model = (state, symbol) -> new BeamSearch.Next<>(scores[symbol], symbol);
        timing.print("beam search", "symbols/s", time, () -> search.search(model, 0, 0));
    }

    /** Words of letters that are not equally common, the short ones often. */
    private static void bytePairs(Timing timing, SplittableRandom random, int vocabulary) {
        StringBuilder text = new StringBuilder();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < WORDS; i++) {
            StringBuilder word = new StringBuilder();
            for (int letters = 2 + i * 8 / WORDS; letters > 0; letters--) {
                word.append((char) ('a' + lowOf(random, LETTERS)));
            }
            words.add(word.toString());
        }
        while (text.length() < MEGABYTE) {
            text.append(words.get(lowOf(random, WORDS))).append(' ');
        }
        String all = text.toString();
        BytePairs pairs = BytePairs.train(all, vocabulary);
        timing.print("byte pairs, training", "bytes/s", all.length(), () -> BytePairs.train(all, vocabulary));
        timing.print("byte pairs, encoding", "bytes/s", all.length(), () -> pairs.encode(all));
    }

    /** The lower one of two numbers below a bound: low ones are common. */
    private static int lowOf(SplittableRandom random, int bound) {
        int one = random.nextInt(bound);
        int other = random.nextInt(bound);
        return Math.min(one, other);
    }

    private static Tensor normal(SplittableRandom random, Shape shape) {
        float[] numbers = new float[shape.count()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return Tensor.of(shape, numbers);
    }

    /**
     * How long to measure.
     *
     * @param seconds of a round
     * @param rounds how many
     */
    private record Timing(double seconds, int rounds) {
        void print(String what, String unit, long count, Runnable work) {
            round(work);
            double[] rates = IntStream.range(0, rounds)
                    .mapToDouble(round -> count / round(work))
                    .sorted()
                    .toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%-24s %,12.0f %s (%,.0f–%,.0f)%n",
                    what,
                    rates[rates.length / 2],
                    unit,
                    rates[0],
                    rates[rates.length - 1]);
        }

        /** Returns the seconds of a call. */
        private double round(Runnable work) {
            long start = Clock.wall();
            long calls = 0;
            while (calls == 0 || Clock.wall() - start < seconds * 1e9) {
                work.run();
                calls++;
            }
            return (Clock.wall() - start) * 1e-9 / calls;
        }
    }
}

package rnn4j.bench.peers;

import java.util.Optional;
import java.util.SplittableRandom;
import rnn4j.bench.contest.Job;
import rnn4j.bench.contest.Work;
import rnn4j.bench.dl4j.Dl4jNetwork;
import rnn4j.bench.grid.Entry;
import rnn4j.bench.grid.GridCell;
import rnn4j.bench.grid.Kind;
import rnn4j.bench.grid.Sizes;
import rnn4j.bench.grid.Weights;

/** Run the entries of the grid with Deeplearning4j, which has no GRU; streams are not asked of it. */
final class Dl4jGrid {
    /** Where the gates g f o i stand among ours. */
    private static final int[] LSTM_ORDER = {2, 1, 3, 0};

    private Dl4jGrid() {}

    /** Prepares the entry that the job's first word names. */
    static Optional<Work> prepare(Job job) {
        Entry entry = Entry.of(job.words().getFirst());
        if (entry.cell() == GridCell.GRU || entry.kind() == Kind.STREAM) {
            return Optional.empty();
        }
        Dl4jNetwork.threads(job.threads());
        if (entry.characters()) {
            return Optional.of(new Dl4jTraining(characters(entry.sizes())));
        }
        Dl4jNetwork network = layer(entry);
        return Optional.of(entry.kind() == Kind.TRAINING ? new Dl4jTraining(network) : new Dl4jInference(network));
    }

    private static Dl4jNetwork layer(Entry entry) {
        Weights weights = new Weights(entry.cell(), entry.sizes());
        int[] order = entry.cell() == GridCell.LSTM ? LSTM_ORDER : new int[] {0};
        return Dl4jNetwork.layer(
                entry.cell().gates(),
                entry.sizes().batch(),
                Entry.RATE,
                weights.inputRows(order),
                weights.stateRows(order),
                weights.inputBias(order),
                weights.inputs());
    }

    private static Dl4jNetwork characters(Sizes sizes) {
        return Dl4jNetwork.characters(
                Entry.SYMBOLS,
                Entry.EMBEDDING,
                Entry.LAYERS,
                sizes.hidden(),
                Entry.CLIP,
                Entry.RATE,
                symbols(sizes, 1),
                symbols(sizes, 2));
    }

    private static int[][] symbols(Sizes sizes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] symbols = new int[sizes.batch()][];
        for (int row = 0; row < symbols.length; row++) {
            symbols[row] = random.ints(sizes.length(), 0, Entry.SYMBOLS).toArray();
        }
        return symbols;
    }
}

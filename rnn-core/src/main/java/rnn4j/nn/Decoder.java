package rnn4j.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Chance;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Init;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Place;
import rnn4j.tensor.RandomMasks.Values;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.TrainingPass;

/**
 * Writes strings of symbols, each from the one before: embedding, recurrent layer, attention if wanted, read-out. Cho et al. 2014,
 * arXiv:1406.1078; Sutskever et al. 2014, arXiv:1409.3215.
 *
 * <p>In training it reads the true symbol before, or, as often as a {@link TeacherForcing} says, the one it found likeliest itself,
 * through whose choice no gradient passes. Which one is drawn for each sample and step by the {@link TrainingPass}; outside of one
 * it is the true one always. Where no own symbol is read, all steps are one run of the layer. Regularisers that draw anew at each
 * step draw the same at all steps where one is, since each step is a run of its own then.
 */
public final class Decoder {

    private final Embedding embedding;
    private final RecurrentLayer layer;
    private final Layer<Tensor, Tensor> readout;
    private final int start;
    private final @Nullable Glimpse glimpse;

    /**
     * What is heard of the source at a step: {@code tanh([context; output] Wc)}.
     *
     * @param wc {@code [features + output, output]}
     */
    private record Glimpse(Attention attention, Tensor wc) {}

    /**
     * Joins the parts.
     *
     * @param layer runs over the embedded symbols
     * @param readout from {@code [time, batch, output]} of the layer to logits {@code [time, batch, symbols]}, step by step
     * @param start the symbol that stands before the first one
     */
    public Decoder(Embedding embedding, RecurrentLayer layer, Layer<Tensor, Tensor> readout, int start) {
        this(embedding, layer, readout, start, null);
    }

    private Decoder(
            Embedding embedding,
            RecurrentLayer layer,
            Layer<Tensor, Tensor> readout,
            int start,
            @Nullable Glimpse glimpse) {
        this.embedding = embedding;
        this.layer = layer;
        this.readout = readout;
        this.start = start;
        this.glimpse = glimpse;
    }

    /**
     * Returns this decoder with attention to the source, which the layer's output asks for: {@code tanh([context; output] Wc)} goes
     * to the read-out. Luong et al. 2015, arXiv:1508.04025, equation 5.
     *
     * @param parameters the scope of {@code wc [features + output, output]} (Glorot)
     * @param attention for queries as wide as the layer's output
     * @param features of the source's steps
     */
    public Decoder attending(Parameters parameters, Attention attention, int features) {
        Tensor wc = parameters.create("wc", Shape.of(features + layer.output(), layer.output()), Init.glorot());
        return new Decoder(embedding, layer, readout, start, new Glimpse(attention, wc));
    }

    /**
     * Returns what it says before each symbol of the targets.
     *
     * @param source {@code [time, batch, features]}, what attention looks at
     * @param initial the layer's state before the first symbol
     * @param targets {@code [time, batch]}; the last symbol of a row is never read
     * @return logits {@code [time, batch, symbols]} with the lengths of the targets
     */
    public Sequence logits(Sequence source, State initial, Targets targets, TeacherForcing forcing) {
        boolean[] own = own(targets, forcing);
        boolean some = IntStream.range(0, own.length).anyMatch(place -> own[place]);
        Ids before = targets.before(start);
        if (some) {
            return new Sequence(mixed(source, initial, before, targets.lengths(), own), targets.lengths());
        }
        Unrolled run = run(before, targets.lengths(), initial);
        return new Sequence(read(run.outputs().values(), source), targets.lengths());
    }

    /**
     * Reads one symbol: how beams and samplers use it.
     *
     * @param symbols {@code [batch]}
     * @param state what the step before returned, or the initial state
     * @return logits {@code [batch, symbols]} and the state after the symbol
     */
    public Step step(Ids symbols, State state, Sequence source) {
        int batch = symbols.count();
        Unrolled run = run(symbols.reshape(Shape.of(1, batch)), Lengths.full(batch, 1), state);
        return Step.of(read(run.outputs().values(), source).index(0, 0), run.last());
    }

    /**
     * Writes the likeliest symbol at each step, and reads it at the next one.
     *
     * @param end the symbol that ends a row
     * @param most how many symbols a row has at most, the end counted
     * @return {@code [time, batch]}, as long as the longest row
     */
    public Targets generate(Sequence source, State initial, int end, int most) {
        int[] symbols = new int[source.batch()];
        Arrays.fill(symbols, start);
        int[] lengths = new int[symbols.length];
        boolean[] ended = new boolean[symbols.length];
        List<Integer> written = new ArrayList<>();
        State state = initial;
        int going = symbols.length;
        for (int t = 0; t < most && going > 0; t++) {
            Step step = step(Ids.of(Shape.of(symbols.length), symbols), state, source);
            state = step.state();
            symbols = likeliest(step.output());
            going = 0;
            for (int row = 0; row < symbols.length; row++) {
                written.add(symbols[row]);
                lengths[row] += ended[row] ? 0 : 1;
                ended[row] |= symbols[row] == end;
                going += ended[row] ? 0 : 1;
            }
        }
        int time = symbols.length == 0 ? 0 : written.size() / symbols.length;
        int[] all = written.stream().mapToInt(Integer::intValue).toArray();
        return new Targets(Ids.of(Shape.of(time, symbols.length), all), Lengths.of(lengths));
    }

    /** Returns where the own symbol is read: the place of a real step, time by time, that was drawn so. */
    private static boolean[] own(Targets targets, TeacherForcing forcing) {
        int batch = targets.batch();
        boolean[] own = new boolean[targets.symbols().count()];
        TrainingPass.current().ifPresent(pass -> {
            double taught = forcing.probability(pass.step());
            if (!(taught >= 0 && taught <= 1)) {
                throw new IllegalArgumentException(
                        "teacher forcing: probability " + taught + " at step " + pass.step() + "; use 0 to 1");
            }
            double probability = 1 - taught;
            boolean always = probability == 1;
            Chance chance = always ? Chance.NEVER : Chance.of("teacher forcing", probability);
            if (!always && chance.never()) {
                return;
            }
            float[] drawn = pass.masks("teacher forcing", Place.current(), batch)
                    .eachStep(targets.time(), 1, Values.ones(chance))
                    .values();
            for (int place = batch; place < own.length; place++) {
                boolean real = place / batch < targets.lengths().at(place % batch);
                own[place] = real && (always || drawn[place] == 1);
            }
        });
        return own;
    }

    private Tensor mixed(Sequence source, State initial, Ids before, Lengths lengths, boolean[] own) {
        int batch = lengths.batch();
        int[] given = before.values();
        int[] chosen = new int[batch];
        List<Tensor> logits = new ArrayList<>();
        State state = initial;
        for (int from = 0; from < own.length; from += batch) {
            int[] symbols = Arrays.copyOfRange(given, from, from + batch);
            int[] live = new int[batch];
            for (int row = 0; row < batch; row++) {
                symbols[row] = own[from + row] ? chosen[row] : symbols[row];
                live[row] = from / batch < lengths.at(row) ? 1 : 0;
            }
            Unrolled run = run(Ids.of(Shape.of(1, batch), symbols), Lengths.of(live), state);
            state = run.last();
            logits.add(read(run.outputs().values(), source));
            chosen = likeliest(logits.getLast().index(0, 0));
        }
        return Tensor.concat(0, logits);
    }

    /** Runs the layer over symbols {@code [time, batch]}. */
    private Unrolled run(Ids symbols, Lengths lengths, State state) {
        return layer.run(new Sequence(embedding.apply(symbols), lengths), state, Resets.none());
    }

    /** Returns the logits {@code [time, batch, symbols]} of the layer's outputs {@code [time, batch, output]}. */
    private Tensor read(Tensor outputs, Sequence source) {
        if (glimpse == null || outputs.shape().size(0) == 0) {
            return readout.apply(outputs);
        }
        List<Tensor> contexts = new ArrayList<>();
        attend(glimpse.attention, outputs, source, contexts);
        Tensor both = Tensor.concat(2, List.of(Tensor.stack(0, contexts), outputs));
        return readout.apply(both.matmul(glimpse.wc).tanh());
    }

    /** Attends step by step, cutting by halves: the gradient of a piece is as large as what it was cut from. */
    private static void attend(Attention attention, Tensor outputs, Sequence source, List<Tensor> contexts) {
        int time = outputs.shape().size(0);
        if (time == 1) {
            contexts.add(attention.attend(outputs.index(0, 0), source).context());
            return;
        }
        attend(attention, outputs.slice(0, 0, time / 2), source, contexts);
        attend(attention, outputs.slice(0, time / 2, time), source, contexts);
    }

    /** Returns the symbol of the greatest logit of each row, the first of equal ones; {@code [batch, symbols]}. */
    private static int[] likeliest(Tensor logits) {
        float[] values = logits.values();
        int symbols = logits.shape().size(1);
        int[] likeliest = new int[logits.shape().size(0)];
        for (int place = 0; place < values.length; place++) {
            int row = place / symbols;
            int best = row * symbols + likeliest[row];
            likeliest[row] = values[place] > values[best] ? place % symbols : likeliest[row];
        }
        return likeliest;
    }
}

package rnn4j.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.cell.ToyCells;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Gradients;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.TrainingPass;

/** Reading one sequence and writing another, with the true symbols and with own ones. */
class EncoderDecoderTest {

    private static final int SYMBOLS = 7;
    private static final int WIDTH = 4;
    private static final int START = 0;
    private static final int BATCH = 3;
    private static final int TIME = 6;

    private final Parameters parameters = Parameters.seeded(9);
    private final Embedding embedding = new Embedding(parameters.scope("symbols"), SYMBOLS, WIDTH);
    private final Recurrent layer = new Recurrent(ToyCells.twisted(WIDTH, parameters.scope("decoder")));
    private final Dense dense = new Dense(parameters.scope("out"), 3, SYMBOLS);
    private final Recurrent encoder = new Recurrent(ToyCells.twisted(2, parameters.scope("encoder")));
    private final Sequence source = new Sequence(ToyCells.normal(1, 5, BATCH, 2), Lengths.of(5, 2, 4));
    private final Targets targets = new Targets(
            Ids.of(Shape.of(TIME, BATCH), 1, 2, 3, 4, 5, 6, 1, 3, 5, 2, -9, 6, 4, -9, 5, -9, -9, 1),
            Lengths.of(5, 3, 6));

    private Decoder decoder(boolean attention) {
        Decoder plain = new Decoder(embedding, layer, dense, START);
        return attention
                ? plain.attending(
                        parameters.scope("attention"), Attention.additive(parameters.scope("score"), 3, 3, 5), 3)
                : plain;
    }

    /** Written down by hand: the start, then each target but the last; what stands in the padding is not read. */
    private Tensor plain() {
        Ids shifted =
                Ids.of(Shape.of(TIME, BATCH), 0, 0, 0, 1, 2, 3, 4, 5, 6, 1, START, 5, 2, START, 6, START, START, 5);
        State first = encoder.run(source).last();
        Unrolled run = layer.run(new Sequence(embedding.apply(shifted), targets.lengths()), first, Resets.none());
        return dense.apply(run.outputs().values());
    }

    @Test
    void taughtAlwaysItIsThePlainRunOverTheShiftedTargets() {
        EncoderDecoder model = new EncoderDecoder(encoder, decoder(false));
        Tensor plain = plain();
        assertThat(model.logits(source, targets, TeacherForcing.always())
                        .values()
                        .sameBits(plain))
                .isTrue();
        Tensor trained = TrainingPass.of(1, 5)
                .within(() -> model.logits(source, targets, TeacherForcing.constant(1))
                        .values());
        assertThat(trained.sameBits(plain)).isTrue();
        Gradients expected = Tape.differentiate(() -> plain().square().sum()).gradients();
        Gradients found = TrainingPass.of(1, 5)
                .within(() -> Tape.differentiate(() -> model.logits(source, targets, TeacherForcing.always())
                                .values()
                                .square()
                                .sum())
                        .gradients());
        parameters.named().forEach((name, parameter) -> {
            assertThat(found.of(parameter).sameBits(expected.of(parameter)))
                    .as(name)
                    .isTrue();
            // the decoder starts from what the encoder hands on, and that is its state, not its output
            boolean unused = name.equals("decoder.start") || name.equals("encoder.v");
            assertThat(found.of(parameter).maxAbs() > 0).as(name).isEqualTo(!unused);
        });
    }

    /** With targets that are what it writes itself, reading the own symbols is reading the true ones. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stepByStepItHasTheBitsOfTheWholeRun(boolean attention) {
        EncoderDecoder model = new EncoderDecoder(encoder, decoder(attention));
        Targets own = model.generate(source, -1, TIME);
        assertThat(own.lengths()).isEqualTo(Lengths.full(BATCH, TIME));
        Targets ragged = new Targets(own.symbols(), Lengths.of(4, 6, 0));
        for (Targets each : new Targets[] {own, ragged}) {
            Tensor taught = model.logits(source, each, TeacherForcing.always()).values();
            Tensor alone = TrainingPass.of(1, 0)
                    .within(() -> model.logits(source, each, TeacherForcing.constant(0))
                            .values());
            Tensor mixed = TrainingPass.of(1, 0)
                    .within(() -> model.logits(source, each, TeacherForcing.constant(0.5))
                            .values());
            assertThat(alone.sameBits(taught)).isTrue();
            assertThat(mixed.sameBits(taught)).isTrue();
        }
    }

    @Test
    void withoutATeacherTheTargetsAreNotRead() {
        EncoderDecoder model = new EncoderDecoder(encoder, decoder(true));
        Targets others = new Targets(Ids.of(Shape.of(TIME, BATCH), new int[TIME * BATCH]), targets.lengths());
        Tensor alone = TrainingPass.of(1, 0)
                .within(() -> model.logits(source, targets, TeacherForcing.constant(0))
                        .values());
        assertThat(TrainingPass.of(1, 0)
                        .within(() -> model.logits(source, others, TeacherForcing.constant(0))
                                .values())
                        .sameBits(alone))
                .isTrue();
        assertThat(model.logits(source, targets, TeacherForcing.constant(0))
                        .values()
                        .sameBits(alone))
                .as("outside of training the true symbols are read")
                .isFalse();
    }

    /** What is drawn belongs to the sample, not to its row. */
    @Test
    void whichSymbolIsReadFollowsTheSample() {
        Decoder decoder = decoder(false);
        TeacherForcing half = TeacherForcing.constant(0.5);
        int samples = 40;
        Tensor memory = ToyCells.normal(2, 1, samples, 3);
        int[] symbols = new int[TIME * samples];
        int[] turned = new int[symbols.length];
        long[] numbers = new long[samples];
        for (int place = 0; place < symbols.length; place++) {
            symbols[place] = place * 5 % SYMBOLS;
            turned[place / samples * samples + samples - 1 - place % samples] = symbols[place];
            numbers[samples - 1 - place % samples] = place % samples;
        }
        Shape shape = Shape.of(TIME, samples);
        Lengths full = Lengths.full(samples, TIME);
        State first = layer.initial(samples);
        Sequence seen = Sequence.full(memory);
        Tensor there = TrainingPass.of(3, 8)
                .within(() -> decoder.logits(seen, first, new Targets(Ids.of(shape, symbols), full), half)
                        .values());
        Tensor back = TrainingPass.of(3, 8)
                .samples(numbers)
                .within(() -> decoder.logits(seen, first, new Targets(Ids.of(shape, turned), full), half)
                        .values());
        assertThat(back.reverse(1).sameBits(there)).isTrue();
        Tensor again = TrainingPass.of(3, 9)
                .within(() -> decoder.logits(seen, first, new Targets(Ids.of(shape, symbols), full), half)
                        .values());
        assertThat(again.sameBits(there)).as("another step draws anew").isFalse();
    }

    /** Step by step, each symbol the likeliest one after the one before. */
    @Test
    void itWritesTheLikeliestSymbolsUntilTheEnd() {
        Decoder decoder = decoder(true);
        Unrolled read = encoder.run(source);
        Targets endless = decoder.generate(read.outputs(), read.last(), -1, 8);
        State state = read.last();
        int[] symbols = new int[BATCH];
        for (int t = 0; t < 8; t++) {
            Step step = decoder.step(Ids.of(Shape.of(BATCH), symbols), state, read.outputs());
            state = step.state();
            for (int row = 0; row < BATCH; row++) {
                symbols[row] = endless.symbols().at(t, row);
                float most = step.output().index(0, row).max(0).value();
                assertThat(step.output().at(row, symbols[row])).isEqualTo(most);
            }
        }
        int end = endless.symbols().at(2, 1);
        Targets ended = decoder.generate(read.outputs(), read.last(), end, 8);
        for (int row = 0; row < BATCH; row++) {
            int length = 0;
            boolean over = false;
            while (length < 8 && !over) {
                over = endless.symbols().at(length++, row) == end;
            }
            assertThat(ended.lengths().at(row)).isEqualTo(length);
        }
        assertThat(ended.time()).isEqualTo(ended.lengths().longest());
    }

    /** A source row, or its padding, reaches its own row alone. */
    @Test
    void attentionSeesTheRealStepsOfTheSource() {
        EncoderDecoder model = new EncoderDecoder(encoder, decoder(true));
        Tensor real = Tensor.of(Shape.of(5, 3, 1), 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 0);
        Sequence wild = source.map(values -> Tensor.select(real, values, Tensor.scalar(Float.NaN)));
        Tensor expected = model.logits(source, targets, TeacherForcing.always()).values();
        assertThat(model.logits(wild, targets, TeacherForcing.always()).values().sameBits(expected))
                .isTrue();
        assertThat(expected.sameBits(plain())).isFalse();
    }

    /** A learner that copies two symbols: from a loss of ln 3 a symbol to less than a third of it. */
    @Test
    void itLearnsToCopy() {
        Parameters own = Parameters.seeded(2);
        Embedding symbols = new Embedding(own.scope("symbols"), 3, WIDTH);
        Recurrent reader = new Recurrent(ToyCells.twisted(WIDTH, own.scope("reader")));
        Recurrent writer = new Recurrent(ToyCells.twisted(WIDTH, own.scope("writer")));
        Decoder decoder = new Decoder(symbols, writer, new Dense(own.scope("out"), 3, 3), 0);
        EncoderDecoder model = new EncoderDecoder(reader, decoder);
        Ids strings = Ids.of(Shape.of(2, 4), 1, 1, 2, 2, 1, 2, 1, 2);
        Targets targets = new Targets(strings, Lengths.full(4, 2));
        TeacherForcing forcing = TeacherForcing.linear(1, 0.005, 0.25);
        float loss = 9;
        for (int step = 0; step < 300; step++) {
            var derived = TrainingPass.of(4, step)
                    .within(() -> Tape.differentiate(
                            () -> model.logits(Sequence.full(symbols.apply(strings)), targets, forcing)
                                    .values()
                                    .logLikelihood(strings)
                                    .mean()
                                    .neg()));
            loss = derived.value().value();
            own.named()
                    .forEach((name, parameter) -> own.update(Map.of(
                            name,
                            parameter.sub(derived.gradients()
                                    .of(parameter)
                                    .clamp(-1, 1)
                                    .mul(0.3f)))));
        }
        assertThat(loss).isLessThan(0.35f);
        assertThat(model.generate(Sequence.full(symbols.apply(strings)), -1, 2).symbols())
                .isEqualTo(strings);
    }

    /** From the formulas of the paper, by hand: 0.5², 10 / (10 + e²), 1 - 3 · 0.1. */
    @Test
    void schedulesAreThoseOfThePaper() {
        assertThat(TeacherForcing.exponential(0.5).probability(2)).isEqualTo(0.25);
        assertThat(TeacherForcing.inverseSigmoid(10).probability(20)).isCloseTo(0.5750741, within(1e-6));
        assertThat(TeacherForcing.linear(1, 0.1, 0.2).probability(3)).isCloseTo(0.7, within(1e-12));
        assertThat(TeacherForcing.linear(1, 0.1, 0.2).probability(300)).isEqualTo(0.2);
        assertThat(TeacherForcing.always().probability(9)).isEqualTo(1);
        assertThatThrownBy(() -> TeacherForcing.exponential(1)).hasMessageStartingWith("teacher forcing: k 1.0; use");
        assertThatThrownBy(() -> TeacherForcing.inverseSigmoid(0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TeacherForcing.linear(0.5, 0.1, 0.6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TeacherForcing.constant(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TrainingPass.of(1, 2)
                        .within(() -> decoder(false).logits(source, layer.initial(3), targets, step -> 1.5)))
                .hasMessage("teacher forcing: probability 1.5 at step 2; use 0 to 1");
    }

    @Test
    void noStepsAndNoRowsAreLegal() {
        EncoderDecoder model = new EncoderDecoder(encoder, decoder(true));
        Targets nothing = new Targets(Ids.of(Shape.of(0, BATCH)), Lengths.full(BATCH, 0));
        assertThat(model.logits(source, nothing, TeacherForcing.always())
                        .values()
                        .shape())
                .isEqualTo(Shape.of(0, BATCH, SYMBOLS));
        assertThat(model.generate(source, -1, 0).time()).isZero();
        assertThatThrownBy(() -> new Targets(Ids.of(Shape.of(2, 1), 1, 1), Lengths.of(3)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("targets: symbols [2, 1] with 1 lengths up to 3; use [time, batch] and one length for each"
                        + " row, up to time");
    }

    @Test
    void theTableMayBeTheReadout() {
        Parameters own = Parameters.seeded(2);
        Embedding tied = new Embedding(own.scope("symbols"), SYMBOLS, 3);
        Recurrent writer = new Recurrent(ToyCells.twisted(3, own.scope("writer")));
        Decoder decoder = new Decoder(tied, writer, new TiedReadout(own.scope("out"), tied), START);
        Tensor logits = decoder.logits(source, writer.initial(BATCH), targets, TeacherForcing.always())
                .values();
        assertThat(logits.shape()).isEqualTo(Shape.of(TIME, BATCH, SYMBOLS));
        assertThat(Objects.requireNonNull(own.named().get("symbols.table")).shape())
                .isEqualTo(Shape.of(SYMBOLS, 3));
    }
}

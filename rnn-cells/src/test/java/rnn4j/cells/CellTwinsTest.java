package rnn4j.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rnn4j.cell.Cell;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Sequence;
import rnn4j.cell.StateShape;
import rnn4j.cell.Unrolled;
import rnn4j.nn.Recurrent;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** Each cell against its paper's equations in double precision; all of its parameters are random, so that none goes unseen. */
class CellTwinsTest {
    private static final double BOUND = 1e-6;

    /** Larger weights make each step of these enlarge the rounding of the one before, or divide by a small difference. */
    private static final Set<String> CHAOTIC = Set.of("cfc", "mlstm");

    private static final Set<String> STABILISED = Set.of("mlstm", "slstm");

    private static final List<Sizes> SIZES = List.of(
            new Sizes(9, 1, 1, 1),
            new Sizes(7, 3, 5, 5),
            new Sizes(17, 2, 3, 17),
            new Sizes(33, 2, 16, 7),
            new Sizes(11, 2, 3, 8));

    record Sizes(int time, int batch, int input, int hidden) {}

    private static Map<String, Twins.Twin> twins() {
        Map<String, Twins.Twin> twins = new LinkedHashMap<>();
        twins.put("cfc", MemoryTwins::cfc);
        twins.put("elman-relu", Twins::elmanRelu);
        twins.put("gru-2014", Twins::gru2014);
        twins.put("indrnn", Twins::indrnn);
        twins.put("lstm-coupled", Twins::coupled);
        twins.put("lstm-layer-norm", Twins::layerNorm);
        twins.put("lstm-peephole", Twins::peephole);
        twins.put("lstm-projection", Twins::projection);
        twins.put("lru", Twins::lru);
        twins.put("lmu", MemoryTwins::lmu);
        twins.put("mgu", Twins::mgu);
        twins.put("min-gru", Twins::minGru);
        twins.put("min-lstm", Twins::minLstm);
        twins.put("mlstm", MemoryTwins::mlstm);
        twins.put("qrnn", Twins::qrnn);
        twins.put("rg-lru", MemoryTwins::rgLru);
        twins.put("slstm", Twins::slstm);
        twins.put("sru", Twins::sru);
        twins.put("ugrnn", Twins::ugrnn);
        return twins;
    }

    static Stream<Arguments> cells() {
        return twins().entrySet().stream()
                .flatMap(twin -> SIZES.stream().map(sizes -> Arguments.of(twin.getKey(), sizes, twin.getValue())));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cells")
    void floatsStayNearDoubles(String name, Sizes sizes, Twins.Twin twin) {
        check(name, CellSpec.of(sizes.input, sizes.hidden), sizes, twin);
    }

    @Test
    void picturesStayNearDoubles() {
        CellSpec spec = CellSpec.of(2 * 3, 4 * 2 * 3).with("height", 2).with("width", 3);
        check("conv-lstm", spec, new Sizes(9, 2, spec.input(), spec.hidden()), MemoryTwins::convLstm);
    }

    private static void check(String name, CellSpec spec, Sizes sizes, Twins.Twin twin) {
        float scale = CHAOTIC.contains(name) ? 0.2f : 0.4f;
        Parameters parameters = Parameters.seeded(5);
        Cell cell = CellRegistry.load().create(name, spec, parameters);
        Map<String, Tensor> random = new LinkedHashMap<>();
        parameters
                .named()
                .forEach((parameter, tensor) -> random.put(parameter, normal(parameter, tensor.shape(), scale)));
        parameters.update(random);
        Tensor xs = normal("x", Shape.of(sizes.time, sizes.batch, sizes.input), 1);
        Unrolled run = new Recurrent(cell).run(Sequence.full(xs));

        for (int row = 0; row < sizes.batch; row++) {
            Twins.Past state = new Twins.Past();
            for (StateShape each : cell.shape().states()) {
                state.put(each.name(), doubles(each.initial()));
            }
            for (int t = 0; t < sizes.time; t++) {
                double[] y = twin.step(
                        new Doubles(parameters), doubles(xs.index(0, t).index(0, row)), state);
                assertNear(run.outputs().values().index(0, t).index(0, row), y);
            }
            for (StateShape each : cell.shape().states()) {
                if (!STABILISED.contains(name) || each.name().equals("h")) { // the others depend on the stabiliser
                    assertNear(run.last().get(each.name()).index(0, row), state.get(each.name()));
                }
            }
        }
    }

    /** Whatever the equations are, they are compiled. */
    @Test
    void allCellsArePlanned() {
        CellRegistry registry = CellRegistry.load();
        for (String name : registry.names()) {
            Cell cell = registry.create(name, CellSpec.of(3, 4), Parameters.seeded(1));
            assertThat(new Recurrent(cell).explain())
                    .as(name)
                    .contains("each step")
                    .doesNotContain("step by step");
        }
    }

    /** Rectified units with the identity keep what they have seen: Le et al. 2015. */
    @Test
    void theIrnnBeginsAsASum() {
        Parameters parameters = Parameters.seeded(1);
        CellRegistry registry = CellRegistry.load();
        registry.create("elman-relu", CellSpec.of(3, 4), parameters.scope("irnn"));
        registry.create("elman-relu", CellSpec.of(3, 4).with("recurrent", "orthogonal"), parameters.scope("other"));
        assertThat(parameters.named().get("irnn.wh"))
                .isNotNull()
                .satisfies(wh -> assertThat(wh.sameBits(Init.identity().draw(wh.shape(), RandomSource.of(1, ""))))
                        .isTrue());
        assertThat(parameters.named().get("other.wh"))
                .isNotNull()
                .satisfies(wh -> assertThat(wh.at(0, 0)).isNotIn(0f, 1f));
    }

    /** Gates that are both nearly closed share what is there, instead of zero by zero. */
    @Test
    void closedGatesOfMinLstmGiveNumbers() {
        Parameters parameters = Parameters.seeded(1);
        Cell cell = CellRegistry.load().create("min-lstm", CellSpec.of(1, 2), parameters);
        Tensor closed = Tensor.full(Shape.of(2), -1000);
        parameters.update(Map.of("bf", closed, "bi", closed));
        Sequence xs = Sequence.full(Tensor.zeros(Shape.of(1, 1, 1)));
        // half of 0.5 and half of g(0)
        assertThat(new Recurrent(cell).run(xs).outputs().values().values()).containsOnly(0.5f);
    }

    private static Tensor normal(String name, Shape shape, float scale) {
        RandomSource random = RandomSource.of(3, name);
        float[] numbers = new float[shape.count()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.normal(i) * scale;
        }
        return Tensor.of(shape, numbers);
    }

    private static double[] doubles(Tensor tensor) {
        double[] numbers = new double[tensor.shape().count()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = tensor.values()[i];
        }
        return numbers;
    }

    private static void assertNear(Tensor floats, double[] doubles) {
        double[] found = doubles(floats);
        assertThat(found).hasSameSizeAs(doubles);
        double largest = 1;
        double worst = 0;
        for (int i = 0; i < found.length; i++) {
            worst = Math.max(worst, Math.abs(found[i] - doubles[i]));
            largest = Math.max(largest, Math.abs(doubles[i]));
        }
        assertThat(worst).isLessThanOrEqualTo(BOUND * largest);
    }
}

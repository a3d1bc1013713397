package rnn4j.cell.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rnn4j.cell.Cell;
import rnn4j.cell.Direction;
import rnn4j.cell.Driver;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.StepDriver;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Threads;

/**
 * A plan against the steps it was made from: the same bits forward, near float64, gradients near the tape's.
 *
 * <p>Each test runs every cell at one of the sizes and fillings, chosen so that each cell meets all fillings and each size
 * all tests; the seed is in the test's name.
 */
class PlanTwinTest {

    /** Of a forward value against doubles, as a share of the largest, and of a gradient's norm against the tape's. */
    private static final double BOUND = 1e-6;

    /** Of a gradient's norm against doubles; twice the tape's own distance where a cell's equations lose more than this. */
    private static final double GRADIENT_BOUND = 2e-6;

    static final List<Passage.Sizes> SIZES = List.of(
            new Passage.Sizes(1, 1, 1, 1),
            new Passage.Sizes(3, 7, 17, 1),
            new Passage.Sizes(7, 3, 16, 7),
            new Passage.Sizes(16, 1, 3, 33),
            new Passage.Sizes(17, 16, 7, 3),
            new Passage.Sizes(33, 3, 1, 17),
            new Passage.Sizes(7, 33, 3, 16),
            new Passage.Sizes(3, 17, 33, 33),
            new Passage.Sizes(16, 7, 7, 7));

    /** Returns the driver that is held against the steps. */
    static Driver planned(Cell cell) {
        return Plans.driver(cell);
    }

    /** Every cell at every size. */
    static Stream<Arguments> all() {
        return PlannedCells.all().stream()
                .flatMap(entry -> SIZES.stream().map(sizes -> Arguments.of(entry, sizes, seed(entry, sizes))));
    }

    /** Every cell at two of the sizes, others for other cells. */
    static Stream<Arguments> some() {
        List<PlannedCells.Entry> cells = PlannedCells.all();
        List<Arguments> some = new ArrayList<>();
        for (int n = 0; n < cells.size(); n++) {
            for (int more = 0; more < 2; more++) {
                Passage.Sizes sizes = SIZES.get(2 + (n + 3 * more) % (SIZES.size() - 2));
                some.add(Arguments.of(cells.get(n), sizes, seed(cells.get(n), sizes)));
            }
        }
        return some.stream();
    }

    private static long seed(PlannedCells.Entry entry, Passage.Sizes sizes) {
        int place = PlannedCells.all().indexOf(entry);
        return 100L * place + SIZES.indexOf(sizes);
    }

    @ParameterizedTest(name = "{0} at {1}, seed {2}")
    @MethodSource("all")
    void forwardHasTheBitsOfTheSteps(PlannedCells.Entry entry, Passage.Sizes sizes, long seed) {
        List<Passage> passages = Passage.all(entry, sizes, seed);
        Driver plan = planned(passages.getFirst().cell());
        for (Passage passage : passages) {
            Unrolled steps = passage.run(new StepDriver(passage.cell()));
            assertSameBits(passage.filling() + ", at first", passage.run(plan), steps);
            assertSameBits(passage.filling() + ", again", passage.run(plan), steps);
            List<Unrolled> recorded = new ArrayList<>();
            Tape.differentiate(() -> {
                recorded.add(passage.run(plan));
                return passage.loss(recorded.getFirst());
            });
            assertSameBits(passage.filling() + ", recorded for a gradient", recorded.getFirst(), steps);
        }
    }

    @ParameterizedTest(name = "{0} at {1}, seed {2}")
    @MethodSource("all")
    void gradientsAreThoseOfTheTape(PlannedCells.Entry entry, Passage.Sizes sizes, long seed) {
        List<Passage> passages = Passage.all(entry, sizes, seed);
        Driver driver = planned(passages.getFirst().cell());
        passages.forEach(passage -> assertGradientsNear(passage, driver));
    }

    /** Asserts that a driver's gradients are the tape's but for the order of sums, and zeros where those are. */
    static void assertGradientsNear(Passage passage, Driver driver) {
        Map<String, Tensor> tape = passage.gradients(new StepDriver(passage.cell()));
        Map<String, double[]> expected = new LinkedHashMap<>();
        tape.forEach((name, gradient) -> expected.put(name, Passage.wide(gradient)));
        passage.gradients(driver).forEach((name, gradient) -> {
            assertThat(Norms.distance(gradient, name, expected))
                    .as("%s, %s", passage.filling(), name)
                    .isLessThanOrEqualTo(BOUND);
            if (!name.startsWith("parameter")) {
                assertThat(zerosThatAreNone(gradient, Passage.get(tape, name)))
                        .as("%s, %s: zero on the tape only", passage.filling(), name)
                        .isZero();
            }
        });
    }

    /** Padding, rows of length 0 and states before a reset get no gradient at all, not a small one. */
    private static int zerosThatAreNone(Tensor gradient, Tensor tape) {
        float[] own = gradient.values();
        float[] expected = tape.values();
        int count = 0;
        for (int i = 0; i < own.length; i++) {
            count += expected[i] == 0 && own[i] != 0 ? 1 : 0;
        }
        return count;
    }

    @ParameterizedTest(name = "{0} at {1}, seed {2}")
    @MethodSource("some")
    void forwardStaysNearDoubles(PlannedCells.Entry entry, Passage.Sizes sizes, long seed) {
        double worst = 0;
        List<Passage> passages = Passage.all(entry, sizes, seed);
        Driver plan = planned(passages.getFirst().cell());
        for (Passage passage : passages) {
            Map<String, double[]> doubles = new TracedPassage(passage).results();
            Map<String, Tensor> floats = Passage.named(passage.run(plan));
            double inputs = Norms.largest(Passage.wide(passage.xs().values()));
            for (Map.Entry<String, Tensor> result : floats.entrySet()) {
                double[] expected = Objects.requireNonNull(doubles.get(result.getKey()));
                double error = Norms.furthest(Passage.wide(result.getValue()), expected)
                        / Math.max(inputs, Norms.largest(expected));
                worst = Math.max(worst, error);
                assertThat(error)
                        .as("%s, %s", passage.filling(), result.getKey())
                        .isLessThanOrEqualTo(BOUND);
            }
        }
        System.out.printf("%s at %s, seed %d: values within %.1e of doubles%n", entry, sizes, seed, worst);
    }

    @ParameterizedTest(name = "{0} at {1}, seed {2}")
    @MethodSource("some")
    void gradientsStayNearDoubles(PlannedCells.Entry entry, Passage.Sizes sizes, long seed) {
        double worst = 0;
        for (Passage.Filling filling : List.of(Passage.Filling.FULL, Passage.Filling.RAGGED)) {
            Passage passage = Passage.of(entry, sizes, filling, seed);
            Map<String, double[]> doubles = new TracedPassage(passage).gradients();
            Map<String, Tensor> tape = passage.gradients(new StepDriver(passage.cell()));
            for (Map.Entry<String, Tensor> gradient :
                    passage.gradients(planned(passage.cell())).entrySet()) {
                String name = gradient.getKey();
                double error = Norms.distance(gradient.getValue(), name, doubles);
                double ofTape = Norms.distance(Passage.get(tape, name), name, doubles);
                worst = Math.max(worst, error);
                assertThat(error)
                        .as("%s, %s, the tape's %.1e", filling, name, ofTape)
                        .isLessThanOrEqualTo(Math.max(GRADIENT_BOUND, 2 * ofTape));
            }
        }
        System.out.printf("%s at %s, seed %d: gradients within %.1e of doubles%n", entry, sizes, seed, worst);
    }

    @ParameterizedTest(name = "{0} at {1}, seed {2}")
    @MethodSource("some")
    void gradientsHaveTheSameBitsAgainAndOnTwoThreads(PlannedCells.Entry entry, Passage.Sizes sizes, long seed) {
        Passage.Sizes others = new Passage.Sizes(sizes.time() + 2, sizes.batch() + 5, sizes.input(), sizes.hidden());
        Passage passage = Passage.of(entry, sizes, Passage.Filling.RAGGED, seed);
        Passage between = Passage.of(entry, others, Passage.Filling.FULL, seed);
        Driver plan = planned(passage.cell());
        Map<String, Tensor> first = passage.gradients(plan);
        Map<String, Tensor> kept = copy(first);
        between.run(plan);
        assertSameBits("after a batch of another size", passage.gradients(plan), first);
        try (Threads threads = Threads.of(2)) {
            assertSameBits("on two threads", threads.within(() -> passage.gradients(plan)), first);
            assertSameBits(
                    "of a plan made on two threads",
                    threads.within(() -> passage.gradients(planned(passage.cell()))),
                    first);
        }
        assertSameBits("returned before, and not written since", kept, first);
    }

    private static Map<String, Tensor> copy(Map<String, Tensor> tensors) {
        Map<String, Tensor> copy = new LinkedHashMap<>();
        tensors.forEach((name, value) -> copy.put(name, Tensor.of(value.shape(), value.values())));
        return copy;
    }

    @ParameterizedTest(name = "{0} at {1}, seed {2}")
    @MethodSource("some")
    void cutAnywhereIsTheWhole(PlannedCells.Entry entry, Passage.Sizes sizes, long seed) {
        for (Passage.Filling filling : List.of(Passage.Filling.RAGGED, Passage.Filling.BACKWARD)) {
            Passage passage = Passage.of(entry, sizes, filling, seed);
            Driver plan = planned(passage.cell());
            Unrolled whole = passage.run(plan);
            for (int cut : new int[] {0, 1, sizes.time() / 2, sizes.time() - 1, sizes.time()}) {
                assertSameBits(filling + ", cut at " + cut, pieces(passage, plan, cut), whole);
            }
        }
    }

    private static Unrolled pieces(Passage passage, Driver plan, int cut) {
        boolean forward = passage.direction() == Direction.FORWARD;
        int time = passage.xs().time();
        Unrolled first = part(passage, plan, forward ? 0 : cut, forward ? cut : time, passage.from());
        Unrolled second = part(passage, plan, forward ? cut : 0, forward ? time : cut, first.last());
        List<Unrolled> inTime = forward ? List.of(first, second) : List.of(second, first);
        Tensor outputs = Tensor.concat(
                0, inTime.stream().map(run -> run.outputs().values()).toList());
        return new Unrolled(new Sequence(outputs, passage.xs().lengths()), second.last());
    }

    private static Unrolled part(Passage passage, Driver plan, int from, int to, State state) {
        return plan.run(
                passage.xs().steps(from, to),
                state,
                passage.direction(),
                passage.resets().steps(from, to));
    }

    @ParameterizedTest(name = "{0} at {1}, seed {2}")
    @MethodSource("some")
    void aRowIsTheRowAlone(PlannedCells.Entry entry, Passage.Sizes sizes, long seed) {
        Passage passage = Passage.of(entry, sizes, Passage.Filling.CARRIED, seed);
        Driver plan = planned(passage.cell());
        Map<String, Tensor> together = Passage.named(passage.run(plan));
        for (int row : new int[] {0, sizes.batch() / 2, sizes.batch() - 1}) {
            State own = passage.from();
            for (String name : own.names()) {
                own = own.with(name, own.get(name).slice(0, row, row + 1));
            }
            Sequence alone = Sequence.full(passage.xs().values().slice(1, row, row + 1));
            Map<String, Tensor> run = Passage.named(plan.run(alone, own, Direction.FORWARD, Resets.none()));
            run.forEach((name, value) -> {
                int axis = name.equals("outputs") ? 1 : 0;
                assertThat(Passage.get(together, name).slice(axis, row, row + 1).sameBits(value))
                        .as("%s of row %d", name, row)
                        .isTrue();
            });
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rnn4j.cell.plan.PlannedCells#all")
    void noStepsNoRowsAndLengthZeroAreLegal(PlannedCells.Entry entry) {
        Passage one = Passage.of(entry, new Passage.Sizes(1, 1, 3, 7), Passage.Filling.CARRIED, 5);
        Driver plan = planned(one.cell());
        Driver steps = new StepDriver(one.cell());
        int input = one.cell().shape().input();
        Sequence noSteps = Sequence.full(Tensor.zeros(Shape.of(0, 1, input)));
        Sequence noRows = Sequence.full(Tensor.zeros(Shape.of(4, 0, input)));
        Sequence ended = one.xs().steps(1, 1);
        for (Sequence xs : List.of(noSteps, noRows, ended, one.xs())) {
            assertSameBits(xs.values().shape().toString(), plan.run(xs), steps.run(xs));
        }
        Passage nothing = one.with(noSteps, one.from());
        Map<String, Tensor> tape = nothing.gradients(steps);
        assertSameBits("gradients of no steps", nothing.gradients(plan), tape);
    }

    private static void assertSameBits(String what, Unrolled a, Unrolled b) {
        assertThat(a.outputs().lengths()).isEqualTo(b.outputs().lengths());
        assertSameBits(what, Passage.named(a), Passage.named(b));
    }

    private static void assertSameBits(String what, Map<String, Tensor> a, Map<String, Tensor> b) {
        assertThat(a.keySet()).as(what).containsExactlyElementsOf(b.keySet());
        a.forEach((name, value) -> {
            Tensor other = Passage.get(b, name);
            assertThat(value.shape()).as("%s: %s", what, name).isEqualTo(other.shape());
            assertThat(value.sameBits(other)).as("%s: %s", what, name).isTrue();
        });
    }
}

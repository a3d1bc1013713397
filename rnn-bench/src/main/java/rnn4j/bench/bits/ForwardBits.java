package rnn4j.bench.bits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import rnn4j.cell.Cell;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Direction;
import rnn4j.cell.Driver;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.StepDriver;
import rnn4j.cell.StreamSession;
import rnn4j.cell.Unrolled;
import rnn4j.cell.plan.Plans;
import rnn4j.tensor.Init;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** Runs rows forward in every company and in every piece, and tells the bits of each row's outputs and final state. */
final class ForwardBits {

    private static final int[] LENGTHS = {12, 1, 7, 12, 5};
    private static final int ROWS = LENGTHS.length;
    private static final int TIME = 12;
    private static final int INPUT = 7;
    private static final int UNITS = 33;
    private static final int PADDING = 6;

    private final Cell cell;
    private final Driver plan;
    private final Tensor xs = Init.uniform(-2, 2).draw(Shape.of(TIME, ROWS, INPUT), RandomSource.of(1, "forward"));

    private ForwardBits(String name) {
        cell = CellRegistry.load().create(name, CellSpec.of(INPUT, UNITS), Parameters.seeded(1));
        plan = Plans.driver(cell);
    }

    /** Returns the fingerprints of the rows, by how they were run. */
    static Map<String, List<String>> of(String name) {
        ForwardBits bits = new ForwardBits(name);
        Driver steps = new StepDriver(bits.cell);
        Map<String, List<String>> table = new LinkedHashMap<>();
        table.put("each row alone", bits.rows(row -> bits.alone(bits.plan, row)));
        table.put("each row alone, on the tape", bits.rows(row -> bits.alone(steps, row)));
        table.put(
                "all rows together",
                bits.together(bits.plan, IntStream.range(0, ROWS).boxed().toList(), 0));
        table.put(
                "all rows, on the tape",
                bits.together(steps, IntStream.range(0, ROWS).boxed().toList(), 0));
        table.put("rows turned round", bits.together(bits.plan, List.of(4, 3, 2, 1, 0), 0));
        table.put("rows mixed, some twice", bits.together(bits.plan, List.of(3, 0, 2, 2, 4, 1, 0, 3, 1), 0));
        table.put("six steps of NaN behind", bits.together(bits.plan, List.of(0, 1, 2, 3, 4), PADDING));
        for (int seed = 1; seed <= 3; seed++) {
            int cuts = seed;
            table.put("cut at random, " + cuts, bits.rows(row -> bits.cut(row, cuts)));
        }
        table.put("fed step by step", bits.rows(bits::fed));
        table.put("fed together, step by step", bits.fedTogether());
        return table;
    }

    /** Computes one row's fingerprint. */
    @FunctionalInterface
    private interface Row {
        String of(int row);
    }

    private List<String> rows(Row of) {
        return IntStream.range(0, ROWS).mapToObj(of::of).toList();
    }

    private Tensor own(int row) {
        return xs.slice(1, row, row + 1).slice(0, 0, LENGTHS[row]);
    }

    private String alone(Driver driver, int row) {
        Unrolled run = driver.run(Sequence.full(own(row)));
        return fingerprint(run, 0, LENGTHS[row]);
    }

    private List<String> together(Driver driver, List<Integer> order, int padding) {
        int time = TIME + padding;
        List<Tensor> columns = new ArrayList<>();
        for (int row : order) {
            Tensor rest = Tensor.full(Shape.of(time - LENGTHS[row], 1, INPUT), Float.NaN);
            columns.add(Tensor.concat(0, List.of(own(row), rest)));
        }
        int[] lengths = order.stream().mapToInt(row -> LENGTHS[row]).toArray();
        Unrolled run = driver.run(new Sequence(Tensor.concat(1, columns), Lengths.of(lengths)));
        List<String> found = new ArrayList<>(Collections.nCopies(ROWS, ""));
        for (int place = 0; place < order.size(); place++) {
            int row = order.get(place);
            String bits = fingerprint(run, place, LENGTHS[row]);
            found.set(row, found.get(row).isEmpty() || found.get(row).equals(bits) ? bits : "differs");
        }
        return found;
    }

    private String cut(int row, int seed) {
        Random random = new Random(seed * 100L + row);
        int length = LENGTHS[row];
        int[] cuts = random.ints(3, 0, length + 1).sorted().toArray();
        int[] ends = Arrays.copyOf(cuts, cuts.length + 1);
        ends[cuts.length] = length;
        List<Tensor> outputs = new ArrayList<>();
        State state = plan.shape().initial(1);
        int from = 0;
        for (int to : ends) {
            Unrolled piece =
                    plan.run(Sequence.full(own(row).slice(0, from, to)), state, Direction.FORWARD, Resets.none());
            outputs.add(piece.outputs().values());
            state = piece.last();
            from = to;
        }
        return fingerprint(new Unrolled(Sequence.full(Tensor.concat(0, outputs)), state), 0, length);
    }

    private String fed(int row) {
        StreamSession session = plan.stream(1);
        List<Tensor> outputs = new ArrayList<>();
        for (int t = 0; t < LENGTHS[row]; t++) {
            outputs.add(session.step(own(row).index(0, t)));
        }
        return fingerprint(new Unrolled(Sequence.full(Tensor.stack(0, outputs)), session.state()), 0, LENGTHS[row]);
    }

    /** All rows go on to the end; a row's bits are looked at where it ends. */
    private List<String> fedTogether() {
        StreamSession session = plan.stream(ROWS);
        List<Tensor> outputs = new ArrayList<>();
        List<String> found = new ArrayList<>(Collections.nCopies(ROWS, ""));
        for (int t = 0; t < TIME; t++) {
            outputs.add(session.step(xs.index(0, t)));
            Unrolled soFar = new Unrolled(Sequence.full(Tensor.stack(0, outputs)), session.state());
            for (int row = 0; row < ROWS; row++) {
                if (LENGTHS[row] == t + 1) {
                    found.set(row, fingerprint(soFar, row, LENGTHS[row]));
                }
            }
        }
        return found;
    }

    private static String fingerprint(Unrolled run, int row, int length) {
        Digest digest = new Digest();
        digest.add(run.outputs().values().slice(1, row, row + 1).slice(0, 0, length));
        run.last().tensors().values().forEach(state -> digest.add(state.slice(0, row, row + 1)));
        return digest.text();
    }
}

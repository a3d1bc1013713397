package rnn4j.cell.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.Cost;
import rnn4j.cell.Direction;
import rnn4j.cell.Driver;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.StepDriver;
import rnn4j.cell.StreamSession;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Storage;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Trace;

/** Runs a cell by plans of its step: the bits of the step-by-step driver, faster. */
final class PlanDriver implements Driver {

    private static final float[][] NO_ARRAYS = {};

    private final StepDriver steps;
    private final CellShape shape;
    private final Derivation derivation;
    private final long budget;
    private final List<Tensor> parameters;
    private final Map<Kind, Rooms> rooms = new ConcurrentHashMap<>();
    private final RowOrders orders = new RowOrders();

    /** What a plan is made for. */
    enum Kind {
        INFERENCE,
        TRAINING,
        TRAINING_WITH_INPUT_GRADIENT
    }

    /**
     * Drives a cell.
     *
     * @param budget bytes that the kept values of one run may take
     */
    PlanDriver(Cell cell, Derivation derivation, long budget) {
        this.budget = budget;
        this.steps = new StepDriver(cell);
        this.shape = cell.shape();
        this.derivation = derivation;
        this.parameters = List.copyOf(derivation.parameterGradients().keySet());
    }

    private Rooms rooms(Kind kind) {
        return rooms.computeIfAbsent(kind, each -> new Rooms(plan(each)));
    }

    private Plan plan(Kind kind) {
        return kind == Kind.INFERENCE
                ? Planner.inference(derivation)
                : Planner.training(derivation, kind == Kind.TRAINING_WITH_INPUT_GRADIENT);
    }

    /** Returns the plan of a kind, made at first use. */
    Plan planned(Kind kind) {
        return rooms(kind).plan();
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public Unrolled run(Sequence xs, State initial, Direction direction, Resets resets) {
        if (Trace.tracing() || symbolic(xs, initial) || xs.time() == 0 || xs.batch() == 0) {
            return steps.run(xs, initial, direction, resets);
        }
        steps.check(xs, initial, resets);
        RowOrder order = orders.of(xs, direction, resets);
        if (Tape.recording() && (Tape.everyOperation() || wantsCaptured())) {
            return steps.run(xs, initial, direction, resets);
        }
        return Tape.recording() ? train(xs, initial, order, direction, resets) : infer(xs, initial, order);
    }

    private static boolean symbolic(Sequence xs, State initial) {
        boolean symbolic = Trace.symbolic(xs.values());
        for (int i = 0; i < initial.values().size(); i++) {
            symbolic |= Trace.symbolic(initial.values().get(i));
        }
        return symbolic;
    }

    private boolean wantsCaptured() {
        for (int i = 0; i < derivation.captured().size(); i++) {
            if (Tape.mayWant(derivation.captured().get(i))) {
                return true;
            }
        }
        return false;
    }

    private Unrolled infer(Sequence xs, State initial, RowOrder order) {
        Rooms all = rooms(Kind.INFERENCE);
        Rooms.Room room = all.take();
        PlanRun run = new PlanRun(room.memory(), order, arrays(tensors(initial)), declared(order), budget);
        float[] output = Storage.room(order.steps() * shape.output());
        run.forward(packed(xs.values(), order), output);
        all.giveBack(room);
        return unrolled(xs, results(run, output, tensors(initial)));
    }

    private Unrolled train(Sequence xs, State initial, RowOrder order, Direction direction, Resets resets) {
        boolean inputGradient = Tape.mayWant(xs.values());
        Rooms all = rooms(inputGradient ? Kind.TRAINING_WITH_INPUT_GRADIENT : Kind.TRAINING);
        Rooms.Room room = all.take();
        List<Tensor> states = tensors(initial);
        List<Tensor> declared = order.hasResets() ? tensors(shape.initial(order.batch())) : List.of();
        List<Tensor> inputs = new ArrayList<>(1 + states.size() + declared.size() + parameters.size());
        inputs.add(xs.values());
        inputs.addAll(states);
        inputs.addAll(declared);
        inputs.addAll(parameters);
        PlanRun run = new PlanRun(room.memory(), order, arrays(states), arrays(declared), budget);
        float[] output = Storage.room(order.steps() * shape.output());
        run.forward(packed(xs.values(), order), output);
        List<Tensor> results = results(run, output, states);
        PlanPass.Call call = new PlanPass.Call(xs, direction, resets);
        Tape.fused(inputs, results, new PlanPass(steps, call, run, all, room, inputs));
        return unrolled(xs, results);
    }

    private Unrolled unrolled(Sequence xs, List<Tensor> results) {
        State last = shape.stateOf(results.subList(1, results.size()));
        return new Unrolled(new Sequence(results.getFirst(), xs.lengths()), last);
    }

    private List<Tensor> results(PlanRun run, float[] output, List<Tensor> initial) {
        RowOrder order = run.order();
        List<Tensor> results = new ArrayList<>(1 + shape.states().size());
        Shape outputs = Shape.of(order.time(), order.batch(), shape.output());
        results.add(Storage.tensor(outputs, spread(output, shape.output(), order)));
        for (int i = 0; i < initial.size(); i++) {
            results.add(Storage.tensor(initial.get(i).shape(), run.last()[i]));
        }
        return results;
    }

    private List<Tensor> tensors(State state) {
        return shape.ordered(state).values();
    }

    private float[][] declared(RowOrder order) {
        return order.hasResets() ? arrays(tensors(shape.initial(order.batch()))) : NO_ARRAYS;
    }

    private static float[][] arrays(List<Tensor> tensors) {
        float[][] arrays = tensors.isEmpty() ? NO_ARRAYS : new float[tensors.size()][];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = Storage.of(tensors.get(i));
        }
        return arrays;
    }

    /** Returns the real steps of {@code [time, batch, …]} in a run's order. */
    static float[] packed(Tensor values, RowOrder order) {
        if (order.full()) {
            return Storage.of(values);
        }
        int width = values.shape().size(2);
        float[] packed = Storage.room(order.steps() * width);
        order.gather(Storage.of(values), width, packed);
        return packed;
    }

    /** Returns {@code [time, batch, width]} with zeros in the padding. */
    static float[] spread(float[] packed, int width, RowOrder order) {
        if (order.full()) {
            return packed;
        }
        float[] values = Storage.zeros(order.time() * order.batch() * width);
        order.scatter(packed, width, values);
        return values;
    }

    @Override
    public StreamSession stream(int batch) {
        return new PlanSession(shape, planned(Kind.INFERENCE), batch);
    }

    @Override
    public String explain(int batch, int time) {
        return explain() + Explanation.of(planned(Kind.INFERENCE), planned(Kind.TRAINING), batch, time, budget);
    }

    @Override
    public Optional<Cost> cost(int batch, int time) {
        return Optional.of(Work.of(planned(Kind.INFERENCE), planned(Kind.TRAINING), batch, time, budget));
    }

    @Override
    public String explain() {
        return Explanation.of(planned(Kind.INFERENCE), planned(Kind.TRAINING));
    }
}

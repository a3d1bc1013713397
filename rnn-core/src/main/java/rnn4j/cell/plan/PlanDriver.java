package rnn4j.cell.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.Direction;
import rnn4j.cell.Driver;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.StepDriver;
import rnn4j.cell.StreamSession;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.FusedPass;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Storage;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Trace;

/** Runs a cell by plans of its step: the bits of the step-by-step driver, faster. */
final class PlanDriver implements Driver {

    private final StepDriver steps;
    private final CellShape shape;
    private final Derivation derivation;
    private final long budget;
    private final Map<Kind, Memories> memories = new ConcurrentHashMap<>();

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
    }

    /** A plan and the memory of its runs that are over. */
    private record Memories(Plan plan, ConcurrentLinkedDeque<Memory> free) {
        Memory take() {
            Memory found = free.poll();
            return found == null ? new Memory(plan) : found;
        }

        void giveBack(Memory memory) {
            memory.release();
            free.add(memory);
        }
    }

    private Memories memories(Kind kind) {
        return memories.computeIfAbsent(kind, each -> new Memories(plan(each), new ConcurrentLinkedDeque<>()));
    }

    private Plan plan(Kind kind) {
        return kind == Kind.INFERENCE
                ? Planner.inference(derivation)
                : Planner.training(derivation, kind == Kind.TRAINING_WITH_INPUT_GRADIENT);
    }

    /** Returns the plan of a kind, made at first use. */
    Plan planned(Kind kind) {
        return memories(kind).plan();
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
        RowOrder order = new RowOrder(xs.lengths(), xs.time(), direction, resets);
        if (Tape.recording() && derivation.captured().stream().anyMatch(Tape::mayWant)) {
            return steps.run(xs, initial, direction, resets);
        }
        return Tape.recording() ? train(xs, initial, order, direction, resets) : infer(xs, initial, order);
    }

    private static boolean symbolic(Sequence xs, State initial) {
        return Trace.symbolic(xs.values())
                || initial.tensors().values().stream().anyMatch(Trace::symbolic);
    }

    private Unrolled infer(Sequence xs, State initial, RowOrder order) {
        Memories all = memories(Kind.INFERENCE);
        Memory space = all.take();
        PlanRun run = new PlanRun(space, order, arrays(tensors(initial)), declared(order), budget);
        float[] output = Storage.room(order.steps() * shape.output());
        run.forward(packed(xs.values(), order), output);
        all.giveBack(space);
        return unrolled(xs, results(run, output));
    }

    private Unrolled train(Sequence xs, State initial, RowOrder order, Direction direction, Resets resets) {
        boolean inputGradient = Tape.mayWant(xs.values());
        Memories all = memories(inputGradient ? Kind.TRAINING_WITH_INPUT_GRADIENT : Kind.TRAINING);
        Memory space = all.take();
        List<Tensor> states = tensors(initial);
        List<Tensor> declared = order.hasResets()
                ? List.copyOf(shape.initial(order.batch()).tensors().values())
                : List.of();
        List<Tensor> inputs = new ArrayList<>(List.of(xs.values()));
        inputs.addAll(states);
        inputs.addAll(declared);
        List<Tensor> parameters = List.copyOf(derivation.parameterGradients().keySet());
        inputs.addAll(parameters);
        PlanRun run = new PlanRun(space, order, arrays(states), arrays(declared), budget);
        float[] output = Storage.room(order.steps() * shape.output());
        run.forward(packed(xs.values(), order), output);
        List<Tensor> results = results(run, output);
        Tape.fused(
                inputs, results, new Backward(xs, run, all, inputs, states.size(), declared.size(), direction, resets));
        return unrolled(xs, results);
    }

    private Unrolled unrolled(Sequence xs, List<Tensor> results) {
        Map<String, Tensor> last = new LinkedHashMap<>();
        List<String> names = shape.states().stream().map(state -> state.name()).toList();
        for (int i = 0; i < names.size(); i++) {
            last.put(names.get(i), results.get(i + 1));
        }
        return new Unrolled(new Sequence(results.getFirst(), xs.lengths()), State.of(last));
    }

    private List<Tensor> results(PlanRun run, float[] output) {
        RowOrder order = run.order();
        List<Tensor> results = new ArrayList<>();
        Shape outputs = Shape.of(order.time(), order.batch(), shape.output());
        results.add(Storage.tensor(outputs, spread(output, shape.output(), order)));
        for (int i = 0; i < shape.states().size(); i++) {
            results.add(Storage.tensor(shape.states().get(i).of(order.batch()), run.last()[i]));
        }
        return results;
    }

    private List<Tensor> tensors(State state) {
        return List.copyOf(shape.ordered(state).tensors().values());
    }

    private float[][] declared(RowOrder order) {
        return order.hasResets() ? arrays(tensors(shape.initial(order.batch()))) : new float[0][];
    }

    private static float[][] arrays(List<Tensor> tensors) {
        return tensors.stream().map(Storage::of).toArray(float[][]::new);
    }

    /** Returns the real steps of {@code [time, batch, …]} in a run's order. */
    private static float[] packed(Tensor values, RowOrder order) {
        if (order.full()) {
            return Storage.of(values);
        }
        int width = values.shape().size(2);
        float[] packed = Storage.room(order.steps() * width);
        order.gather(Storage.of(values), width, packed);
        return packed;
    }

    /** Returns {@code [time, batch, width]} with zeros in the padding. */
    private static float[] spread(float[] packed, int width, RowOrder order) {
        if (order.full()) {
            return packed;
        }
        float[] values = Storage.zeros(order.time() * order.batch() * width);
        order.scatter(packed, width, values);
        return values;
    }

    /** The way back of one run. */
    private final class Backward implements FusedPass {
        private final Sequence xs;
        private final PlanRun run;
        private final Memories home;
        private final List<Tensor> inputs;
        private final int states;
        private final int declared;
        private final Direction direction;
        private final Resets resets;
        private boolean done;

        Backward(
                Sequence xs,
                PlanRun run,
                Memories home,
                List<Tensor> inputs,
                int states,
                int declared,
                Direction direction,
                Resets resets) {
            this.xs = xs;
            this.run = run;
            this.home = home;
            this.inputs = inputs;
            this.states = states;
            this.declared = declared;
            this.direction = direction;
            this.resets = resets;
        }

        @Override
        public List<Optional<Tensor>> gradients(List<Optional<Tensor>> gradients, boolean[] wanted) {
            if (Tape.recording() || Trace.tracing()) {
                return again(gradients);
            }
            if (done) {
                throw new IllegalStateException(
                        "differentiate: the way back of a plan was run before; run forward again");
            }
            done = true;
            RowOrder order = run.order();
            float[][] last = new float[states][];
            for (int i = 0; i < states; i++) {
                Shape shape = inputs.get(1 + i).shape();
                last[i] = gradients.get(1 + i).map(Storage::of).orElseGet(() -> Storage.zeros(shape.count()));
            }
            float[] output = gradients
                    .getFirst()
                    .map(gradient -> packed(gradient, order))
                    .orElseGet(() -> Storage.zeros(order.steps() * shape.output()));
            float[] input = Storage.room(order.steps() * shape.input());
            BackwardRun back = new BackwardRun(run, last);
            back.backward(output, input);
            List<Optional<Tensor>> results = new ArrayList<>();
            results.add(
                    wanted[0]
                            ? Optional.of(
                                    Storage.tensor(inputs.getFirst().shape(), spread(input, shape.input(), order)))
                            : Optional.empty());
            for (int i = 0; i < states + declared; i++) {
                float[] values = i < states ? back.initial()[i] : back.declared()[i - states];
                results.add(Optional.of(Storage.tensor(inputs.get(1 + i).shape(), values)));
            }
            results.addAll(back.parameters().values().stream().map(Optional::of).toList());
            home.giveBack(run.space());
            return results;
        }

        /** Derivatives of derivatives are taken step by step, where everything is an operation. */
        private List<Optional<Tensor>> again(List<Optional<Tensor>> gradients) {
            if (declared > 0) {
                throw new IllegalStateException(
                        "differentiate: no second derivatives through resets; run the rows apart from each other");
            }
            Map<String, Tensor> initial = new LinkedHashMap<>();
            for (int i = 0; i < states; i++) {
                initial.put(shape.states().get(i).name(), inputs.get(1 + i));
            }
            Unrolled unrolled = steps.run(xs, State.of(initial), direction, resets);
            List<Tensor> results = new ArrayList<>(List.of(unrolled.outputs().values()));
            results.addAll(unrolled.last().tensors().values());
            return Tape.gradients(results, gradients, inputs);
        }
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
    public String explain() {
        return Explanation.of(planned(Kind.INFERENCE), planned(Kind.TRAINING));
    }
}

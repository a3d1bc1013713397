package rnn4j.cell.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rnn4j.cell.Direction;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.StepDriver;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.FusedGradients;
import rnn4j.tensor.FusedPass;
import rnn4j.tensor.Gradients;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Storage;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Trace;

/** The way back of one run of a plan. */
final class PlanPass implements FusedPass {

    private final StepDriver steps;
    private final Call call;
    private final PlanRun run;
    private final Rooms rooms;
    private final Rooms.Room room;
    private final List<Tensor> inputs;
    private final int states;
    private final int declared;
    private boolean done;

    /** What was run. */
    record Call(Sequence xs, Direction direction, Resets resets) {}

    /**
     * Prepares the way back.
     *
     * @param room of the run, given back to the rooms when the way back is over
     * @param inputs the sequences, the initial states, what resets set back to, the parameters
     */
    PlanPass(StepDriver steps, Call call, PlanRun run, Rooms rooms, Rooms.Room room, List<Tensor> inputs) {
        this.steps = steps;
        this.call = call;
        this.run = run;
        this.rooms = rooms;
        this.room = room;
        this.inputs = inputs;
        this.states = steps.shape().states().size();
        this.declared = run.order().hasResets() ? states : 0;
    }

    @Override
    public void gradients(FusedGradients gradients) {
        if (Tape.recording() || Trace.tracing()) {
            again(gradients);
            return;
        }
        if (done) {
            throw new IllegalStateException("differentiate: the way back of a plan was run before; run forward again");
        }
        done = true;
        RowOrder order = run.order();
        float[][] last = new float[states][];
        for (int i = 0; i < states; i++) {
            Shape shape = inputs.get(1 + i).shape();
            last[i] = gradients.reached(1 + i) ? Storage.of(gradients.of(1 + i)) : Storage.zeros(shape.count());
        }
        float[] output = gradients.reached(0)
                ? PlanDriver.packed(gradients.of(0), order)
                : Storage.zeros(order.steps() * steps.shape().output());
        float[] input = Storage.room(order.steps() * steps.shape().input());
        BackwardRun back = new BackwardRun(run, room.sums(), last);
        back.backward(output, input);
        if (gradients.wanted(0)) {
            gradients.pass(
                    0,
                    Storage.tensor(
                            inputs.getFirst().shape(),
                            PlanDriver.spread(input, steps.shape().input(), order)));
        }
        for (int i = 0; i < states + declared; i++) {
            if (gradients.wanted(1 + i)) {
                float[] values = i < states ? back.initial()[i] : back.declared()[i - states];
                gradients.pass(1 + i, Storage.tensor(inputs.get(1 + i).shape(), values));
            }
        }
        room.sums().end(gradients, 1 + states + declared);
        rooms.giveBack(room);
    }

    /** Derivatives of derivatives are taken step by step, where everything is an operation. */
    private void again(FusedGradients gradients) {
        if (declared > 0) {
            throw new IllegalStateException(
                    "differentiate: no second derivatives through resets; run the rows apart from each other");
        }
        Map<String, Tensor> initial = new LinkedHashMap<>();
        for (int i = 0; i < states; i++) {
            initial.put(steps.shape().states().get(i).name(), inputs.get(1 + i));
        }
        Unrolled unrolled = steps.run(call.xs, State.of(initial), call.direction, call.resets);
        List<Tensor> results = new ArrayList<>(List.of(unrolled.outputs().values()));
        results.addAll(unrolled.last().values());
        List<Tensor> reached = new ArrayList<>();
        List<Tensor> seeds = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (gradients.reached(i)) {
                reached.add(results.get(i));
                seeds.add(gradients.of(i));
            }
        }
        Gradients found = Tape.gradients(reached, seeds, inputs);
        for (int i = 0; i < inputs.size(); i++) {
            if (found.reached(inputs.get(i))) {
                gradients.pass(i, found.of(inputs.get(i)));
            }
        }
    }
}

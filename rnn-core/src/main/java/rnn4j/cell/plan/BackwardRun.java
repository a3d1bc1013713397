package rnn4j.cell.plan;

import java.util.Arrays;
import java.util.List;
import rnn4j.tensor.Storage;

/** The way back of a run: from the gradients of outputs and last states to those of all that came in. */
final class BackwardRun {

    private final PlanRun run;
    private final Memory space;
    private final Plan plan;
    private final RowOrder order;
    private final float[][] last;
    private final float[][] initial;
    private final float[][] declared;
    private final RowSums sums;

    /**
     * Prepares the way back.
     *
     * @param sums takes the sums of this run
     * @param last the gradient with respect to each state after the last step, {@code [batch, …]} in the order of the batch
     */
    BackwardRun(PlanRun run, RowSums sums, float[][] last) {
        this.run = run;
        this.space = run.space();
        this.plan = space.plan();
        this.order = run.order();
        this.last = last;
        this.sums = sums;
        this.initial = new float[last.length][];
        this.declared = new float[order.hasResets() ? last.length : 0][];
        for (int i = 0; i < last.length; i++) {
            initial[i] = PlanRun.copy(last[i]);
        }
        for (int i = 0; i < declared.length; i++) {
            declared[i] = Storage.zeros(last[i].length);
        }
    }

    /**
     * Runs backward.
     *
     * @param output the gradient with respect to the outputs, {@code [steps, output]}, in the run's order
     * @param input with respect to the inputs, {@code [steps, input]}; written where the plan computes it
     */
    void backward(float[] output, float[] input) {
        for (int i = 0; i < plan.buffers().size(); i++) {
            Buffer buffer = plan.buffers().get(i);
            switch (buffer.kind()) {
                case OUTPUT_GRADIENT -> space.set(buffer, output);
                case INPUT_GRADIENT -> space.set(buffer, input);
                default -> {}
            }
        }
        sums.begin();
        for (int piece = run.segments().count() - 1; piece >= 0; piece--) {
            if (piece != run.piece()) {
                run.forward(piece);
            }
            int from = run.segments().from(piece);
            int to = run.segments().to(piece);
            run.allRows(
                    plan.backward().before(), from, to, lane -> lane.backward().before());
            run.share((lane, first, behind) -> steps(lane, first, behind, from, to));
            run.allRows(
                    plan.backward().after(), from, to, lane -> lane.backward().after());
            sums.add(run, from, to);
        }
    }

    /** Returns the gradients with respect to the initial states, in the order of the batch. */
    float[][] initial() {
        return initial;
    }

    /** Returns the gradients with respect to what resets set back to, in the order of the batch. */
    float[][] declared() {
        return declared;
    }

    private void steps(Memory.Lane lane, int from, int to, int first, int behind) {
        Frame frame = lane.frame();
        List<Action> actions = lane.backward().step();
        for (int n = behind - 1; n >= first; n--) {
            int t = order.visited(n);
            int end = Math.min(to, order.live(t));
            run.place(frame, t, n);
            if (from < end) {
                takeLast(frame, t, from, end);
                for (int i = 0; i < actions.size(); i++) {
                    actions.get(i).run(frame, from, end);
                }
                deliver(frame, t, from, end);
            }
        }
    }

    /** Rows that end with a time begin their way back with the gradient of their last state. */
    private void takeLast(Frame frame, int t, int from, int to) {
        for (int place = Math.max(from, order.goOn(t)); place < to; place++) {
            for (int i = 0; i < last.length; i++) {
                Buffer buffer = space.gradients()[i];
                int width = buffer.width();
                System.arraycopy(
                        last[i],
                        order.row(place) * width,
                        space.array(buffer),
                        frame.base()[buffer.number()] + place * width,
                        width);
            }
        }
    }

    /** Rows that began with a time, or were reset there, hand their gradient to what they began from. */
    private void deliver(Frame frame, int t, int from, int to) {
        int begun = order.begun(t);
        if (begun >= to && !order.hasResets()) {
            return;
        }
        for (int place = from; place < to; place++) {
            boolean reset = order.hasResets() && order.reset(t, place);
            if (reset || place >= begun) {
                for (int i = 0; i < last.length; i++) {
                    deliver(frame, i, place, reset, place >= begun);
                }
            }
        }
    }

    private void deliver(Frame frame, int state, int place, boolean reset, boolean first) {
        Buffer buffer = space.gradientsBefore()[state];
        int width = buffer.width();
        float[] gradient = space.array(buffer);
        int at = frame.base()[buffer.number()] + place * width;
        int row = order.row(place) * width;
        if (reset) {
            float[] sum = declared[state];
            for (int u = 0; u < width; u++) {
                sum[row + u] += gradient[at + u];
            }
            Arrays.fill(gradient, at, at + width, 0f);
        } else {
            System.arraycopy(gradient, at, initial[state], row, width);
        }
        if (reset && first) {
            Arrays.fill(initial[state], row, row + width, 0f);
        }
    }
}

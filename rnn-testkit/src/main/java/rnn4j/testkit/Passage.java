package rnn4j.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import rnn4j.cell.Direction;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.StepDriver;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/**
 * A run over a few steps with all that a gradient must pass: rows that end early, a reset, outputs and last states that count.
 *
 * @param subject whose run it is
 * @param lengths of the rows
 * @param resets of the last row, after its first step, so that the declared initial state has a gradient too
 */
record Passage(Subject subject, Lengths lengths, Resets resets) {

    /** Returns a run of rows that are {@code time}, {@code time - 1}, {@code time - 2}, {@code time} … steps long. */
    static Passage over(Subject subject, int batch, int time) {
        int[] perRow = IntStream.range(0, batch)
                .map(row -> Math.max(time - row % 3, 0))
                .toArray();
        boolean[] before = new boolean[time * batch];
        before[2 * batch - 1] = true;
        return new Passage(subject, Lengths.of(perRow), Resets.of(Mask.of(Shape.of(time, batch), before)));
    }

    /** Returns outputs {@code [time, batch, output]} and last states {@code [batch, sizes…]}, of inputs and a first state. */
    List<Tensor> results(Tensor x, State from) {
        Unrolled run = new StepDriver(subject.cell()).run(new Sequence(x, lengths), from, Direction.FORWARD, resets);
        List<Tensor> results = new ArrayList<>();
        results.add(run.outputs().values());
        results.addAll(run.last().tensors().values());
        return results;
    }

    /** Returns a sum of all results, each number with a random weight, so that no two errors cancel; one element. */
    Tensor loss(List<Tensor> results) {
        Tensor sum = Tensor.scalar(0);
        for (int i = 0; i < results.size(); i++) {
            Tensor result = results.get(i);
            Tensor weights = Draws.normal(subject.trial().seed(), "weight of result " + i, result.shape());
            sum = sum.add(result.mul(weights).sum());
        }
        return sum;
    }

    /** Returns the gradients of the loss: of the inputs, the first states and all parameters. */
    List<Tensor> gradients(Tensor x, State from) {
        List<Tensor> wrt = new ArrayList<>(List.of(x));
        wrt.addAll(from.tensors().values());
        Differentiated pass = Tape.differentiate(() -> loss(results(x, from)), wrt.toArray(Tensor[]::new));
        wrt.addAll(subject.parameters().named().values());
        return wrt.stream().map(pass.gradients()::of).toList();
    }
}

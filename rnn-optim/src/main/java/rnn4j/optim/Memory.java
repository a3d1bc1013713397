package rnn4j.optim;

import java.util.ArrayList;
import java.util.List;
import rnn4j.tensor.Buffer;
import rnn4j.tensor.Equation;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** What an optimizer remembers of one parameter: its slots and how often it was updated; and room for the next ones. */
final class Memory {

    private final List<Buffer> slots;

    /** The new value, then the new slots; made at the first step. */
    private final List<Buffer> results = new ArrayList<>();

    private long count;

    Memory(List<Buffer> slots, long count) {
        this.slots = new ArrayList<>(slots);
        this.count = count;
    }

    static Memory zeros(List<String> slots, Shape shape) {
        return new Memory(slots.stream().map(slot -> Buffer.zeros(shape)).toList(), 0);
    }

    List<Buffer> slots() {
        return slots;
    }

    long count() {
        return count;
    }

    /** Returns the new value, as it was computed last. */
    Buffer value() {
        return results.getFirst();
    }

    /** Computes the new value and slots and leaves the present ones; returns the first that is not finite. */
    int compute(Equation equation, Tensor value, Tensor gradient, float[] numbers) {
        while (results.size() <= slots.size()) {
            results.add(Buffer.zeros(value.shape()));
        }
        return equation.computeMoving(results, numbers, slots, value, gradient);
    }

    /** Takes the new slots for the present ones, whose room is then that of the next. */
    void accept() {
        count++;
        for (int i = 0; i < slots.size(); i++) {
            results.set(i + 1, slots.set(i, results.get(i + 1)));
        }
    }
}

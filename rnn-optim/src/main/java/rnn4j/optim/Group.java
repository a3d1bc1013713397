package rnn4j.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Floats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rnn4j.tensor.Equation;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** A group's equations, by shape, and its numbers in a step. */
final class Group {

    private final ParameterGroup described;
    private final List<String> slots;
    private final Map<Shape, Equation> equations = new HashMap<>();
    private float[] numbers = {};
    private long numbersOf;

    Group(ParameterGroup described) {
        this.described = described;
        this.slots = described.rule().slots();
        for (String slot : slots) {
            checkArgument(!slot.contains("."), "optimizer: slot '%s' of %s has a dot; leave it out", slot, name());
        }
    }

    ParameterGroup described() {
        return described;
    }

    String name() {
        return described.rule().name();
    }

    List<String> slots() {
        return slots;
    }

    /** Forgets the numbers of the step before. */
    void begin() {
        numbersOf = 0;
    }

    /** Returns the factor of clipped gradients, then the rule's numbers; the same array while the count is the same. */
    float[] numbers(float factor, double rate, long count) {
        if (numbersOf != count) {
            numbersOf = count;
            numbers = Floats.concat(new float[] {factor}, described.rule().numbers(rate * described.rate(), count));
        }
        return numbers;
    }

    Equation equation(Shape shape) {
        Equation known = equations.get(shape);
        if (known == null) {
            known = Equation.of(shape, 2 + slots.size(), numbers.length, this::equations);
            equations.put(shape, known);
        }
        return known;
    }

    /**
     * The rule's equations behind the factor of clipped gradients.
     *
     * @param operands value, gradient, slots, factor, the rule's numbers
     */
    private List<Tensor> equations(List<Tensor> operands) {
        Map<String, Tensor> given = new LinkedHashMap<>();
        for (String slot : slots) {
            given.put(slot, operands.get(2 + given.size()));
        }
        int first = 2 + given.size();
        Tensor gradient = operands.get(1).mul(operands.get(first));
        List<Tensor> own = operands.subList(first + 1, operands.size());
        Update update = described.rule().update(operands.getFirst(), gradient, Slots.of(given), own);
        List<Tensor> results = new ArrayList<>(List.of(update.value()));
        slots.forEach(slot -> results.add(update.slots().get(slot)));
        return results;
    }
}

package rnn4j.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Floats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import rnn4j.tensor.Buffer;
import rnn4j.tensor.Equation;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Snapshot;
import rnn4j.tensor.Tensor;

/** Carries a rule's slots from step to step, by parameter. */
final class SlotOptimizer implements Optimizer {

    private static final String RULE = "rule";
    private static final String COUNT = "count.";

    private final UpdateRule rule;
    private final List<String> slots;
    private final Map<Shape, Equation> equations = new HashMap<>();
    private Map<String, Memory> memories = new LinkedHashMap<>();

    /** What a step computes and has not yet written: kept for their room, since the next step has the same names. */
    private final Map<String, Buffer> values = new LinkedHashMap<>();

    private final Map<String, Memory> joined = new LinkedHashMap<>();
    private final List<Memory> updated = new ArrayList<>();

    SlotOptimizer(UpdateRule rule) {
        this.rule = rule;
        this.slots = rule.slots();
        for (String slot : slots) {
            checkArgument(!slot.contains("."), "optimizer: slot '%s' of %s has a dot; leave it out", slot, rule.name());
        }
    }

    @Override
    public void step(Parameters parameters, Map<String, Tensor> gradients, double rate) {
        step(parameters, gradients, 1, rate);
    }

    @Override
    public void step(Parameters parameters, Clipped clipped, double rate) {
        step(parameters, clipped.unscaled(), clipped.factor(), rate);
    }

    /** Computes everything beside what is there, writes it, and only then exchanges both. */
    private void step(Parameters parameters, Map<String, Tensor> gradients, float factor, double rate) {
        checkRate(rate);
        Map<String, Tensor> current = parameters.named();
        values.keySet().retainAll(gradients.keySet());
        joined.clear();
        updated.clear();
        float[] numbers = {};
        long numbersOf = 0;
        for (Map.Entry<String, Tensor> gradient : gradients.entrySet()) {
            String name = gradient.getKey();
            Tensor value = current.get(name);
            if (value == null) {
                throw new IllegalArgumentException("optimizer: a gradient for '" + name
                        + "', which is no parameter; there are " + current.keySet());
            }
            Memory memory = memories.get(name);
            if (memory == null) {
                memory = Memory.zeros(slots, value.shape());
                joined.put(name, memory);
            }
            checkShapes(name, value, gradient.getValue(), memory);
            if (numbersOf != memory.count() + 1) {
                numbersOf = memory.count() + 1;
                numbers = numbers(factor, rate, numbersOf);
            }
            checkFinite(name, memory.compute(equation(value.shape(), numbers), value, gradient.getValue(), numbers));
            values.put(name, memory.value());
            updated.add(memory);
        }
        parameters.updateFrom(values);
        memories.putAll(joined);
        updated.forEach(Memory::accept);
    }

    private float[] numbers(float factor, double rate, long count) {
        return Floats.concat(new float[] {factor}, rule.numbers(rate, count));
    }

    private Equation equation(Shape shape, float[] numbers) {
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
        int numbers = 2 + given.size();
        Tensor gradient = operands.get(1).mul(operands.get(numbers));
        List<Tensor> own = operands.subList(numbers + 1, operands.size());
        Update update = rule.update(operands.getFirst(), gradient, Slots.of(given), own);
        List<Tensor> results = new ArrayList<>(List.of(update.value()));
        slots.forEach(slot -> results.add(update.slots().get(slot)));
        return results;
    }

    static void checkRate(double rate) {
        if (!(rate >= 0 && Double.isFinite(rate))) {
            throw new IllegalArgumentException(
                    "optimizer: learning rate " + rate + "; use a finite number that is not negative");
        }
    }

    private void checkShapes(String name, Tensor value, Tensor gradient, Memory memory) {
        if (!gradient.shape().equals(value.shape())) {
            throw new ShapeException(
                    "optimizer",
                    "'" + name + "' is " + value.shape() + ", its gradient " + gradient.shape()
                            + "; give gradients of the parameters' shapes");
        }
        for (int i = 0; i < memory.slots().size(); i++) {
            Shape slot = memory.slots().get(i).shape();
            if (!slot.equals(value.shape())) {
                throw new ShapeException(
                        "optimizer",
                        "'" + name + "' is " + value.shape() + ", its slot " + slots.get(i) + " " + slot
                                + "; restore a snapshot of the same model");
            }
        }
    }

    /** Refuses a step by the first result that is not finite: the value, then the slots in their order. */
    private void checkFinite(String name, int notFinite) {
        if (notFinite == 0) {
            throw new ArithmeticException(rule.name() + ": the new value of '" + name
                    + "' would not be finite; clip gradients or lower the learning rate");
        }
        if (notFinite <= slots.size()) {
            throw new ArithmeticException(rule.name() + ": the new " + slots.get(notFinite - 1) + " of '" + name
                    + "' would not be finite; clip gradients");
        }
    }

    @Override
    public Snapshot snapshot() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(RULE, rule.name());
        new TreeMap<>(rule.settings()).forEach((setting, value) -> values.put(setting(setting), value));
        memories.forEach((name, memory) -> {
            values.put(COUNT + name, memory.count());
            for (int i = 0; i < memory.slots().size(); i++) {
                tensors.put(slots.get(i) + "." + name, memory.slots().get(i).tensor());
            }
        });
        return new Snapshot(tensors, values);
    }

    @Override
    public void restore(Snapshot snapshot) {
        checkSameRule(snapshot);
        Map<String, Memory> restored = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        snapshot.values().forEach((key, value) -> {
            if (key.startsWith(COUNT) && value instanceof Long count) {
                String name = key.substring(COUNT.length());
                List<Buffer> buffers = new ArrayList<>();
                for (String slot : slots) {
                    Tensor tensor = snapshot.tensors().get(slot + "." + name);
                    if (tensor == null) {
                        missing.add(slot + "." + name);
                    } else {
                        buffers.add(Buffer.of(tensor));
                    }
                }
                restored.put(name, new Memory(buffers, count));
            }
        });
        checkArgument(
                missing.isEmpty(),
                "optimizer: the snapshot lacks %s; take it from a %s optimizer",
                missing,
                rule.name());
        memories = restored;
    }

    private void checkSameRule(Snapshot snapshot) {
        Map<String, Object> wanted = new HashMap<>();
        wanted.put(RULE, rule.name());
        rule.settings().forEach((setting, value) -> wanted.put(setting(setting), value));
        List<String> differences = wanted.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(snapshot.values().get(entry.getKey())))
                .map(entry -> entry.getKey() + " is "
                        + Objects.requireNonNullElse(snapshot.values().get(entry.getKey()), "missing") + ", not "
                        + entry.getValue())
                .sorted()
                .toList();
        checkArgument(
                differences.isEmpty(),
                "optimizer: the snapshot is of another one: %s; build the optimizer that it was taken from",
                String.join(", ", differences));
    }

    private static String setting(String name) {
        return RULE + "." + name;
    }
}

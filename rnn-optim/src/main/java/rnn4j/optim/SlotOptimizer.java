package rnn4j.optim;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rnn4j.tensor.Buffer;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Snapshot;
import rnn4j.tensor.Tensor;

/** Carries the slots of rules from step to step, by parameter. */
final class SlotOptimizer implements Optimizer {

    private static final String COUNT = "count.";

    private final Groups groups;
    private Map<String, Memory> memories = new LinkedHashMap<>();

    /** What a step computes and has not yet written: kept for their room, since the next step has the same names. */
    private final Map<String, Buffer> values = new LinkedHashMap<>();

    private final Map<String, Memory> joined = new LinkedHashMap<>();
    private final List<Memory> updated = new ArrayList<>();

    SlotOptimizer(List<ParameterGroup> groups) {
        this.groups = new Groups(groups);
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
        groups.begin(current.keySet());
        for (Map.Entry<String, Tensor> gradient : gradients.entrySet()) {
            String name = gradient.getKey();
            Tensor value = current.get(name);
            if (value == null) {
                throw new IllegalArgumentException("optimizer: a gradient for '" + name
                        + "', which is no parameter; there are " + current.keySet());
            }
            Group group = groups.of(name);
            Memory memory = memories.get(name);
            if (memory == null) {
                memory = Memory.zeros(group.slots(), value.shape());
                joined.put(name, memory);
            }
            checkShapes(name, value, gradient.getValue(), memory, group);
            float[] numbers = group.numbers(factor, rate, memory.count() + 1);
            checkFinite(
                    name, memory.compute(group.equation(value.shape()), value, gradient.getValue(), numbers), group);
            values.put(name, memory.value());
            updated.add(memory);
        }
        parameters.updateFrom(values);
        memories.putAll(joined);
        updated.forEach(Memory::accept);
    }

    static void checkRate(double rate) {
        if (!(rate >= 0 && Double.isFinite(rate))) {
            throw new IllegalArgumentException(
                    "optimizer: learning rate " + rate + "; use a finite number that is not negative");
        }
    }

    private static void checkShapes(String name, Tensor value, Tensor gradient, Memory memory, Group group) {
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
                        "'" + name + "' is " + value.shape() + ", its slot "
                                + group.slots().get(i) + " " + slot + "; restore a snapshot of the same model");
            }
        }
    }

    /** Refuses a step by the first result that is not finite: the value, then the slots in their order. */
    private static void checkFinite(String name, int notFinite, Group group) {
        if (notFinite == 0) {
            throw new ArithmeticException(group.name() + ": the new value of '" + name
                    + "' would not be finite; clip gradients or lower the learning rate");
        }
        if (notFinite <= group.slots().size()) {
            throw new ArithmeticException(group.name() + ": the new "
                    + group.slots().get(notFinite - 1) + " of '" + name + "' would not be finite; clip gradients");
        }
    }

    @Override
    public Snapshot snapshot() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, Object> values = new LinkedHashMap<>(groups.described());
        memories.forEach((name, memory) -> {
            values.put(COUNT + name, memory.count());
            for (int i = 0; i < memory.slots().size(); i++) {
                tensors.put(
                        groups.of(name).slots().get(i) + "." + name,
                        memory.slots().get(i).tensor());
            }
        });
        return new Snapshot(tensors, values);
    }

    @Override
    public void restore(Snapshot snapshot) {
        groups.check(snapshot);
        Map<String, Memory> restored = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        snapshot.values().forEach((key, value) -> {
            if (key.startsWith(COUNT) && value instanceof Long count) {
                String name = key.substring(COUNT.length());
                List<Buffer> buffers = new ArrayList<>();
                for (String slot : groups.of(name).slots()) {
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
                "optimizer: the snapshot lacks %s; take it from an optimizer of the same rules",
                missing);
        memories = restored;
    }
}

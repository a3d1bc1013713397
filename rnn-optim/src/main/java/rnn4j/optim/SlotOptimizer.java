package rnn4j.optim;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Snapshot;
import rnn4j.tensor.Tensor;

/** Carries a rule's slots from step to step, by parameter. */
final class SlotOptimizer implements Optimizer {

    private static final String RULE = "rule";
    private static final String COUNT = "count.";

    private final UpdateRule rule;
    private Map<String, Memory> memories = new LinkedHashMap<>();

    /** What is remembered of one parameter: its slots and how often it was updated. */
    private record Memory(Slots slots, long count) {}

    SlotOptimizer(UpdateRule rule) {
        this.rule = rule;
        for (String slot : rule.slots()) {
            checkArgument(!slot.contains("."), "optimizer: slot '%s' of %s has a dot; leave it out", slot, rule.name());
        }
    }

    @Override
    public void step(Parameters parameters, Map<String, Tensor> gradients, double rate) {
        checkRate(rate);
        Map<String, Tensor> current = parameters.named();
        Map<String, Tensor> values = new LinkedHashMap<>();
        Map<String, Memory> next = new LinkedHashMap<>(memories);
        gradients.forEach((name, gradient) -> {
            Tensor value = current.get(name);
            checkArgument(
                    value != null,
                    "optimizer: a gradient for '%s', which is no parameter; there are %s",
                    name,
                    current.keySet());
            Memory memory = memories.getOrDefault(name, new Memory(Slots.zeros(rule.slots(), value.shape()), 0));
            checkShapes(name, value, gradient, memory.slots());
            Update update = rule.update(value, gradient, memory.slots(), rate, memory.count() + 1);
            checkFinite(name, update);
            values.put(name, update.value());
            next.put(name, new Memory(update.slots(), memory.count() + 1));
        });
        parameters.update(values);
        memories = next;
    }

    static void checkRate(double rate) {
        checkArgument(
                rate >= 0 && Double.isFinite(rate),
                "optimizer: learning rate %s; use a finite number that is not negative",
                rate);
    }

    private static void checkShapes(String name, Tensor value, Tensor gradient, Slots slots) {
        if (!gradient.shape().equals(value.shape())) {
            throw new ShapeException(
                    "optimizer",
                    "'" + name + "' is " + value.shape() + ", its gradient " + gradient.shape()
                            + "; give gradients of the parameters' shapes");
        }
        slots.named().forEach((slot, tensor) -> {
            if (!tensor.shape().equals(value.shape())) {
                throw new ShapeException(
                        "optimizer",
                        "'" + name + "' is " + value.shape() + ", its slot " + slot + " " + tensor.shape()
                                + "; restore a snapshot of the same model");
            }
        });
    }

    private void checkFinite(String name, Update update) {
        if (!update.value().finite()) {
            throw new ArithmeticException(rule.name() + ": the new value of '" + name
                    + "' would not be finite; clip gradients or lower the learning rate");
        }
        update.slots().named().forEach((slot, tensor) -> {
            if (!tensor.finite()) {
                throw new ArithmeticException(
                        rule.name() + ": the new " + slot + " of '" + name + "' would not be finite; clip gradients");
            }
        });
    }

    @Override
    public Snapshot snapshot() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(RULE, rule.name());
        new TreeMap<>(rule.settings()).forEach((setting, value) -> values.put(setting(setting), value));
        memories.forEach((name, memory) -> {
            values.put(COUNT + name, memory.count());
            memory.slots().named().forEach((slot, tensor) -> tensors.put(slot + "." + name, tensor));
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
                Map<String, Tensor> slots = new LinkedHashMap<>();
                for (String slot : rule.slots()) {
                    Tensor tensor = snapshot.tensors().get(slot + "." + name);
                    if (tensor == null) {
                        missing.add(slot + "." + name);
                    } else {
                        slots.put(slot, tensor);
                    }
                }
                restored.put(name, new Memory(Slots.of(slots), count));
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

package rnn4j.optim;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import rnn4j.tensor.Tensor;

/** What an optimizer remembers of one parameter: tensors of the parameter's shape, by name. */
public final class Slots {

    private static final Slots NONE = new Slots(ImmutableMap.of());

    private final ImmutableMap<String, Tensor> tensors;

    private Slots(ImmutableMap<String, Tensor> tensors) {
        this.tensors = tensors;
    }

    /** Returns no slots. */
    public static Slots none() {
        return NONE;
    }

    /** Returns one slot. */
    public static Slots of(String name, Tensor tensor) {
        return new Slots(ImmutableMap.of(name, tensor));
    }

    /** Returns two slots. */
    public static Slots of(String a, Tensor tensorA, String b, Tensor tensorB) {
        return new Slots(ImmutableMap.of(a, tensorA, b, tensorB));
    }

    /** Returns the slots in a map. */
    public static Slots of(Map<String, Tensor> tensors) {
        return new Slots(ImmutableMap.copyOf(tensors));
    }

    /** Returns the tensor of a slot. */
    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("slots: no '" + name + "'; there are " + tensors.keySet());
        }
        return tensor;
    }

    /** Returns the tensors by name, in order. */
    public Map<String, Tensor> named() {
        return tensors;
    }
}

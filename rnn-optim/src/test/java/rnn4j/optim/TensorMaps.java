package rnn4j.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import rnn4j.tensor.Tensor;

/** What tests ask of tensors by name. */
public final class TensorMaps {

    private TensorMaps() {}

    /** Returns the tensor of a name that must be there. */
    public static Tensor tensor(Map<String, Tensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name), () -> "no '" + name + "' in " + tensors.keySet());
    }

    /** Asserts that two maps have the same names and under each of them the same bits. */
    public static void assertSameBits(Map<String, Tensor> actual, Map<String, Tensor> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, tensor) ->
                assertThat(tensor(actual, name).sameBits(tensor)).as(name).isTrue());
    }
}

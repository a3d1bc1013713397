package rnn4j.examples.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

class WeightsDigestTest {
    /**
     * The bytes written out by hand and hashed by an outside program:
     * {@code printf 'a\0\x00\x00\x80\x3f\x00\x00\x00\x80b\0\x00\x00\xc0\x7f' | sha256sum}.
     */
    @Test
    void theBytesAreTheDocumentedOnes() {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        parameters.put("b", Tensor.of(Shape.of(1), Float.NaN));
        parameters.put("a", Tensor.of(Shape.of(1, 2), 1f, -0f));

        assertThat(WeightsDigest.of(parameters))
                .isEqualTo("sha256:bab023d04a76a0d159a19799a063df7e0dc14bb48bbacf27a094a89d057470c5");
    }

    @Test
    void oneBitChangesIt() {
        assertThat(WeightsDigest.of(Map.of("w", Tensor.scalar(0f))))
                .isNotEqualTo(WeightsDigest.of(Map.of("w", Tensor.scalar(-0f))));
    }
}

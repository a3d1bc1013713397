package rnn4j.examples.charlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.data.Vocabulary;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

class SamplerTest {
    private static final Vocabulary VOCABULARY = Vocabulary.of("\nabcd");
    private static final RandomSource RANDOM = RandomSource.of(3, "test");

    @Test
    void theLikelyCharacterComesAtLowTemperature() {
        assertThat(biased(0, 1, 5, 2, 0).write("a", 0.01, 6, RANDOM)).isEqualTo("abbbbbb");
    }

    @Test
    void theEndOfTheLineEndsTheEntry() {
        assertThat(biased(9, 1, 1, 1, 1).write("ab", 0.01, 6, RANDOM)).isEqualTo("ab");
    }

    /** The head's bias makes b three times as likely as c, and all else impossible. */
    @Test
    void charactersComeAsOftenAsTheModelSays() {
        Sampler sampler = biased(-99, -99, (float) Math.log(3), 0, -99);

        String text = sampler.write("", 1, 4000, RANDOM);

        assertThat(text).hasSize(4000).matches("[bc]*");
        // 3000 expected, standard deviation 27.
        assertThat(text.chars().filter(c -> c == 'b').count()).isBetween(2850L, 3150L);
    }

    @Test
    void theSameSeedWritesTheSame() {
        Sampler sampler = new Sampler(CharModels.fresh(VOCABULARY.size(), 7), VOCABULARY);

        assertThat(sampler.write("ab", 1, 50, RANDOM.at(1))).isEqualTo(sampler.write("ab", 1, 50, RANDOM.at(1)));
        assertThat(sampler.write("ab", 1, 50, RANDOM.at(2))).isNotEqualTo(sampler.write("ab", 1, 50, RANDOM.at(1)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aTemperatureMustBeAboveZero(double temperature) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> biased(0, 0, 0, 0, 0).write("", temperature, 5, RANDOM))
                .withMessageStartingWith("sample: temperature " + temperature);
    }

    @Test
    void aPrimeWithAnUnknownCharacterIsTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> biased(0, 0, 0, 0, 0).write("xyz", 1, 5, RANDOM))
                .withMessageContaining("U+0078");
    }

    /** A model whose weights are zero but for the head's bias, so that it always expects the same. */
    private static Sampler biased(float... bias) {
        Parameters parameters = Parameters.seeded(1);
        CharModel model = CharModels.of(CharModels.CONFIG, VOCABULARY.size(), parameters);
        Map<String, Tensor> values = new LinkedHashMap<>();
        parameters.named().forEach((name, tensor) -> values.put(name, Tensor.zeros(tensor.shape())));
        values.put("head.b", Tensor.of(Shape.of(bias.length), bias));
        parameters.update(values);
        return new Sampler(model, VOCABULARY);
    }
}

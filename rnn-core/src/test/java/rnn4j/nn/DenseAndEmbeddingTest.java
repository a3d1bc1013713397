package rnn4j.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Place;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

class DenseAndEmbeddingTest {

    @Test
    void denseMapsTheLastAxisOfAnyRank() {
        Dense dense = new Dense(
                Parameters.of(Map.of(
                        "w", Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6), "b", Tensor.of(Shape.of(3), 10, 20, 30))),
                2,
                3);

        // [1 1] W = 5 7 9; [1 0] W = 1 2 3
        assertThat(dense.apply(Tensor.of(Shape.of(2), 1, 1)).values()).containsExactly(15, 27, 39);
        assertThat(dense.apply(Tensor.of(Shape.of(2), 1, 1)).shape()).isEqualTo(Shape.of(3));
        assertThat(dense.apply(Tensor.of(Shape.of(2, 2), 1, 1, 1, 0)).values()).containsExactly(15, 27, 39, 11, 22, 33);
        Tensor cube = dense.apply(Tensor.of(Shape.of(2, 1, 2), 1, 1, 1, 0));
        assertThat(cube.shape()).isEqualTo(Shape.of(2, 1, 3));
        assertThat(cube.values()).containsExactly(15, 27, 39, 11, 22, 33);
    }

    @Test
    void denseStartsFromGlorotAndZeros() {
        Parameters parameters = Parameters.seeded(1);
        new Dense(parameters.scope("head"), 40, 20);

        assertThat(parameters.named().keySet()).containsExactly("head.w", "head.b");
        float bound = (float) Math.sqrt(6.0 / 60);
        for (float value : tensor(parameters, "head.w").values()) {
            assertThat(value).isBetween(-bound, bound);
        }
        assertThat(tensor(parameters, "head.b").sameBits(Tensor.zeros(Shape.of(20))))
                .isTrue();
    }

    @Test
    void denseTellsWhatItTakes() {
        Dense dense = new Dense(Parameters.seeded(1), 2, 3);

        assertThatThrownBy(() -> Place.in("head", () -> dense.apply(Tensor.zeros(Shape.of(4, 3)))))
                .isInstanceOf(ShapeException.class)
                .hasMessage("dense: the input is [4, 3]; its last axis must be 2 (head)");
        assertThatThrownBy(() -> dense.apply(Tensor.scalar(1))).isInstanceOf(ShapeException.class);
    }

    @Test
    void embeddingLooksRowsUpAndLearnsThem() {
        Parameters parameters = Parameters.of(Map.of("table", Tensor.of(Shape.of(3, 2), 0, 1, 10, 11, 20, 21)));
        Embedding embedding = new Embedding(parameters, 3, 2);
        Ids ids = Ids.of(Shape.of(2, 2), 2, 0, 2, 1);

        assertThat(embedding.apply(ids).values()).containsExactly(20, 21, 0, 1, 20, 21, 10, 11);
        assertThat(embedding.apply(ids).shape()).isEqualTo(Shape.of(2, 2, 2));
        Tensor gradient =
                Tape.differentiate(() -> embedding.apply(ids).sum()).gradients().of(tensor(parameters, "table"));
        assertThat(gradient.values()).containsExactly(1, 1, 1, 1, 2, 2);
    }

    @Test
    void embeddingStartsWithVarianceOne() {
        Parameters parameters = Parameters.seeded(4);
        new Embedding(parameters, 500, 20);
        Tensor table = tensor(parameters, "table");

        // 10,000 uniform draws: the standard error of the mean is 0.01, of the variance 0.009
        assertThat(table.mean().value()).isBetween(-0.05f, 0.05f);
        assertThat(table.square().mean().value()).isBetween(0.95f, 1.05f);
        assertThat(table.abs().reshape(10_000).max(0).value()).isLessThanOrEqualTo(1.7320508f);
    }

    /** Fault T03. */
    @Test
    void embeddingTellsWhichIdIsNoSymbolAndWhere() {
        Embedding embedding = new Embedding(Parameters.seeded(1), 3, 2);

        for (int bad : new int[] {3, -1, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> Place.in("encoder", () -> embedding.apply(Ids.of(Shape.of(2, 2), 0, 0, bad, 0))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("embedding: id " + bad + " at [1, 0] of [2, 2] is no symbol; use 0 to 2 (encoder)");
        }
    }

    @Test
    void layersAreFunctionsInARow() {
        Layer<Tensor, Tensor> doubled = x -> x.add(x);
        Layer<Tensor, Float> summed =
                doubled.then(Tensor::neg).then(x -> x.sum().value());

        assertThat(summed.apply(Tensor.of(Shape.of(3), 1, 2, 3))).isEqualTo(-12);
    }

    private static Tensor tensor(Parameters parameters, String name) {
        return Objects.requireNonNull(parameters.named().get(name), name);
    }
}

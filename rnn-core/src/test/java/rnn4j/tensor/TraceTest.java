package rnn4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rnn4j.tensor.Numbers.vector;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Operations without numbers, and the float64 engine that gives them numbers later. */
class TraceTest {

    private static final Shape TWO = Shape.of(2);

    @Test
    void aTraceComputesNothing() {
        Tensor x = Trace.symbol(TWO);
        Tensor y = Trace.of(() -> x.mul(vector(2, 3)).sum());
        assertThat(y.symbolic()).isTrue();
        assertThat(y.shape()).isEqualTo(Shape.SCALAR);
        assertThat(y).hasToString("Tensor[] symbolic");
        Node node = Trace.node(y).orElseThrow();
        assertThat(node.op().name()).isEqualTo("sum");
        assertThat(Trace.node(x)).isEmpty();
        assertThat(Trace.node(vector(1))).isEmpty();
    }

    @Test
    void operationsOnConstantsAreWrittenDownToo() {
        Tensor y = Trace.of(() -> vector(1, 2).add(vector(3, 4)));
        assertThat(y.symbolic()).isTrue();
        assertThat(Reference.evaluate(List.of(y), Map.of()).getFirst()).containsExactly(4, 6);
    }

    @Test
    void aParameterIsKnownByItsName() {
        Tensor w = Parameters.seeded(1).scope("a").create("w", TWO, Init.ones());
        assertThat(Trace.parameter(w)).contains("a.w");
        assertThat(Trace.parameter(w.mul(2))).isEmpty();
    }

    @Test
    void readingANumberIsTold() {
        Tensor x = Trace.symbol(Shape.of(1));
        List<Runnable> reads = List.of(x::value, x::values, () -> x.at(0), x::finite, () -> x.sameBits(x));
        for (Runnable read : reads) {
            assertThatThrownBy(() -> Place.in("encoder, step", () -> {
                        read.run();
                        return 0;
                    }))
                    .isInstanceOf(TracedValueException.class)
                    .hasMessage(
                            "trace: the step reads a value, which has none while it is traced; express it by operations"
                                    + " such as select (encoder, step)");
        }
    }

    @Test
    void shapesAreCheckedWithoutNumbers() {
        Tensor x = Trace.symbol(Shape.of(2, 3));
        assertThatThrownBy(() -> x.matmul(x)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> x.reshape(5)).isInstanceOf(ShapeException.class);
        // 2^31 numbers that nobody computes
        Tensor large = Trace.symbol(Shape.of(1 << 30));
        assertThatThrownBy(() -> large.expand(-1).broadcast(Shape.of(1 << 30, 2)))
                .isInstanceOf(ShapeException.class);
    }

    @Test
    void gradientsWithinATraceAreSymbolic() {
        Tensor x = Trace.symbol(TWO);
        Tensor slope = Trace.of(
                () -> Tape.differentiate(() -> x.square().sum(), x).gradients().of(x));
        assertThat(slope.symbolic()).isTrue();
        double[] at = {3, -0.1};
        assertThat(Reference.evaluate(List.of(slope), Map.of(x, at)).getFirst()).containsExactly(6, -0.2);
    }

    @Test
    void theReferenceTakesParametersFromBindingsOrFromThemselves() {
        Tensor w = Parameters.seeded(1).create("w", TWO, Init.constant(0.1f));
        Tensor y = Trace.of(() -> w.mul(3));
        assertThat(Reference.evaluate(List.of(y), Map.of()).getFirst()).containsExactly(0.1f * 3.0, 0.1f * 3.0);
        assertThat(Reference.evaluate(List.of(y), Map.of(w, new double[] {0.1, 0.2}))
                        .getFirst())
                .containsExactly(0.1 * 3, 0.2 * 3);
    }

    @Test
    void theReferenceNeedsNothingBehindABoundTensor() {
        Tensor x = Trace.symbol(TWO);
        Tensor middle = Trace.of(() -> x.exp());
        Tensor y = Trace.of(() -> middle.mul(2));
        assertThat(Reference.evaluate(List.of(y), Map.of(middle, new double[] {1, 2}))
                        .getFirst())
                .containsExactly(2, 4);
    }

    @Test
    void theReferenceTellsWhatIsNotBound() {
        Tensor x = Trace.symbol(TWO);
        assertThatThrownBy(() -> Reference.evaluate(List.of(x.neg()), Map.of()))
                .hasMessage("reference: an input [2] is not bound; give its values among the bindings");
        assertThatThrownBy(() -> Reference.evaluate(List.of(x), Map.of(x, new double[3])))
                .hasMessage("reference: 3 values bound to a tensor [2]; give one per element");
    }

    @Test
    void threadsComputeTheSameBits() {
        Tensor a = Init.he().draw(Shape.of(65, 129), RandomSource.of(1, "a"));
        Tensor b = Init.he().draw(Shape.of(129, 67), RandomSource.of(1, "b"));
        Tensor alone = a.matmul(b).tanh();
        try (Threads threads = Threads.of(2)) {
            assertThat(threads.count()).isBetween(1, 2);
            assertThat(threads.within(() -> a.matmul(b).tanh()).sameBits(alone)).isTrue();
        }
    }
}

package rnn4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static rnn4j.tensor.Numbers.assertIs;
import static rnn4j.tensor.Numbers.matrix;
import static rnn4j.tensor.Numbers.vector;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TapeTest {

    private static final Shape TWO = Shape.of(2);

    private final Parameters parameters = Parameters.seeded(1);

    private static Tensor gradient(Tensor wrt, Supplier<Tensor> loss) {
        return Tape.differentiate(loss, wrt).gradients().of(wrt);
    }

    @Test
    void derivesWithRespectToParametersAndWhatIsAskedFor() {
        Tensor w = parameters.scope("a").create("w", TWO, Init.constant(3));
        Tensor unused = parameters.create("unused", TWO, Init.ones());
        Tensor x = vector(1, 2);
        Differentiated pass = Tape.differentiate(() -> w.mul(x).square().sum(), x);
        // Σ (w x)²: 9 + 36; by w 2 w x², by x 2 w² x
        assertThat(pass.value().value()).isEqualTo(45);
        assertIs(pass.gradients().of(w), TWO, 6, 24);
        assertIs(pass.gradients().of(x), TWO, 18, 36);
        assertIs(pass.gradients().of(unused), TWO, 0, 0);
        assertThat(pass.gradients().parameters()).containsOnlyKeys("a.w");
    }

    /** A compiled pass leaves out the gradient of an input that nothing behind it wants. */
    @Test
    void aGradientMayBeWantedOfWhatDependsOnAParameterOrOnWhatIsAskedFor() {
        Tensor w = parameters.create("w", TWO, Init.ones());
        Tensor asked = vector(1, 2);
        Tensor constant = vector(3, 4);
        List<Tensor> made = new ArrayList<>();
        Tape.differentiate(
                () -> {
                    made.addAll(List.of(
                            w.mul(constant).tanh(),
                            asked.square(),
                            constant.square().add(1),
                            w.stopGradient().neg()));
                    assertThat(made).map(Tape::mayWant).containsExactly(true, true, false, false);
                    return made.stream().reduce(Tensor::add).orElseThrow().sum();
                },
                asked);
        assertThat(made).noneMatch(Tape::mayWant);
        assertThat(List.of(w, constant)).map(Tape::mayWant).containsExactly(true, false);
    }

    @Test
    void parametersComeInTheOrderOfTheirCreation() {
        Tensor b = parameters.create("b", TWO, Init.ones());
        Tensor a = parameters.create("a", TWO, Init.ones());
        Gradients gradients = Tape.differentiate(() -> a.mul(b).sum()).gradients();
        assertThat(gradients.parameters().keySet()).containsExactly("b", "a");
    }

    @Test
    void aTensorUsedTwiceGetsBothShares() {
        Tensor x = vector(3, 5);
        assertIs(gradient(x, () -> x.add(x).sum()), TWO, 2, 2);
        assertIs(gradient(x, () -> x.mul(x).add(x).sum()), TWO, 7, 11);
        assertIs(gradient(x, () -> x.outer(x).sum()), TWO, 16, 16);
    }

    @Test
    void aTensorMadeWithinThePassMayBeAskedForByANestedOne() {
        Tensor x = vector(3, 5);
        Differentiated outer = Tape.differentiate(
                () -> {
                    Tensor y = x.square();
                    Tensor inner = gradient(y, () -> y.mul(y).sum());
                    // d/dy Σ y² = 2 y = 2 x²
                    assertIs(inner, TWO, 18, 50);
                    return inner.sum();
                },
                x);
        assertIs(outer.gradients().of(x), TWO, 12, 20);
    }

    @Test
    void gradientsOfGradientsOfGradients() {
        Tensor x = vector(2, -1);
        // x⁴: 4 x³, 12 x², 24 x
        Tensor third = gradient(
                x,
                () -> gradient(
                                x,
                                () -> gradient(x, () -> x.square().square().sum())
                                        .sum())
                        .sum());
        assertIs(third, TWO, 48, -24);
    }

    @Test
    void equalGreatestOnesShareTheGradient() {
        Tensor x = matrix(1, 7, 7, 2, 2, 2);
        Tensor shared = gradient(x, () -> x.max(1).mul(vector(1, 3)).sum());
        assertIs(shared, Shape.of(2, 3), 0, 0.5f, 0.5f, 1, 1, 1);
    }

    @Test
    void atAKinkTheDocumentedSideCounts() {
        Tensor x = vector(0, 1);
        assertIs(gradient(x, () -> x.abs().sum()), TWO, 1, 1);
        assertIs(gradient(x, () -> x.relu().sum()), TWO, 0, 1);
        assertIs(gradient(x, () -> x.max(x).sum()), TWO, 1, 1);
        assertIs(gradient(x, () -> x.max(vector(0, 2)).sum()), TWO, 1, 0);
        assertIs(gradient(x, () -> x.min(vector(0, 2)).sum()), TWO, 1, 1);
    }

    @Test
    void whatIsNotSelectedPassesNoGradientEvenIfItIsNotANumber() {
        Tensor x = vector(0, 4);
        // the slope of a root at zero is infinite; 0 times it would be NaN
        Tensor safe = gradient(
                x,
                () -> Tensor.select(x.greater(Tensor.scalar(0)), x, Tensor.scalar(1))
                        .sqrt()
                        .sum());
        assertIs(safe, TWO, 0, 0.25f);
        Tensor bad = vector(Float.NaN, 1);
        assertIs(gradient(bad, () -> Tensor.select(vector(0, 1), bad, x).sum()), TWO, 0, 1);
    }

    @Test
    void anOwnDerivativeIsItsAuthorsSlope() {
        Tensor x = vector(4, 9);
        Tensor slope = vector(100, -1);
        assertIs(gradient(x, () -> Tensor.ownDerivative(x, x.sqrt(), slope).sum()), TWO, 100, -1);
        assertIs(gradient(slope, () -> Tensor.ownDerivative(x, x.sqrt(), slope).sum()), TWO, 0, 0);
        assertThatThrownBy(() -> Tensor.ownDerivative(x, x.sum(), slope))
                .isInstanceOf(ShapeException.class)
                .hasMessage("ownDerivative: x, value and slope differ: [2] x [] x [2]; give one shape for all three");
    }

    @Test
    void valuesOfAPassAreConstantsAfterIt() {
        Tensor w = parameters.create("w", TWO, Init.constant(3));
        List<Tensor> kept = new ArrayList<>();
        Tape.differentiate(() -> {
            kept.add(w.mul(2));
            return kept.getFirst().sum();
        });
        Tensor state = kept.getFirst();
        assertIs(state, TWO, 6, 6);
        Gradients next = Tape.differentiate(() -> state.mul(state).sum(), state).gradients();
        assertThat(next.parameters()).isEmpty();
        assertIs(next.of(state), TWO, 12, 12);
        assertThat(Tape.recording()).isFalse();
    }

    @Test
    void aPassThatFailsLeavesNothingBehind() {
        List<Tensor> kept = new ArrayList<>();
        assertThatThrownBy(() -> Tape.differentiate(() -> {
                    kept.add(vector(1, 2).mul(2));
                    throw new IllegalStateException("the loss failed");
                }))
                .hasMessage("the loss failed");
        assertThat(kept.getFirst().node()).isNull();
        assertThat(Tape.recording()).isFalse();
    }

    @Test
    void aGradientThatNobodyAskedForIsNotZero() {
        Tensor x = vector(1, 2);
        Tensor y = vector(3, 4);
        Gradients gradients = Tape.differentiate(() -> x.mul(y).sum(), x).gradients();
        assertThatThrownBy(() -> Place.in("decoder", () -> gradients.of(y)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "gradients: this tensor [2] was not asked for; name it in differentiate(loss, …) (decoder)");
    }

    @Test
    void theLossIsOneNumber() {
        assertThatThrownBy(() -> Tape.differentiate(() -> vector(1, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("differentiate: the loss has shape [2]; reduce it to one element, by sum() or mean()");
        Tensor x = Tensor.full(Shape.of(1, 1), 3);
        assertIs(gradient(x, x::square), Shape.of(1, 1), 6);
    }

    @Test
    void twoParametersOfOneNameAreTold() {
        Tensor w = parameters.create("w", TWO, Init.ones());
        Tensor twin = Parameters.seeded(2).create("w", TWO, Init.ones());
        assertThatThrownBy(() -> Tape.differentiate(() -> w.mul(twin).sum()))
                .hasMessage("differentiate: two parameters are named 'w'; give each model its own scope");
    }

    @Test
    void anUpdateByAnotherThreadIsNoticed() {
        Tensor w = parameters.create("w", TWO, Init.ones());
        assertThatThrownBy(() -> Tape.differentiate(() -> {
                    Tensor loss = w.mul(2).sum();
                    inAnotherThread(() -> parameters.update(Map.of("w", vector(5, 6))));
                    return loss;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("differentiate: parameter 'w' was updated while the pass ran; update between passes only");
    }

    @Test
    void aPassInAnotherThreadIsNotThisOne() {
        Tensor x = vector(1, 2);
        List<Tensor> other = new ArrayList<>();
        Tensor found = gradient(x, () -> {
            inAnotherThread(() -> other.add(gradient(x, () -> x.square().sum())));
            return x.mul(7).sum();
        });
        assertIs(found, TWO, 7, 7);
        assertIs(other.getFirst(), TWO, 2, 4);
    }

    private static void inAnotherThread(Runnable work) {
        Thread thread = Thread.ofPlatform().start(work);
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fault T10. */
    @Test
    void aChainOfAMillionOperationsOverflowsNoStack() {
        int length = 1_000_000;
        Tensor x = Tensor.scalar(1);
        Tensor slope = assertTimeoutPreemptively(
                Duration.ofMinutes(2),
                () -> gradient(x, () -> {
                    Tensor y = x;
                    for (int i = 0; i < length; i++) {
                        y = y.neg();
                    }
                    return y;
                }));
        assertThat(slope.value()).isEqualTo(1);
    }

    @Test
    void aChainThatBranchesIsWalkedOnce() {
        // 2^64 ways lead from the end to x, and each operation is visited once
        Tensor x = Tensor.scalar(1);
        Tensor slope = gradient(x, () -> {
            Tensor y = x;
            for (int i = 0; i < 64; i++) {
                y = y.add(y);
            }
            return y;
        });
        assertThat(slope.value()).isEqualTo(0x1p64f);
    }
}

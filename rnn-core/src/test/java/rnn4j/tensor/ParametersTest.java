package rnn4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rnn4j.tensor.Numbers.assertIs;
import static rnn4j.tensor.Numbers.vector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    private static final Shape TWO = Shape.of(2);

    private final Parameters fresh = Parameters.seeded(1);

    @Test
    void listsWhatIsCreatedInOrder() {
        Parameters encoder = fresh.scope("encoder");
        Tensor wx = encoder.scope("forward").create("wx", Shape.of(2, 3), Init.glorot());
        Tensor b = encoder.create("b", TWO, Init.ones());
        Tensor v = fresh.create("a", TWO, Init.zeros());
        assertThat(fresh.named())
                .containsExactly(Map.entry("encoder.forward.wx", wx), Map.entry("encoder.b", b), Map.entry("a", v));
        assertThat(encoder.named()).containsOnlyKeys("encoder.forward.wx", "encoder.b");
        assertThat(fresh.count()).isEqualTo(10);
        assertThat(encoder.count()).isEqualTo(8);
        assertThat(encoder.prefix()).isEqualTo("encoder.");
        assertThat(fresh.scope("enc").named()).isEmpty();
    }

    @Test
    void aNameIsTakenOnce() {
        fresh.scope("a").create("w", TWO, Init.zeros());
        assertThatThrownBy(() -> fresh.scope("a").create("w", TWO, Init.zeros()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("create: parameter 'a.w' is there already; use another name or a scope of its own");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.b",
                "a b",
                "ü",
                "a/b",
                "a\n",
                "x23456789012345678901234567890123456789012345678901234567890123456"
            })
    void aNameIsShortAndPlain(String name) {
        assertThatThrownBy(() -> fresh.create(name, TWO, Init.zeros()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("name: '" + name + "' can't name a parameter; use 1 to 64 letters");
        assertThatThrownBy(() -> fresh.scope(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anInitMustDrawTheShape() {
        assertThatThrownBy(() -> fresh.create("w", TWO, (shape, random) -> Tensor.scalar(1)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("create: init of 'w' drew [] for [2]; draw the shape that is asked for");
        assertThat(fresh.named()).isEmpty();
    }

    @Test
    void aLoadedModelHasTheSameBits() {
        Tensor w = fresh.scope("cell").create("w", Shape.of(5, 7), Init.glorot());
        Parameters loaded = Parameters.of(fresh.snapshot().tensors());
        assertThat(loaded.unclaimed()).containsExactly("cell.w");
        Tensor again = loaded.scope("cell").create("w", Shape.of(5, 7), Init.zeros());
        assertThat(again.sameBits(w)).isTrue();
        assertThat(loaded.unclaimed()).isEmpty();
        fresh.update(Map.of("cell.w", w.mul(2)));
        assertThat(again.sameBits(w)).as("a copy of its own").isFalse();
    }

    @Test
    void aLoadedModelTellsEveryDifference() {
        Parameters loaded = Parameters.of(Map.of("w", vector(1, 2), "old", vector(3)));
        assertThatThrownBy(() -> loaded.create("w", Shape.of(3), Init.zeros()))
                .isInstanceOf(ShapeException.class)
                .hasMessage(
                        "create: parameter 'w' is stored as [2], the model wants [3]; build the model with the sizes it"
                                + " was saved with");
        loaded.create("w", TWO, Init.zeros());
        assertThatThrownBy(() -> loaded.create("v", TWO, Init.zeros()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("create: parameter 'v' is not stored; there are [w, old]; build");
        assertThat(loaded.unclaimed()).containsExactly("old");
    }

    @Test
    void updateWritesTheParameterItself() {
        Tensor w = fresh.create("w", TWO, Init.zeros());
        long before = fresh.version();
        fresh.update(Map.of("w", vector(1, 2)));
        assertIs(w, TWO, 1, 2);
        assertThat(fresh.version()).isEqualTo(before + 1);
    }

    @Test
    void updateReadsAllBeforeItWrites() {
        Tensor a = fresh.create("a", TWO, Init.zeros());
        Tensor b = fresh.create("b", TWO, Init.ones());
        fresh.update(Map.of("a", b, "b", a));
        assertIs(a, TWO, 1, 1);
        assertIs(b, TWO, 0, 0);
    }

    @Test
    void updateWritesAllOrNothingAndTellsAllThatIsWrong() {
        Tensor a = fresh.create("a", TWO, Init.zeros());
        fresh.create("b", TWO, Init.zeros());
        fresh.create("c", TWO, Init.zeros());
        Map<String, Tensor> values = new LinkedHashMap<>();
        values.put("a", vector(1, 2));
        values.put("b", vector(1, 2, 3));
        values.put("c", Trace.symbol(TWO));
        values.put("d", vector(1));
        assertThatThrownBy(() -> fresh.update(values))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "update: 'b' is [2], not [3]; 'c' is traced and has no numbers; 'd' is no parameter; nothing was"
                                + " written");
        assertIs(a, TWO, 0, 0);
        assertThat(fresh.version()).isZero();
    }

    @Test
    void updateIsRefusedWithinAPass() {
        Tensor w = fresh.create("w", TWO, Init.zeros());
        assertThatThrownBy(() -> Tape.differentiate(() -> {
                    fresh.update(Map.of("w", vector(1, 2)));
                    return w.sum();
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("update: a pass is running; update between passes");
        assertThatThrownBy(() -> Trace.of(() -> {
                    fresh.update(Map.of("w", vector(1, 2)));
                    return w;
                }))
                .isInstanceOf(IllegalStateException.class);
        assertIs(w, TWO, 0, 0);
    }

    @Test
    void restoreSetsAllBack() {
        Tensor w = fresh.create("w", TWO, Init.ones());
        Snapshot snapshot = fresh.snapshot();
        fresh.update(Map.of("w", vector(5, 6)));
        fresh.restore(snapshot);
        assertIs(w, TWO, 1, 1);
        assertThat(snapshot.tensors()).hasEntrySatisfying("w", kept -> assertIs(kept, TWO, 1, 1));
        fresh.create("v", TWO, Init.zeros());
        assertThatThrownBy(() -> fresh.restore(snapshot))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("restore: the snapshot lacks [v]; nothing was written");
        Parameters other = Parameters.seeded(1);
        other.create("v", TWO, Init.zeros());
        assertThatThrownBy(() -> other.restore(fresh.snapshot())).hasMessageContaining("'w' is no parameter");
    }

    @Test
    void frozenOnesAreSharedAndNeverChange() {
        Tensor w = fresh.create("w", TWO, Init.ones());
        Parameters frozen = fresh.freeze();
        fresh.update(Map.of("w", vector(5, 6)));
        Tensor first = frozen.create("w", TWO, Init.zeros());
        assertIs(first, TWO, 1, 1);
        assertIs(w, TWO, 5, 6);
        assertThat(frozen.create("w", TWO, Init.zeros())).isSameAs(first);
        assertThatThrownBy(() -> frozen.update(Map.of("w", vector(1, 2))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("update: these parameters are frozen; update the ones they were copied from");
        assertThatThrownBy(() -> frozen.create("w", Shape.of(3), Init.zeros())).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> frozen.create("v", TWO, Init.zeros()))
                .hasMessageContaining("'v' is not stored; there are [w]");
        assertThat(Tape.differentiate(first::sum).gradients().parameters()).isEmpty();
    }

    @Test
    void snapshotsHoldPlainValuesOnly() {
        assertThat(new Snapshot(Map.of(), Map.of("a", 1L, "b", "x", "c", 1.5, "d", true)).values())
                .hasSize(4);
        assertThatThrownBy(() -> new Snapshot(Map.of(), Map.of("a", List.of())))
                .hasMessageStartingWith("snapshot: value 'a' is a ")
                .hasMessageEndingWith("; use String, Long, Double or Boolean");
    }
}

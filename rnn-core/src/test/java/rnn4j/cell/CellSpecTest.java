package rnn4j.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellSpecTest {

    private final CellSpec plain = CellSpec.of(3, 4);

    @Test
    void givesTheStandardValueWhenNothingWasSaid() {
        assertThat(plain.input()).isEqualTo(3);
        assertThat(plain.hidden()).isEqualTo(4);
        assertThat(plain.integer("heads", 2)).isEqualTo(2);
        assertThat(plain.number("dt", 0.5)).isEqualTo(0.5);
        assertThat(plain.flag("bias", true)).isTrue();
        assertThat(plain.text("norm", "layer")).isEqualTo("layer");
        assertThat(plain.choice("form", "a", "b", "c")).isEqualTo("a");
    }

    @Test
    void givesWhatWasSaidInTheFourTypesThatFilesHave() {
        CellSpec spec = plain.with("heads", 8)
                .with("dt", 0.25f)
                .with("steps", 2L)
                .with("bias", false)
                .with("norm", "group");

        assertThat(spec.integer("heads", 2)).isEqualTo(8);
        assertThat(spec.number("dt", 1)).isEqualTo(0.25);
        assertThat(spec.number("steps", 1)).isEqualTo(2);
        assertThat(spec.flag("bias", true)).isFalse();
        assertThat(spec.text("norm", "layer")).isEqualTo("group");
        assertThat(spec.options()).containsExactlyEntriesOf(spec.withInput(9).options());
        assertThat(spec.options().values())
                .isEqualTo(List.of(8L, 0.25, 2L, false, "group").stream()
                        .map(Object.class::cast)
                        .toList());
        assertThat(plain.options()).isEmpty();
    }

    @Test
    void tellsTheTypeThatAnOptionShouldHave() {
        CellSpec spec = plain.with("heads", "two").with("dt", true).with("n", 1.5);

        assertThatThrownBy(() -> spec.integer("heads", 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cell spec: option 'heads' is the text 'two'; use a whole number");
        assertThatThrownBy(() -> spec.number("dt", 2)).hasMessageContaining("'dt' is true; use a number");
        assertThatThrownBy(() -> spec.integer("n", 2)).hasMessageContaining("'n' is 1.5; use a whole number");
        assertThatThrownBy(() -> spec.flag("heads", true)).hasMessageContaining("use true or false");
        assertThatThrownBy(() -> spec.text("n", "x")).hasMessageContaining("use text");
    }

    @Test
    void tellsTheRangeThatAnOptionShouldBeIn() {
        CellSpec spec =
                plain.with("heads", 0).with("dt", -1.0).with("big", 1L << 40).with("form", "z");

        assertThatThrownBy(() -> spec.integer("heads", 2, 1, 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cell spec: option 'heads' is 0; use 1 to 8");
        assertThatThrownBy(() -> spec.number("dt", 1, 0, 2)).hasMessageContaining("'dt' is -1.0; use 0.0 to 2.0");
        assertThatThrownBy(() -> spec.integer("big", 1)).hasMessageContaining("1099511627776");
        assertThatThrownBy(() -> spec.choice("form", "a", "b")).hasMessageContaining("use 'a' or one of [b]");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 1", "1, -2147483648"})
    void refusesSizesBelowOne(int input, int hidden) {
        assertThatThrownBy(() -> CellSpec.of(input, hidden))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("input " + input, "hidden " + hidden, "use 1 or more");
    }

    @Test
    void refusesValuesThatNoFileCanHold() {
        assertThatThrownBy(() -> plain.with("dt", Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> plain.with("dt", Float.POSITIVE_INFINITY)).hasMessageContaining("Infinity");
        assertThatThrownBy(() -> plain.with("list", List.of(1))).hasMessageContainingAll("'list'", "use an int");
    }
}

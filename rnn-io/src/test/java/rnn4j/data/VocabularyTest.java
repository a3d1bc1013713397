package rnn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
    @Test
    void numbersCharactersByCodePoint() {
        Vocabulary vocabulary = Vocabulary.of("banana\uD83D\uDE00\uFFFD");

        assertThat(vocabulary.size()).isEqualTo(5);
        assertThat(vocabulary.encode("ban")).containsExactly(1, 0, 2);
        assertThat(vocabulary.encode("\uFFFD\uD83D\uDE00")).containsExactly(3, 4); // U+FFFD is below U+1F600
        assertThat(vocabulary.symbol(4)).isEqualTo(0x1F600);
    }

    @Test
    void theOrderOfTheTextDoesNotMatter() {
        assertThat(Vocabulary.of("abc")).isEqualTo(Vocabulary.of("cabba")).hasSameHashCodeAs(Vocabulary.of("cabba"));
        assertThat(Vocabulary.of("abc")).isNotEqualTo(Vocabulary.of("abd"));
        assertThat(Vocabulary.of("ab?")).isNotEqualTo(Vocabulary.of("ab").withUnknown('?'));
    }

    @Test
    void decodesWhatItEncoded() {
        String text = "A line,\nanother \uD83D\uDE00.\t\u00e4";
        Vocabulary vocabulary = Vocabulary.of(text);

        assertThat(vocabulary.decode(vocabulary.encode(text))).isEqualTo(text);
        assertThat(vocabulary.encode("")).isEmpty();
        assertThat(vocabulary.decode()).isEmpty();
    }

    @Test
    void anUnknownCharacterIsAnErrorThatTellsItsPlace() {
        assertThatThrownBy(() -> Vocabulary.of("ab").encode("abxa"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("encode: character U+0078 at 2 is not among the 2 symbols; leave it out, or give the"
                        + " vocabulary an unknown symbol");
    }

    @Test
    void theUnknownSymbolStandsForAllOthersWhereItWasChosen() {
        Vocabulary vocabulary = Vocabulary.of("ab").withUnknown('?');

        assertThat(vocabulary.decode(vocabulary.encode("axb\uD83D\uDE00?"))).isEqualTo("a?b??");
        assertThat(vocabulary.size()).isEqualTo(3);
        assertThat(Vocabulary.of("ab?").withUnknown('?').size()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "line\nline\r\t ", "\u0000", "\uD83D\uDE00\u00e4"})
    void itsTextReadsBack(String text) {
        Vocabulary plain = Vocabulary.of(text);
        Vocabulary withUnknown = plain.withUnknown(0xFFFD);

        assertThat(Vocabulary.parse(plain.text())).isEqualTo(plain);
        assertThat(Vocabulary.parse(withUnknown.text())).isEqualTo(withUnknown);
        assertThat(plain.text()).matches("[a-zA-F0-9 -]+");
    }

    @Test
    void itsTextIsOneLineOfCodePoints() {
        assertThat(Vocabulary.of("ba\n").text()).isEqualTo("characters - 000A 0061 0062");
        assertThat(Vocabulary.of("b").withUnknown(0x1F600).text()).isEqualTo("characters 1F600 0062 1F600");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "characters",
                "words - 0061",
                "characters 0061 0062",
                "characters - 0062 0061",
                "characters - 0061 0061",
                "characters - 61",
                "characters - 0061 ",
                "characters  - 0061",
                "characters - D800",
                "characters - 110000",
                "characters - 00g1",
                "characters - -061",
                "characters - 0061,0062",
                "characters - FFFFFFFFFF"
            })
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> Vocabulary.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void halfACharacterIsNoSymbol() {
        assertThatThrownBy(() -> Vocabulary.of("a\uD800")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Vocabulary.of("a").withUnknown(0x110000)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2, Integer.MAX_VALUE})
    void numbersWithoutASymbolAreRefused(int id) {
        assertThatThrownBy(() -> Vocabulary.of("ab").decode(0, id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("decode: there is no symbol " + id + "; use 0 to 1");
    }
}

package rnn4j.cell.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.cell.ToyCells;
import rnn4j.tensor.Parameters;

/** Whatever the text, the answer is a graph that prints the same text, or the one exception with the line. */
class GraphReaderTest {

    private static final String GOOD = """
            rnn4j-step 1
            columns "dt", "x"
            x : [B, 2]
            state.h : [B, 2] from parameter.start
            state.n : [B] from 0.0
            parameter.start : [2]
            constant.0 : [2] = 1.0 -0.5
            constant.1 : [B, 2] = all 2.0
            %0 = mul@1(x, constant.0) : [B, 2]
            %1 = add@1(%0, state.h) : [B, 2]
            %2 = reshape@1(%1) {shape=[2B]} : [2B]
            %3 = reshape@1(%2) {shape=[B, 2]} : [B, 2]
            %4 = matmul@1(%3, constant.1) {transposeA=true, transposeB=false} : [2, 2]
            %5 = matmul@1(%3, %4) {transposeA=false, transposeB=false} : [B, 2]
            output %5
            next.h %1
            next.n state.n
            """;

    @Test
    void theGoodOneIsRead() {
        assertThat(StepGraph.parse(GOOD).print()).isEqualTo(GOOD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | rnn4j-step 1 | rnn4j-step 2",
                "1 | rnn4j-step 1 | `rnn4j-step 1 `",
                "2 | \"dt\", \"x\" | \"dt\", \"dt\"",
                "15 | \"dt\", \"x\" | \"dt\"",
                "2 | \"x\" | \"x",
                "2 | \"x\" | \"\\u00g9\"",
                "2 | \"x\" | \"\\u0041\"",
                "3 | x : [B, 2] | `x : [B, 2] `",
                "3 | x : [B, 2] | x : [B,2]",
                "3 | x : [B, 2] | x : [1B, 2]",
                "3 | x : [B, 2] | x : [B, 02]",
                "3 | x : [B, 2] | x : [B, -2]",
                "3 | x : [B, 2] | x : [B, 2147483648]",
                "3 | x : [B, 2] | x : [B, 99999999999999999999]",
                "3 | x : [B, 2] | x : [B, 2147483647]",
                "3 | x : [B, 2] | x : [2, B]",
                "3 | x : [B, 2] | x : [B, 0]",
                "3 | x : [B, 2] | y : [B, 2]",
                "4 | state.h : [B, 2] from parameter.start | state.h : [2] from parameter.start",
                "4 | state.h : | state.9h :",
                "4 | state.h : | state.h.h :",
                "15 | from parameter.start | from parameter.other",
                "15 | parameter.start : [2] | parameter.start : [3]",
                "6 | parameter.start : [2] | parameter.start : [B]",
                "6 | parameter.start : [2] | parameter..start : [2]",
                "5 | state.n : [B] from 0.0 | state.h : [B] from 0.0",
                "5 | state.n : [B] from 0.0 | state.n : [B] from 0",
                "5 | state.n : [B] from 0.0 | state.n : [B] from all 0.0",
                "7 | constant.0 : | constant.1 :",
                "7 | 1.0 -0.5 | 1.0",
                "7 | 1.0 -0.5 | 1.0 -0.5 2.0",
                "7 | 1.0 -0.5 | 1.0 -.5",
                "7 | 1.0 -0.5 | 1.0 0x1p0",
                "7 | 1.0 -0.5 | 1.0 1e400",
                "7 | 1.0 -0.5 | 1.0  -0.5",
                "7 | 1.0 -0.5 | 1.0 1.0",
                "7 | [2] = 1.0 -0.5 | [16777217] = all 1.0",
                "7 | [2] = 1.0 -0.5 | [0, 65536, 65536] = none",
                "7 | [2] = 1.0 -0.5 | [1, 1, 1, 1, 1, 1, 1, 1, 2] = 1.0 -0.5",
                "8 | all 2.0 | 2.0",
                "9 | %0 = mul@1(x, constant.0) | %1 = mul@1(x, constant.0)",
                "9 | mul@1(x, constant.0) | mul@2(x, constant.0)",
                "9 | mul@1(x, constant.0) | mul(x, constant.0)",
                "9 | mul@1(x, constant.0) | multiply@1(x, constant.0)",
                "9 | mul@1(x, constant.0) | mul@1(x)",
                "9 | mul@1(x, constant.0) | mul@1()",
                "9 | mul@1(x, constant.0) | mul@1(x, constant.7)",
                "9 | mul@1(x, constant.0) | mul@1(x, %0)",
                "9 | mul@1(x, constant.0) | mul@1(x, %1)",
                "9 | mul@1(x, constant.0) | mul@1(x, constant.0) {axis=1}",
                "9 | mul@1(x, constant.0) : [B, 2] | mul@1(x, constant.0) : [B, 3]",
                "9 | mul@1(x, constant.0) : [B, 2] | mul@1(x, constant.0) : [89, 2]",
                "11 | {shape=[2B]} | {shape=[178]}",
                "11 | {shape=[2B]} | {shape=[3B]}",
                "11 | {shape=[2B]} | {shape=2B}",
                "11 | {shape=[2B]} | {shape=[0B]}",
                "11 | {shape=[2B]} | {size=[2B]}",
                "11 | {shape=[2B]} | {shape=[2B], shape=[2B]}",
                "11 | {shape=[2B]} | {shape=true}",
                "13 | {transposeA=true, transposeB=false} | {transposeB=false, transposeA=true}",
                "13 | {transposeA=true, transposeB=false} | {transposeA=true}",
                "15 | output %5 | output %4",
                "15 | output %5 | output %6",
                "15 | output %5 | output %3",
                "16 | next.h %1 | next.g %1",
                "16 | next.h %1 | next.h %4",
                "17 | next.n state.n | next.n state.h",
                "17 | next.n state.n | next.n"
            })
    void whatIsWrongIsToldWithItsLine(int line, String good, String bad) {
        assertThat(GOOD).contains(good);
        String text = GOOD.replace(good, bad);
        assertThatThrownBy(() -> StepGraph.parse(text))
                .isInstanceOf(GraphFormatException.class)
                .hasMessageStartingWith("step graph: line " + line + ": ")
                .extracting(thrown -> ((GraphFormatException) thrown).line())
                .isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "rnn4j-step 1", "rnn4j-step 1\n", "rnn4j-step 1\noutput x\n", "{}", "\u0000"})
    void noGraphIsNoGraph(String text) {
        assertThatThrownBy(() -> StepGraph.parse(text)).isInstanceOf(GraphFormatException.class);
    }

    @Test
    void everyCutIsToldAndSoIsWhatFollows() {
        for (int end = 0; end < GOOD.length(); end++) {
            String cut = GOOD.substring(0, end);
            assertThatThrownBy(() -> StepGraph.parse(cut)).as(cut).isInstanceOf(GraphFormatException.class);
        }
        assertThatThrownBy(() -> StepGraph.parse(GOOD + "\n")).hasMessageContaining("nothing more is expected");
        assertThatThrownBy(() -> StepGraph.parse(GOOD.replace("\n", "\r\n"))).isInstanceOf(GraphFormatException.class);
    }

    @Test
    void tooMuchIsRefusedBeforeItIsRead() {
        assertThatThrownBy(() -> StepGraph.parse("x".repeat((1 << 24) + 1)))
                .hasMessageContaining("at most 16777216 are read");
        StringBuilder many = new StringBuilder("rnn4j-step 1\nx : [B, 1]\n%0 = neg@1(x) : [B, 1]\n");
        for (int i = 1; i < 100_000; i++) {
            many.append('%').append(i).append(" = neg@1(%").append(i - 1).append(") : [B, 1]\n");
        }
        assertThatThrownBy(() -> StepGraph.parse(many.toString())).hasMessageContaining("more than 100000 nodes");
    }

    @Test
    void aNodeThatNothingNeedsIsRefused() {
        String text = "rnn4j-step 1\nx : [B, 1]\n%0 = neg@1(x) : [B, 1]\n%1 = exp@1(x) : [B, 1]\noutput %0\n";
        assertThatThrownBy(() -> StepGraph.parse(text)).hasMessageContaining("nothing needs node 3");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void changedTextsAreGraphsOrRefused(long seed) {
        System.out.println("GraphReaderTest.changedTextsAreGraphsOrRefused seed " + seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Parameters parameters = Parameters.seeded(1);
        String[] texts = {
            GOOD, StepGraph.trace(ToyCells.twisted(2, parameters), parameters).print()
        };
        String alphabet = "0123456789B[]{}()=,.:@%\" \nabcdefxtruefals-_\\u";
        int read = 0;
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder(texts[i % 2]);
            for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                int at = random.nextInt(text.length());
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, c);
                    case 1 -> text.insert(at, c);
                    default -> text.deleteCharAt(at);
                }
            }
            try {
                StepGraph graph = StepGraph.parse(text.toString());
                assertThat(graph.print()).isEqualTo(text.toString());
                read++;
            } catch (GraphFormatException e) {
                assertThat(e.line()).isPositive();
            }
        }
        assertThat(read)
                .as("a changed number or name is a graph, too")
                .isPositive()
                .isLessThan(1500);
    }
}

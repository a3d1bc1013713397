package rnn4j.cells;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rnn4j.cell.CellSpec;
import rnn4j.cell.graph.StepGraph;
import rnn4j.tensor.Parameters;

/** The LSTM's step as data: the equations of the class comment, a line each. */
class LstmGraphTest {

    @Test
    void theStepIsAGraphThatReadsBackEqual() {
        Parameters parameters = Parameters.seeded(1);
        StepGraph graph = StepGraph.trace(new LstmCell(CellSpec.of(2, 3), parameters), parameters);
        String text = graph.print();
        System.out.println("lstm as a graph of " + graph.nodes().size() + " nodes, " + graph.hash() + "\n" + text);

        assertThat(graph.nodes()).hasSize(23);
        assertThat(StepGraph.parse(text)).isEqualTo(graph);
        assertThat(text).isEqualTo("""
                rnn4j-step 1
                x : [B, 2]
                state.h : [B, 3] from all 0.0
                state.c : [B, 3] from all 0.0
                parameter.wx : [2, 12]
                parameter.wh : [3, 12]
                parameter.b : [12]
                %0 = matmul@1(x, parameter.wx) {transposeA=false, transposeB=false} : [B, 12]
                %1 = matmul@1(state.h, parameter.wh) {transposeA=false, transposeB=false} : [B, 12]
                %2 = add@1(%0, %1) : [B, 12]
                %3 = add@1(%2, parameter.b) : [B, 12]
                %4 = slice@1(%3) {axis=1, from=9, to=12} : [B, 3]
                %5 = sigmoid@1(%4) : [B, 3]
                %6 = slice@1(%3) {axis=1, from=3, to=6} : [B, 3]
                %7 = sigmoid@1(%6) : [B, 3]
                %8 = mul@1(%7, state.c) : [B, 3]
                %9 = slice@1(%3) {axis=1, from=0, to=3} : [B, 3]
                %10 = sigmoid@1(%9) : [B, 3]
                %11 = slice@1(%3) {axis=1, from=6, to=9} : [B, 3]
                %12 = tanh@1(%11) : [B, 3]
                %13 = mul@1(%10, %12) : [B, 3]
                %14 = add@1(%8, %13) : [B, 3]
                %15 = tanh@1(%14) : [B, 3]
                %16 = mul@1(%5, %15) : [B, 3]
                output %16
                next.h %16
                next.c %14
                """);
    }
}

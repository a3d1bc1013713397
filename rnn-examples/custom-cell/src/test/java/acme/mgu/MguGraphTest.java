package acme.mgu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rnn4j.cell.CellSpec;
import rnn4j.cell.graph.StepGraph;
import rnn4j.tensor.Parameters;

/** The plugin's step as data, by which a file runs without the plugin's jar. */
class MguGraphTest {

    @Test
    void theStepIsAGraphThatReadsBackEqual() {
        Parameters parameters = Parameters.seeded(1);
        StepGraph graph = StepGraph.trace(new MguCell(CellSpec.of(2, 3), parameters), parameters);
        System.out.println(
                "acme.mgu as a graph of " + graph.nodes().size() + " nodes, " + graph.hash() + "\n" + graph.print());

        assertThat(graph.nodes()).hasSize(23);
        assertThat(StepGraph.parse(graph.print())).isEqualTo(graph);
    }
}

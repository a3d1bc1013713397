package rnn4j.examples.charlm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import rnn4j.examples.run.RunOptions;

class CharLmOptionsTest {

    private static TrainingPlan plan(CharLmOptions options, String... run) {
        return options.plan(CommandLine.populateCommand(new RunOptions(), run));
    }

    @Test
    void aLongRunGetsAWiderLayer() {
        assertThat(plan(new CharLmOptions()).model().spec().hidden()).isEqualTo(320);
        assertThat(plan(new CharLmOptions(), "--minutes", "9").model().spec().hidden())
                .isEqualTo(320);
        TrainingPlan longer = plan(new CharLmOptions(), "--minutes", "10");
        assertThat(longer.model().spec().hidden()).isEqualTo(512);
        assertThat(longer.rate()).isEqualTo(0.004);
    }

    @Test
    void whatIsAskedForStands() {
        CharLmOptions options = CommandLine.populateCommand(new CharLmOptions(), "--hidden", "17", "--rate", "0.01");
        TrainingPlan plan = plan(options, "--minutes", "15");
        assertThat(plan.model().spec().hidden()).isEqualTo(17);
        assertThat(plan.rate()).isEqualTo(0.01);
    }
}

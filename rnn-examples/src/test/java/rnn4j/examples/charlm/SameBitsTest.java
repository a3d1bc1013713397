package rnn4j.examples.charlm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rnn4j.examples.Ran;

/** The same training gives the same bits whatever computes it. */
class SameBitsTest {
    private static final List<String> KERNELS = List.of("plain", "vector");

    @TempDir
    private Path scratch;

    @Test
    void plainAndVectorKernelsOneThreadAndTwoTrainOneModel() throws IOException, InterruptedException {
        String expected = TinyWordNet.weights(TinyWordNet.run(scratch));

        for (String kernels : KERNELS) {
            for (String threads : List.of("1", "2")) {
                Ran ran = Ran.fresh(
                        List.of("-Drnn4j.kernels=" + kernels), TinyWordNet.arguments(scratch, "--threads", threads));

                assertThat(ran.code()).as(ran.err()).isZero();
                assertThat(TinyWordNet.weights(ran))
                        .as(kernels + ", threads " + threads)
                        .isEqualTo(expected);
            }
        }
    }
}

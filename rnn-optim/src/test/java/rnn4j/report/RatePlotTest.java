package rnn4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rnn4j.train.RateFinder;

class RatePlotTest {

    /** A loss that falls from 4 to 1 around the rate 0.01, from 1e-4 on. */
    private static List<RateFinder.Point> falling() {
        return IntStream.range(0, 81)
                .mapToObj(i -> {
                    double log = -4 + i / 20.0;
                    return new RateFinder.Point(Math.pow(10, log), 1 + 3 / (1 + Math.exp(4 * (log + 2))));
                })
                .toList();
    }

    @Test
    void showsTheCurveAndTheSteepestRate(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("rates.html");
        RatePlot.write(falling(), file);

        assertThat(Files.readString(file))
                .contains("falls most steeply at 0.010")
                .contains("log₁₀ of the learning rate", ">-4</text>", ">0</text>")
                .contains("<polyline");
    }

    @Test
    void saysWhereTheLossFallsNowhere() {
        List<RateFinder.Point> rising = IntStream.range(1, 40)
                .mapToObj(i -> new RateFinder.Point(i * 1e-3, i))
                .toList();

        assertThat(RatePlot.html(rising)).contains("the loss falls nowhere in 39 steps");
    }
}

package rnn4j.bench.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the doctor tells is right under flags that make things slow, and it names the flag. */
@Timeout(120)
class DoctorTest {

    /** A product cannot be faster than the peak, but the clock may change between the two. */
    private static final int MOST = 110;

    private static final String MODULE = "--add-modules=jdk.incubator.vector";

    static Stream<Arguments> flags() {
        return Stream.of(
                Arguments.of(
                        List.of(MODULE),
                        List.of("vector module        there", "fused multiply-add   an instruction", "GFLOP/s"),
                        "train with .threads("),
                Arguments.of(
                        List.of(MODULE, "-XX:TieredStopAtLevel=1"),
                        List.of(
                                "kernels              plain kernels: this JVM runs without C2",
                                "TieredStopAtLevel    1, as it was told",
                                "width                one number at a time"),
                        "leave out -XX:TieredStopAtLevel"),
                Arguments.of(
                        List.of(),
                        List.of(
                                "vector module        not there",
                                "kernels              plain kernels: the module is not there",
                                "started with         no flags"),
                        "start java with --add-modules jdk.incubator.vector"),
                Arguments.of(
                        List.of(MODULE, "-XX:MaxVectorSize=16"),
                        List.of("width                4 floats, 128 bits", "MaxVectorSize        16, as it was told"),
                        ""),
                Arguments.of(
                        List.of(MODULE, "-XX:+IgnoreUnrecognizedVMOptions", "-XX:-UseFMA"),
                        List.of("fused multiply-add   not an instruction", "measured             nothing"),
                        "leave out -XX:-UseFMA"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("flags")
    void theDoctorTellsWhatIsSlowAndHowToCureIt(List<String> flags, List<String> told, String advice)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "rnn4j.bench.Main", "doctor"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(text).isZero();
        assertThat(text).contains(told);
        assertThat(text.substring(text.indexOf("what would be faster"))).contains(advice);
        if (flags.contains("-XX:MaxVectorSize=16")
                && Processor.here().vectorBits().orElse(0) > 128) {
            assertThat(text).contains("leave out -XX:MaxVectorSize: the processor has vectors of");
        }
        if (!text.contains("measured             nothing")) {
            assertThat(share(text)).as(text).isBetween(1, MOST);
        }
    }

    /** Returns the per cent of the peak that a product reaches; 0 where none are told. */
    private static int share(String text) {
        Matcher share = Pattern.compile("GFLOP/s, (\\d+) % of that peak").matcher(text);
        return share.find() ? Integer.parseInt(share.group(1)) : 0;
    }
}

package rnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each JVM gets the kernels it can run fast, says once when they need not be the plain ones, and all give the same bits. */
@Timeout(120)
class KernelChoiceTest {
    private static final String MODULE = "--add-modules=jdk.incubator.vector";

    static Stream<Arguments> jvms() {
        return Stream.of(
                Arguments.of(List.of(MODULE), "vector kernels: vectors have", false),
                Arguments.of(List.of(), "plain kernels: the module is not there; start java with --add-modules", true),
                Arguments.of(
                        List.of(MODULE, "-XX:TieredStopAtLevel=1"), "plain kernels: this JVM runs without C2", true),
                Arguments.of(List.of(MODULE, "-Xint"), "plain kernels: this JVM runs without C2", true),
                Arguments.of(List.of(MODULE, "-XX:UseAVX=2"), "vector kernels: vectors have", false),
                Arguments.of(List.of(MODULE, "-XX:MaxVectorSize=16"), "vector kernels: vectors have 4", false),
                Arguments.of(List.of(MODULE, "-XX:MaxVectorSize=8"), "plain kernels: vectors have less", false),
                Arguments.of(
                        List.of(MODULE, "-Drnn4j.kernels=plain"), "plain kernels: rnn4j.kernels=plain asks", false),
                Arguments.of(List.of("-Drnn4j.kernels=plain"), "plain kernels: rnn4j.kernels=plain asks", false),
                Arguments.of(
                        List.of(MODULE, "-Drnn4j.kernels=vector", "-XX:TieredStopAtLevel=1"),
                        "vector kernels: rnn4j.kernels=vector asks",
                        false),
                Arguments.of(List.of(MODULE, "-Drnn4j.kernels=both"), "vector kernels: vectors have", true));
    }

    @ParameterizedTest
    @MethodSource("jvms")
    void kernelsFollowTheJvmAndTheirBitsDoNot(List<String> flags, String description, boolean warned) throws Exception {
        Output output = run(flags);
        assertThat(output.lines.getFirst()).startsWith(description);
        assertThat(output.lines.get(1))
                .as("bits with %s", flags)
                .isEqualTo(String.format("%08x", KernelFingerprint.of(Kernels.plain())));
        assertThat(output.errors
                        .lines()
                        .filter(line -> line.contains(" kernels: "))
                        .count())
                .as("warnings in %s", output.errors)
                .isEqualTo(warned ? 1 : 0);
    }

    /** Without the products, which big decimals would make last; what counts is that such a JVM finds out soon. */
    @Test
    void withoutFusedMultiplyAddTheKernelsArePlain() throws Exception {
        List<String> flags = List.of(MODULE, "-XX:+IgnoreUnrecognizedVMOptions", "-XX:-UseFMA");
        Output output = run(flags, "description");
        assertThat(output.lines.getFirst())
                .startsWith("plain kernels: this processor or JVM has no fused multiply-add");
    }

    private record Output(List<String> lines, String errors) {}

    private static Output run(List<String> flags, String... arguments)
            throws IOException, InterruptedException, URISyntaxException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-cp");
        command.add(place(Kernels.class) + File.pathSeparator + place(KernelFingerprint.class));
        command.add(KernelFingerprint.class.getName());
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile("kernels", ".txt");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(process.waitFor()).as("%s", lines).isZero();
            return new Output(lines, Files.readString(errors));
        } finally {
            Files.delete(errors);
        }
    }

    private static String place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}

package rnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The functions on all 2^32 floats: as exact as {@link Unary} tells, never falling where they rise, NaN where they are not
 * defined and nowhere else, and the same bits on vectors of all widths. The table is printed.
 */
@Tag("exhaustive")
@Timeout(3600)
class ExhaustiveFunctionsTest {

    private static final List<List<String>> JVMS = List.of(
            List.of("-Drnn4j.kernels=vector", "-XX:MaxVectorSize=16"),
            List.of("-Drnn4j.kernels=vector", "-XX:MaxVectorSize=32"),
            List.of("-Drnn4j.kernels=vector", "-XX:MaxVectorSize=64"),
            List.of("-Drnn4j.kernels=plain", "-XX:TieredStopAtLevel=1"));

    @Test
    void functionsAreAsToldOnAllFloats() throws Exception {
        Map<Unary, FunctionCheck> found = new LinkedHashMap<>();
        for (FunctionBound bound : FunctionBound.ALL) {
            FunctionCheck check = onAllFloats(bound.f());
            found.put(bound.f(), check);
            System.out.println(line(bound, check));
        }
        List<Map<String, String>> elsewhere = new ArrayList<>();
        for (List<String> flags : JVMS) {
            Map<String, String> bits = bitsIn(flags);
            elsewhere.add(bits);
            System.out.println("all of them summed in a JVM of " + bits.get("kernels"));
        }
        print(found, elsewhere);
        for (FunctionBound bound : FunctionBound.ALL) {
            FunctionCheck check = Objects.requireNonNull(found.get(bound.f()));
            assertThat(check.worst()).as("%s at %s", bound.f(), check.worstAt()).isLessThanOrEqualTo(bound.ulps());
            assertThat(check.wrongNaNs()).as("NaN of %s", bound.f()).isZero();
            if (bound.rises()) {
                assertThat(check.falls())
                        .as("falls of %s, at %s", bound.f(), check.fallsAt())
                        .isZero();
            }
            for (Map<String, String> bits : elsewhere) {
                assertThat(bits)
                        .as("bits with %s", bits.get("kernels"))
                        .containsEntry(bound.f().name(), check.bits());
            }
        }
    }

    private static FunctionCheck onAllFloats(Unary f) {
        CompletableFuture<FunctionCheck> second =
                CompletableFuture.supplyAsync(() -> check(f).over(FloatRange.ALL.half(true)));
        return check(f).over(FloatRange.ALL.half(false)).and(second.join());
    }

    private static FunctionCheck check(Unary f) {
        return new FunctionCheck(f, Kernels.plain().elements());
    }

    private static String line(FunctionBound bound, FunctionCheck check) {
        String falls = bound.rises() ? "falls " + check.falls() + " times" : "falls as it should";
        return "%-9s %6.3f ulp, bound %4.2f, at %-14s %-18s NaN wrong %d  bits %s"
                .formatted(
                        bound.f(),
                        check.worst(),
                        bound.ulps(),
                        check.worstAt(),
                        falls,
                        check.wrongNaNs(),
                        check.bits());
    }

    private static void print(Map<Unary, FunctionCheck> found, List<Map<String, String>> elsewhere) {
        System.out.println("functions on all 2^32 floats, plain kernels: largest error in ulp");
        FunctionBound.ALL.forEach(bound -> {
            FunctionCheck check = found.get(bound.f());
            if (check != null) {
                long same = elsewhere.stream()
                        .filter(bits -> check.bits().equals(bits.get(bound.f().name())))
                        .count();
                System.out.println(line(bound, check) + "  the same in " + same + " of " + elsewhere.size() + " JVMs");
            }
        });
    }

    private static Map<String, String> bitsIn(List<String> flags)
            throws IOException, InterruptedException, URISyntaxException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--add-modules=jdk.incubator.vector");
        command.addAll(flags);
        command.add("-cp");
        command.add(place(Kernels.class) + File.pathSeparator + place(FunctionBits.class));
        command.add(FunctionBits.class.getName());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Map<String, String> bits = new LinkedHashMap<>();
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split("\t", 2))
                .forEach(parts -> bits.put(parts[0], parts[1]));
        assertThat(process.waitFor()).as("%s with %s", bits, flags).isZero();
        return bits;
    }

    private static String place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}

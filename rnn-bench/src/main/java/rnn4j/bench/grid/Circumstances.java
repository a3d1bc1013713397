package rnn4j.bench.grid;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import rnn4j.kernel.Kernels;

/**
 * Where and with what figures were taken.
 *
 * @param machine processor and how many of it
 * @param jdk version and vendor
 * @param commit of the sources, with a plus when they were changed since
 * @param kernels which ones compute
 * @param date of the run
 */
public record Circumstances(String machine, String jdk, String commit, String kernels, String date) {

    /** Returns those of this process. */
    public static Circumstances now() {
        String changed = git("status", "--porcelain", "--untracked-files=no").isEmpty() ? "" : "+";
        String commit = git("rev-parse", "--short", "HEAD");
        return new Circumstances(
                processor() + ", " + Runtime.getRuntime().availableProcessors() + " processors",
                Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
                commit.isEmpty() ? "unknown" : commit + changed,
                Kernels.description(),
                LocalDate.now(ZoneOffset.UTC).toString());
    }

    private static String processor() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
                if (line.startsWith("model name")) {
                    return line.substring(line.indexOf(':') + 1).strip();
                }
            }
        } catch (IOException e) {
            return System.getProperty("os.arch"); // not every system tells
        }
        return System.getProperty("os.arch");
    }

    private static String git(String... words) {
        String[] command = new String[words.length + 1];
        command[0] = "git";
        System.arraycopy(words, 0, command, 1, words.length);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 ? text : "";
        } catch (IOException e) {
            return ""; // without git the sources have no number
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    @Override
    public String toString() {
        return machine + " · JDK " + jdk + " · commit " + commit + " · " + date;
    }
}

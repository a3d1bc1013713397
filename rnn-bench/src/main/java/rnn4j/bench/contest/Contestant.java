package rnn4j.bench.contest;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who takes part, and how it is started.
 *
 * @param name how the results call it
 * @param main the class whose main method calls {@link Server#serve}
 * @param flags of its JVM, beside those of this one
 * @param arguments of its main method
 * @param environment variables of its process
 * @param warmUp seconds to run before the first round
 * @param classPath of its JVM
 */
public record Contestant(
        String name,
        String main,
        List<String> flags,
        List<String> arguments,
        Map<String, String> environment,
        double warmUp,
        String classPath) {

    /** The argument by which a peer says how far our results are from its own, instead of taking part. */
    public static final String AGREEMENT = "agreement";

    /** Keeps copies. */
    public Contestant {
        flags = List.copyOf(flags);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** Has the class path of this JVM. */
    public Contestant(
            String name,
            String main,
            List<String> flags,
            List<String> arguments,
            Map<String, String> environment,
            double warmUp) {
        this(name, main, flags, arguments, environment, warmUp, System.getProperty("java.class.path"));
    }

    /** Returns how it is started: the same java with the same flags and its own. */
    public ProcessBuilder process(String... more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(flags);
        command.addAll(List.of("-classpath", classPath, main));
        command.addAll(arguments);
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder;
    }
}

package rnn4j.examples;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Print the examples' names, each with what it does. */
@Command(name = ExampleList.NAME, description = "Print the names of the examples.")
public final class ExampleList implements Callable<Integer> {
    static final String NAME = "list";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        spec.parent().subcommands().forEach((name, example) -> {
            if (!name.equals(NAME)) {
                out.printf("%-10s %s%n", name, description(example));
            }
        });
        out.println("Options of one: NAME --help");
        return 0;
    }

    private static String description(CommandLine example) {
        return String.join(" ", example.getCommandSpec().usageMessage().description());
    }
}

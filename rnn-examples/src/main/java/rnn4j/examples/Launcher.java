package rnn4j.examples;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;
import rnn4j.examples.charlm.CharLm;
import rnn4j.io.Provenance;

/**
 * The command line of all examples.
 *
 * <p>A wrong call, a bad file or a failed run is told in one line on the error stream, by the form of {@link Failure};
 * a stack trace means a fault of ours.
 */
@Command(
        name = Launcher.NAME,
        description = "Recurrent networks that learn real data. Without a name, " + CharLm.NAME + " runs.",
        synopsisSubcommandLabel = "EXAMPLE",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        versionProvider = Launcher.Version.class,
        commandListHeading = "%nExamples:%n",
        subcommands = {CharLm.class, ExampleList.class})
public final class Launcher {
    static final String NAME = "examples";

    private final PrintWriter out;
    private final PrintWriter err;

    /** Which library this is, and which Java runs it. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {Provenance.library() + " on Java " + Runtime.version()};
        }
    }

    /**
     * Take the streams that everything is printed on.
     *
     * @param out for results
     * @param err for the one line that tells what went wrong
     */
    public Launcher(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Run one command.
     *
     * @param args the name of an example and its options; none means the first example with its defaults
     * @return 0 when all went well, {@value Failure#WRONG_CALL} for a wrong call, {@value Failure#FAILED_RUN} when the
     *     run failed, {@value Failure#OUR_FAULT} for a fault of ours
     */
    public int run(String... args) {
        CommandLine line = new CommandLine(this)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((wrong, given) -> tell(Failure.ofCall(wrong)))
                .setExecutionExceptionHandler((thrown, command, parsed) -> tell(Failure.of(command, thrown)));
        try {
            return line.execute(args.length == 0 ? new String[] {CharLm.NAME} : args);
        } catch (OutOfMemoryError full) {
            return tell(Failure.ofFullHeap(full));
        }
    }

    private int tell(Failure failure) {
        err.println(failure.line());
        failure.trace().ifPresent(thrown -> thrown.printStackTrace(err));
        err.flush();
        return failure.code();
    }
}

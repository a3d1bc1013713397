package rnn4j.examples.charlm;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rnn4j.tensor.RandomSource;

/** The command {@code char-lm sample}: let a trained model write an entry. */
@Command(
        name = CharLmSample.NAME,
        description = "Write an entry with a trained model; the same seed writes the same text.")
final class CharLmSample implements Callable<Integer> {
    static final String NAME = "sample";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--model",
            paramLabel = "FILE",
            required = true,
            description = "A model that char-lm wrote, such as out/char-lm/model.safetensors.")
    private Path model = Path.of("");

    @Option(names = "--prime", paramLabel = "TEXT", description = "How the entry begins (default: nothing).")
    private String prime = "";

    @Option(names = "--seed", paramLabel = "N", description = "Where all chance begins (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--temperature",
            paramLabel = "X",
            description = "Small for likely text, 1 for text as it was learnt (default: ${DEFAULT-VALUE}).")
    private double temperature = 0.7;

    @Option(
            names = "--length",
            paramLabel = "N",
            description = "Characters after which an endless entry is cut (default: ${DEFAULT-VALUE}).")
    private int length = 240;

    @Override
    public Integer call() {
        CharModelFile.Loaded loaded = CharModelFile.read(model);
        Sampler sampler = new Sampler(loaded.model(), loaded.vocabulary());
        String text = sampler.write(prime, temperature, length, RandomSource.of(seed, "sample"));
        spec.commandLine().getOut().println(text);
        return 0;
    }
}

package rnn4j.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rnn4j.nn.Recurrent;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Threads;

/** Fault P10: plugins come and go, as where an application is deployed again and again, and leave nothing behind. */
class PluginCyclesTest {

    private static final int CYCLES = 200;
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private static final String LEAKY = """
            package acme;
            import rnn4j.cell.*;
            import rnn4j.tensor.*;
            public final class Leaky implements CellProvider {
              @Override public String name() { return "acme.leaky"; }
              @Override public Cell create(CellSpec spec, Parameters p) { return new LeakyCell(spec, p); }
            }
            final class LeakyCell implements Cell {
              private final CellShape shape;
              private final Tensor w;
              private final Tensor u;
              LeakyCell(CellSpec spec, Parameters p) {
                shape = CellShape.of(spec.input(), spec.hidden()).state("h", spec.hidden());
                w = p.create("w", Shape.of(spec.input(), spec.hidden()), Init.glorot());
                u = p.create("u", Shape.of(spec.hidden(), spec.hidden()), Init.orthogonal());
              }
              @Override public CellShape shape() { return shape; }
              @Override public Step step(Tensor x, State s) {
                Tensor h = s.get("h");
                Tensor n = x.matmul(w).add(h.matmul(u)).tanh().add(h).mul(0.5f);
                return Step.of(n, State.of("h", n));
              }
            }
            """;

    @Test
    @Timeout(120)
    void twoHundredCyclesLeaveNoLoaderNoThreadAndNoFile() throws Exception {
        PluginFolder plugin =
                PluginFolder.in("leaky").compile("acme.Leaky", LEAKY).offer("acme.Leaky");
        plugin.packed("leaky.jar");
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        loaders.add(cycle(plugin));
        int threads = Thread.getAllStackTraces().size();
        long files = files();

        for (int n = 0; n < CYCLES; n++) {
            loaders.add(cycle(plugin));
        }

        while (loaders.stream().anyMatch(loader -> loader.get() != null)) {
            System.gc(); // until they are gone, or the watchdog ends it
            Thread.onSpinWait();
        }
        assertThat(Thread.getAllStackTraces()).hasSizeLessThanOrEqualTo(threads);
        assertThat(files()).isLessThanOrEqualTo(files);
    }

    /** Uses a plugin in all ways: planned, differentiated with two threads, streamed. */
    private static WeakReference<ClassLoader> cycle(PluginFolder plugin) throws IOException {
        try (URLClassLoader loader = PluginFolder.loader(plugin)) {
            CellRegistry registry = CellRegistry.load(loader);
            Parameters parameters = Parameters.seeded(1);
            Recurrent layer = new Recurrent(registry.create("acme.leaky", CellSpec.of(3, 5), parameters));
            Sequence xs = Sequence.full(Init.uniform(-1, 1).draw(Shape.of(4, 2, 3), RandomSource.of(1, "x")));
            try (Threads two = Threads.of(2)) {
                two.within(() -> Tape.differentiate(
                        () -> layer.apply(xs).values().square().sum()));
            }
            StreamSession session = layer.stream(1);
            session.step(Tensor.zeros(Shape.of(1, 3)));
            assertThat(layer.explain()).contains("forward");
            return new WeakReference<>(loader);
        }
    }

    private static long files() throws IOException {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.count();
        }
    }
}

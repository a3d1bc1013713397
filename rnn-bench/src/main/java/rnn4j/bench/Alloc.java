package rnn4j.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import rnn4j.bench.contest.Job;
import rnn4j.bench.contest.Work;
import rnn4j.bench.grid.Entry;
import rnn4j.bench.grid.OwnGrid;
import rnn4j.bench.grid.Selection;

/**
 * How many bytes does a warm training step, pass or step of a stream allocate?
 *
 * <p>The bytes of the calling thread alone, as the JVM counts them: what its own threads allocate meanwhile says nothing. The
 * lowest of several slices is told, since a method that is compiled late allocates until then.
 */
final class Alloc {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int SLICES = 7;
    private static final int CALLS = 20;

    private static final String HELP = """
            alloc [--cells=T1-LSTM,S1-LSTM] [--threads=1] [--seconds=5]
              --cells=     entries of the grid
              --threads=   how many threads compute
              --seconds=   of warming up""";

    private Alloc() {}

    /** Print one line per entry. */
    static void answer(List<String> options) throws Exception {
        Options given = new Options("alloc", HELP, options);
        List<String> cells = List.of(given.text("--cells", "T1-LSTM,S1-LSTM").split(","));
        int threads = given.number("--threads", 1);
        double seconds = given.decimal("--seconds", 5);
        if (given.wantsHelp()) {
            return;
        }
        for (Entry entry : Selection.of(cells)) {
            Work work = OwnGrid.prepare(Job.of("grid", threads, entry.key()))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "alloc: there is no cell '" + entry.cell().registered() + "'"));
            try (work) {
                System.out.printf(Locale.ROOT, "%s %dt %,d bytes a call%n", entry, threads, bytes(work, seconds));
            }
        }
    }

    private static long bytes(Work work, double seconds) throws Exception {
        long start = System.nanoTime();
        while (System.nanoTime() - start < seconds * 1e9) {
            work.once();
        }
        long least = Long.MAX_VALUE;
        for (int slice = 0; slice < SLICES; slice++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int call = 0; call < CALLS; call++) {
                work.once();
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least / CALLS;
    }
}

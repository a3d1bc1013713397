package rnn4j.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rnn4j.bench.contest.Contest;
import rnn4j.bench.contest.Contestant;
import rnn4j.bench.contest.Job;
import rnn4j.bench.contest.Outcome;
import rnn4j.bench.contest.Peers;
import rnn4j.bench.contest.Rival;
import rnn4j.bench.contest.Sample;
import rnn4j.bench.contest.Spread;
import rnn4j.bench.grid.Circumstances;
import rnn4j.bench.grid.Entry;
import rnn4j.bench.grid.Kind;
import rnn4j.bench.grid.OwnGrid;
import rnn4j.bench.grid.Report;
import rnn4j.bench.grid.Selection;
import rnn4j.kernel.Kernels;

/**
 * How fast are training steps, passes forward and streams of the usual cells, beside the peers?
 *
 * <p>Peers are on the class path with the Maven profile {@code peers}; each contestant is a process of its own, and they run
 * in turn, round by round. Only the ratios of one run count.
 */
final class Grid {
    private static final String HELP = """
            grid [--cells=T1-LSTM,S1] [--threads=1,2] [--peers=torch27,ort] [--rounds=5] [--seconds=0.5]
                 [--out=out/grid] [--chart=FILE]
              --cells=     rows (T1 to T6 training, I1 to I6 forward, S1 to S3 one step at a time), cells, or both
              --threads=   numbers of threads, each measured in turn
              --peers=     only these; 'none' for us alone
              --rounds=    rounds, of which median, lowest and highest are told
              --seconds=   of each contestant in a round
              --out=       folder for grid.json, grid.svg and what the peers print
              --chart=     one more place for the chart, such as docs/grid.svg""";

    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final Waiting waiting = new Waiting();
    private final FmaPeak peak = new FmaPeak();
    private final List<Contestant> contestants = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Path> charts = new ArrayList<>();
    private final Path folder;
    private final Contest contest;

    private Grid(List<Contestant> peers, Path folder, int rounds, double seconds) {
        contestants.add(OwnPrograms.contestant());
        contestants.addAll(peers);
        this.folder = folder;
        charts.add(folder.resolve("grid.svg"));
        contest = new Contest(rounds, seconds, folder.resolve("logs"), waiting::tell, this::trouble);
    }

    /** Print one line per entry and number of threads, and write the report. */
    static void answer(List<String> options) throws IOException {
        Options given = new Options("grid", HELP, options);
        String cells = given.text("--cells", "");
        List<Integer> threads = given.numbers("--threads", "1,2");
        List<Contestant> peers = peers(given.text("--peers", ""));
        int rounds = given.number("--rounds", 5);
        double seconds = given.decimal("--seconds", 0.5);
        Path folder = Path.of(given.text("--out", "out/grid"));
        String chart = given.text("--chart", "");
        if (given.wantsHelp()) {
            return;
        }
        List<Entry> entries = Selection.of(cells.isEmpty() ? List.of() : List.of(cells.split(",")));
        Grid grid = new Grid(peers, folder, rounds, seconds);
        if (!chart.isEmpty()) {
            grid.charts.add(Path.of(chart));
        }
        grid.run(entries, threads);
    }

    private static List<Contestant> peers(String names) {
        List<Contestant> all = Peers.all();
        if (names.isEmpty() || names.equals("none")) {
            return names.isEmpty() ? all : List.of();
        }
        List<String> known = all.stream().map(Contestant::name).toList();
        List<String> wanted = List.of(names.split(","));
        if (!known.containsAll(wanted)) {
            throw new IllegalArgumentException("grid: --peers=" + names + "; the peers here are " + known
                    + (known.isEmpty() ? ", they come with the Maven profile 'peers'" : ""));
        }
        return all.stream().filter(peer -> wanted.contains(peer.name())).toList();
    }

    private void run(List<Entry> entries, List<Integer> threads) throws IOException {
        Circumstances circumstances = Circumstances.now();
        out.println(circumstances);
        out.println(Kernels.description());
        out.println("contestants: "
                + String.join(", ", contestants.stream().map(Contestant::name).toList())
                + (contestants.size() == 1 ? "; peers come with the Maven profile 'peers'" : ""));
        out.printf(Locale.ROOT, "FMA peak of one core: %.1f GFLOP/s%n", peak.median());
        Report report = new Report(circumstances);
        for (Entry entry : entries) {
            for (int count : threads) {
                if (mayRun(entry, count)) {
                    run(entry, count);
                    report.write(outcomes, folder.resolve("grid.json"), charts);
                }
            }
        }
        summary();
    }

    private boolean mayRun(Entry entry, int threads) {
        String reason = "";
        if (!OwnGrid.has(entry)) {
            reason = "there is no cell '" + entry.cell().registered() + "'";
        } else if (threads > Runtime.getRuntime().availableProcessors()) {
            reason = "there are only " + Runtime.getRuntime().availableProcessors() + " processors";
        }
        if (!reason.isEmpty()) {
            out.println(entry + " " + threads + "t skipped: " + reason);
        }
        return reason.isEmpty();
    }

    private void run(Entry entry, int threads) {
        waiting.begin(entry + " " + threads + "t");
        double possible = peak.median() * 1e9 * threads;
        Map<String, List<Sample>> samples =
                contest.run(new Job("grid", threads, List.of(entry.key())), peer -> !entry.characters(), contestants);
        waiting.end();
        List<Sample> own = samples.remove(Outcome.OWN);
        if (own == null) {
            out.println(entry + " " + threads + "t failed, see above");
            return;
        }
        Spread ours = spread(entry, own);
        List<Rival> rivals = new ArrayList<>();
        samples.forEach((name, taken) -> rivals.add(new Rival(name, spread(entry, taken))));
        double share = entry.kind() == Kind.STREAM ? Double.NaN : ours.median() * entry.flop() / possible;
        Outcome outcome = new Outcome(entry.toString(), threads, entry.measure(), ours, rivals, share);
        outcomes.add(outcome);
        out.println(outcome.line());
    }

    private static Spread spread(Entry entry, List<Sample> samples) {
        return Spread.of(samples.stream()
                .map(sample -> entry.measure().figure(sample, entry.sizes().steps()))
                .toList());
    }

    private void trouble(String message) {
        waiting.end();
        out.println("  " + message);
    }

    /** How much more threads bring; the runs were not in turn, so it is told beside the ratios that were. */
    private void scaling() {
        List<String> told = new ArrayList<>();
        for (Outcome more : outcomes) {
            for (Outcome one : outcomes) {
                boolean pair = one.name().equals(more.name()) && one.threads() == 1 && more.threads() > 1;
                if (pair) {
                    double ratio = more.measure()
                            .ratio(more.ours().median(), one.ours().median());
                    told.add(String.format(Locale.ROOT, "%s %dt %.2f", more.name(), more.threads(), ratio));
                }
            }
        }
        if (!told.isEmpty()) {
            out.println("rnn4j over itself with one thread: " + String.join(", ", told));
        }
    }

    private void summary() {
        scaling();
        List<Outcome> compared =
                outcomes.stream().filter(outcome -> outcome.best().isPresent()).toList();
        if (compared.isEmpty()) {
            return;
        }
        double logs = compared.stream()
                .mapToDouble(outcome -> Math.log(outcome.ratio()))
                .average()
                .orElseThrow();
        long reached = compared.stream().filter(Outcome::reached).count();
        out.printf(
                Locale.ROOT,
                "geometric mean of %d ratios %.2f; the best peer is reached in %d%n",
                compared.size(),
                Math.exp(logs),
                reached);
        compared.stream()
                .filter(outcome -> !outcome.reached())
                .forEach(outcome -> out.println("  not reached: " + outcome.line()));
        out.println("written to " + folder + " and " + charts);
    }
}

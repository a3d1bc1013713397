package rnn4j.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rnn4j.bench.contest.Comparison;
import rnn4j.bench.contest.Contest;
import rnn4j.bench.contest.Contestant;
import rnn4j.bench.contest.Measure;
import rnn4j.bench.contest.Outcome;
import rnn4j.bench.contest.Peers;
import rnn4j.bench.contest.Rival;
import rnn4j.bench.contest.Sample;
import rnn4j.bench.contest.Spread;
import rnn4j.bench.custom.CustomCase;
import rnn4j.bench.custom.CustomPrograms;
import rnn4j.bench.custom.Duel;
import rnn4j.bench.custom.Promise;
import rnn4j.bench.custom.Turns;
import rnn4j.bench.grid.Circumstances;
import rnn4j.bench.grid.GridCell;
import rnn4j.bench.grid.Kind;
import rnn4j.bench.grid.Report;
import rnn4j.bench.grid.Sizes;
import rnn4j.cell.CellRegistry;

/**
 * How fast are cells that nobody tuned: the traced LSTM beside one fused by hand, what is promised beside the plain LSTM, and
 * strangers' cells beside the LSTM and the same cells composed of a peer's operations?
 *
 * <p>The hand-made LSTM runs in turn with the traced one in this process, and so does each promise. The cells run in processes
 * of their own, in turn with the LSTM and, with the Maven profile {@code peers}, with the peers.
 */
final class Custom {
    private static final String YARDSTICK = "yardstick";
    private static final String REFERENCE = "lstm";

    private static final String HELP = """
            custom [--cells=yardstick,ragged,bench.slstm,gru] [--rows=T1,T2,T3,T6] [--kinds=training,inference]
                   [--threads=1] [--peers=torch27] [--rounds=5] [--seconds=0.5] [--out=out/custom]
              --cells=     names of cells; or of comparisons on one thread of this process:
                             yardstick     the LSTM against the one made by hand
                             regularized   the LSTM with variational dropout and zoneout against the plain one
                             ragged        sequences of all lengths against full ones, by their real steps
                             layer-norm    the LSTM with layer normalisation against the plain one
                             elman-share, gru-share   what they make of the FMA peak against what the LSTM does
                           all of both without it
              --rows=      whose shapes, as in grid
              --kinds=     a training step, a pass forward, or both
              --threads=   numbers of threads of the cells, each measured in turn
              --peers=     only these; 'none' for us alone
              --rounds=    rounds, of which median, lowest and highest are told; comparisons take four times as many
              --seconds=   of each contestant in a round
              --out=       folder for custom.json and what the processes print""";

    private static final double WARM_UP_SECONDS = 3;
    private static final int ROUNDS_OF_A_DUEL = 4;
    private static final double NANOS_OF_A_MICROSECOND = 1e3;

    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final Waiting waiting = new Waiting();
    private final FmaPeak peak = new FmaPeak();
    private final List<Contestant> peers;
    private final Contest contest;
    private final Path json;
    private final Circumstances circumstances = Circumstances.now();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();

    private Custom(List<Contestant> peers, int rounds, double seconds, Path folder) {
        this.peers = peers;
        json = folder.resolve("custom.json");
        contest = new Contest(rounds, seconds, folder.resolve("logs"), waiting::tell, this::trouble);
    }

    /** Print one line per part of the yardstick, per promise and per cell, shape and kind, and write the report. */
    static void answer(List<String> options) throws Exception {
        Options given = new Options("custom", HELP, options);
        List<String> cells = cells(given.text("--cells", ""));
        List<String> rows = List.of(given.text("--rows", "T1,T2,T3,T6").split(","));
        List<Kind> kinds = Stream.of(given.text("--kinds", "training,inference").split(","))
                .map(kind -> Kind.valueOf(kind.toUpperCase(Locale.ROOT)))
                .toList();
        List<Integer> threads = given.numbers("--threads", "1");
        String named = given.text("--peers", "");
        int rounds = given.number("--rounds", 5);
        double seconds = given.decimal("--seconds", 0.5);
        Path folder = Path.of(given.text("--out", "out/custom"));
        if (given.wantsHelp()) {
            return;
        }
        List<Contestant> peers = Peers.all().stream()
                .filter(peer -> named.isEmpty() || List.of(named.split(",")).contains(peer.name()))
                .toList();
        Custom custom = new Custom(peers, rounds, seconds, folder);
        custom.out.println(custom.circumstances);
        Report report = new Report(custom.circumstances);
        for (String row : rows) {
            for (String cell : cells) {
                custom.run(cell, row, kinds, threads);
                report.write(custom.outcomes, custom.comparisons, custom.json);
            }
        }
        custom.out.println("written to " + custom.json);
    }

    /** The cells of the grid, and all that come from elsewhere: their names have a dot. */
    private static List<String> cells(String names) {
        List<String> known = CellRegistry.load().names();
        if (names.isEmpty()) {
            List<String> all = new ArrayList<>(List.of(YARDSTICK));
            all.addAll(Promise.words());
            Stream.of(GridCell.values())
                    .map(GridCell::registered)
                    .filter(known::contains)
                    .forEach(all::add);
            known.stream().filter(name -> name.contains(".")).forEach(all::add);
            return all;
        }
        List<String> wanted = List.of(names.split(","));
        for (String name : wanted) {
            if (!name.equals(YARDSTICK) && !Promise.words().contains(name) && !known.contains(name)) {
                throw new IllegalArgumentException("custom: there is no cell " + name + "; use " + YARDSTICK
                        + ", some of " + Promise.words() + " or of " + known);
            }
        }
        return wanted;
    }

    private void run(String cell, String row, List<Kind> kinds, List<Integer> threads) throws Exception {
        if (cell.equals(YARDSTICK)) {
            duel(row);
            return;
        }
        if (Promise.words().contains(cell)) {
            promise(Promise.of(cell), row, kinds);
            return;
        }
        for (Kind kind : kinds) {
            for (int count : threads) {
                cell(new CustomCase(cell, row, kind), count);
            }
        }
    }

    private void duel(String row) {
        waiting.begin(row + " " + YARDSTICK);
        waiting.tell("warming up");
        Sizes sizes = new CustomCase(REFERENCE, row, Kind.TRAINING).sizes();
        List<Duel.Line> lines = new Duel(sizes, Clock::cpu).run(roundsOfADuel(), WARM_UP_SECONDS);
        waiting.end();
        double flop = 2.0 * 4 * sizes.hidden() * (sizes.input() + sizes.hidden()) * sizes.steps();
        for (Duel.Line line : lines) {
            Turns times = line.times();
            double nominal = line.part().equals("backward") ? 2 * flop : flop;
            out.printf(
                    Locale.ROOT,
                    "%s lstm %s traced %s by hand %s, %.1f %% of peak; ratio %.2f (%.2f–%.2f)%n",
                    row,
                    line.part(),
                    millis(times.ours()),
                    millis(times.other()),
                    100 * nominal / (times.other().median() * peak.median()),
                    times.ratio().median(),
                    times.ratio().low(),
                    times.ratio().high());
            comparisons.add(new Comparison(
                    row + " lstm " + line.part(),
                    1,
                    Measure.MICROSECONDS,
                    new Rival("traced", micros(times.ours())),
                    new Rival("by hand", micros(times.other())),
                    times.ratio(),
                    Double.NaN));
        }
    }

    private int roundsOfADuel() {
        return ROUNDS_OF_A_DUEL * contest.rounds() + 1;
    }

    private void promise(Promise promise, String row, List<Kind> kinds) throws Exception {
        for (Kind kind : kinds) {
            if (promise.concerns(kind)) {
                waiting.begin(row + " " + promise.word());
                waiting.tell("warming up");
                CustomCase asked = new CustomCase(REFERENCE, row, kind);
                Comparison comparison =
                        promise.measure(asked, Clock::cpu, peak.median() * 1e9, roundsOfADuel(), WARM_UP_SECONDS);
                waiting.end();
                comparisons.add(comparison);
                out.println(comparison.line());
            }
        }
    }

    private static Spread micros(Spread nanos) {
        return new Spread(
                nanos.median() / NANOS_OF_A_MICROSECOND,
                nanos.low() / NANOS_OF_A_MICROSECOND,
                nanos.high() / NANOS_OF_A_MICROSECOND);
    }

    private static String millis(Spread nanos) {
        return String.format(
                Locale.ROOT, "%.3f ms (%.3f–%.3f)", nanos.median() / 1e6, nanos.low() / 1e6, nanos.high() / 1e6);
    }

    private void cell(CustomCase asked, int threads) {
        waiting.begin(asked + " " + threads + "t");
        List<Contestant> contestants = new ArrayList<>(List.of(CustomPrograms.contestant(Outcome.OWN)));
        if (!asked.cell().equals(REFERENCE)) {
            contestants.add(CustomPrograms.reference(REFERENCE));
        }
        contestants.addAll(peers);
        Map<String, List<Sample>> samples =
                contest.run(asked.job(threads), name -> !name.equals(REFERENCE), contestants);
        waiting.end();
        List<Sample> own = samples.remove(Outcome.OWN);
        List<Sample> reference = samples.remove(REFERENCE);
        if (own == null) {
            out.println(asked + " " + threads + "t failed, see above");
            return;
        }
        List<Rival> rivals = new ArrayList<>();
        samples.forEach((name, taken) -> rivals.add(new Rival(name, spread(asked, taken))));
        Spread ours = spread(asked, own);
        Outcome outcome = new Outcome(asked.toString(), threads, Measure.STEPS_PER_SECOND, ours, rivals, Double.NaN);
        outcomes.add(outcome);
        if (reference == null) {
            out.println(outcome.line());
            return;
        }
        Spread lstm = spread(asked, reference);
        comparisons.add(outcome.against(new Rival(REFERENCE, lstm)));
        out.println(outcome.line() + beside(asked, ours, lstm));
    }

    private static Spread spread(CustomCase asked, List<Sample> samples) {
        double steps = asked.sizes().steps();
        return Spread.of(samples.stream()
                .map(sample -> Measure.STEPS_PER_SECOND.figure(sample, steps))
                .toList());
    }

    /** How the cell stands to the LSTM: in speed, and where its products are known in what it makes of the peak. */
    private static String beside(CustomCase asked, Spread ours, Spread reference) {
        double speed = ours.median() / reference.median();
        Optional<GridCell> known = Stream.of(GridCell.values())
                .filter(cell -> cell.registered().equals(asked.cell()))
                .findFirst();
        String share = known.map(cell -> String.format(
                        Locale.ROOT, ", %.2f of its share of the peak", speed * cell.gates() / GridCell.LSTM.gates()))
                .orElse("");
        return String.format(Locale.ROOT, "; %.2f × the LSTM's speed%s", speed, share);
    }

    private void trouble(String message) {
        waiting.end();
        out.println("  " + message);
    }
}

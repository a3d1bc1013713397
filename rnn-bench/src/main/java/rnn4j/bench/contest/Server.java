package rnn4j.bench.contest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Do what a driver asks for, line by line, until its stream ends.
 *
 * <pre>
 * prepare grid 2 T1-LSTM      @ready FIRST SECOND | @absent | @failed REASON
 * run 0.5                     @ran CALLS MEAN MEDIAN | @failed REASON
 * </pre>
 */
public final class Server {
    /** Begins each answer: what native code prints by itself is no answer. */
    static final String MARK = "@";

    private final Map<String, Program> programs;
    private final PrintStream answers;
    private @Nullable Work work;

    private Server(Map<String, Program> programs, PrintStream answers) {
        this.programs = programs;
        this.answers = answers;
    }

    /** Serves until the input ends; the output is the driver's, so what else is printed goes to the error stream. */
    public static void serve(Map<String, Program> programs) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        Server server = new Server(programs, answers);
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            server.answer(line);
        }
        server.end();
    }

    private void answer(String line) {
        String[] parts = line.split(" ", 2);
        try {
            String answer = switch (parts[0]) {
                case "prepare" -> prepare(Job.parse(parts[1]));
                case "run" -> run(Double.parseDouble(parts[1]));
                default -> throw new IllegalArgumentException("server: no request '" + line + "'");
            };
            say(answer);
        } catch (Exception | LinkageError | OutOfMemoryError e) {
            e.printStackTrace();
            say("failed " + e.toString().lines().findFirst().orElse(""));
        }
    }

    private void say(String answer) {
        answers.println(MARK + answer);
        answers.flush();
    }

    private String prepare(Job job) throws Exception {
        end();
        Program program = programs.get(job.program());
        Optional<Work> prepared = program == null ? Optional.empty() : program.prepare(job);
        if (prepared.isEmpty()) {
            return "absent";
        }
        work = prepared.get();
        return "ready " + checked(work, "first") + " " + checked(work, "second");
    }

    /** What is wrong need not be timed. */
    private static double checked(Work work, String call) throws Exception {
        work.once();
        double figure = work.figure();
        if (!Double.isFinite(figure) || figure == 0) {
            throw new IllegalStateException("the result of the " + call + " call is " + figure);
        }
        return figure;
    }

    private String run(double seconds) throws Exception {
        if (work == null) {
            throw new IllegalStateException("run: nothing is prepared");
        }
        return "ran " + Sample.take(work, seconds);
    }

    private void end() {
        if (work != null) {
            work.close();
            work = null;
        }
    }
}

package rnn4j.bench.contest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A contestant's process, as its driver sees it. */
final class Running implements AutoCloseable {
    private static final double PREPARE_SECONDS = 180;
    private static final double SLACK_SECONDS = 120;
    private static final String END = "";

    private final Contestant contestant;
    private final Path log;
    private final Process process;
    private final PrintStream requests;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private Running(Contestant contestant, Path log, Process process) {
        this.contestant = contestant;
        this.log = log;
        this.process = process;
        requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().name(contestant.name()).start(this::listen);
    }

    /**
     * Starts the process.
     *
     * @param logs the folder for what it prints to its error stream
     */
    static Running start(Contestant contestant, Path logs) throws ContestException {
        ProcessBuilder builder = contestant.process();
        try {
            Files.createDirectories(logs);
            Path log = logs.resolve(contestant.name() + ".log");
            builder.redirectError(log.toFile());
            return new Running(contestant, log, builder.start());
        } catch (IOException e) {
            throw new ContestException(contestant.name() + ": cannot be started: " + e.getMessage(), e);
        }
    }

    private void listen() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith(Server.MARK)) {
                    answers.add(line.substring(Server.MARK.length()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            answers.add(END);
        }
    }

    String name() {
        return contestant.name();
    }

    /** Prepares a job; returns the figures of its first two calls, or nothing when the contestant has no such program. */
    List<Double> prepare(Job job) throws ContestException {
        String answer = ask("prepare " + job, PREPARE_SECONDS);
        return answer.equals("absent")
                ? List.of()
                : Stream.of(answer.split(" ")).skip(1).map(Double::valueOf).toList();
    }

    void warmUp() throws ContestException {
        run(contestant.warmUp());
    }

    /** Runs the prepared work for some time. */
    Sample run(double seconds) throws ContestException {
        String answer = ask("run " + seconds, seconds + SLACK_SECONDS);
        return Sample.parse(answer.substring(answer.indexOf(' ') + 1));
    }

    private String ask(String request, double seconds) throws ContestException {
        requests.println(request);
        String answer;
        try {
            answer = answers.poll((long) (seconds * 1000), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContestException(name() + ": interrupted", e);
        }
        if (answer == null) {
            throw new ContestException(
                    name() + ": no answer to '" + request + "' in " + (long) seconds + " s; " + log + " may tell why");
        }
        if (answer.equals(END)) {
            throw new ContestException(name() + ": the process ended at '" + request + "'; " + log + " tells why");
        }
        if (answer.startsWith("failed")) {
            throw new ContestException(name() + ": " + request + ": " + answer + "; " + log + " tells more");
        }
        return answer;
    }

    /** Ends the process: its input ends, and if that is not enough, it is stopped. */
    @Override
    public void close() {
        requests.close();
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

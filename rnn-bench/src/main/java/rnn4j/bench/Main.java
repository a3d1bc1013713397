package rnn4j.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Answer the benchmark question that is named, or list them all. */
public final class Main {
    private static final List<Question> QUESTIONS = List.of(
            new Question(
                    "doctor", "What does this JVM make of this machine, and what would be faster?", Doctor::answer),
            new Question("gemm", "How much of the FMA peak do matrix products reach?", Gemm::answer),
            new Question("conv", "How much of the FMA peak do convolutions reach?", Conv::answer),
            new Question("functions", "How long does an element-wise function take per element?", Functions::answer),
            new Question("step", "How many sequence-steps a second does a training step manage?", Step::answer),
            new Question("grid", "How fast are training, inference and streams, beside the peers?", Grid::answer),
            new Question("custom", "How fast are cells that nobody tuned?", Custom::answer),
            new Question(
                    "cells", "Which cells are there, and how fast does each train beside the LSTM?", Cells::answer),
            new Question(
                    "agreement", "Do losses, optimizers and schedules give what libtorch's give?", Agreement::answer),
            new Question("text", "How fast are CTC, beam search and byte pairs?", Text::answer),
            new Question(
                    "determinism",
                    "Are the bits the same on every width, thread count and JIT, and what does that cost?",
                    Determinism::answer),
            new Question("explain", "What is made of a cell's equations?", Explain::answer),
            new Question("alloc", "How many bytes does a warm step allocate?", Alloc::answer));

    private Main() {}

    /**
     * Run one benchmark.
     *
     * @param args the name of the question, then its own options; nothing or {@code --help} lists the names
     */
    public static void main(String[] args) throws Exception {
        if (args.length == 0 || args[0].equals("--help")) {
            list();
            return;
        }
        Optional<Question> named =
                QUESTIONS.stream().filter(q -> q.name().equals(args[0])).findFirst();
        if (named.isEmpty()) {
            System.err.println("bench: no question is called " + args[0] + "; ask one of these");
            list();
            System.exit(2);
        }
        try {
            named.get().answer().run(Arrays.asList(args).subList(1, args.length));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        }
    }

    private static void list() {
        System.out.println("usage: <question> [options]; --help after a question tells its options");
        for (Question question : QUESTIONS) {
            System.out.printf("  %-12s %s%n", question.name(), question.sentence());
        }
    }
}

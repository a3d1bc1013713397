package rnn4j.examples.charlm;

import java.util.List;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.State;
import rnn4j.data.TextBatch;
import rnn4j.data.TextBatches;
import rnn4j.examples.run.RunLength;
import rnn4j.optim.Adam;
import rnn4j.optim.Clipping;
import rnn4j.optim.Optimizer;
import rnn4j.optim.Schedule;
import rnn4j.tensor.Parameters;
import rnn4j.train.Outcome;
import rnn4j.train.SanityCheck;
import rnn4j.train.Trainer;
import rnn4j.train.TrainerBuilder;
import rnn4j.train.TrainingListener;
import rnn4j.train.TruncatedObjective;
import rnn4j.train.Until;
import rnn4j.train.loss.CrossEntropy;
import rnn4j.train.loss.Reduction;

/** Trains a {@link CharModel} by truncated back-propagation through time: the state is carried from step to step. */
final class CharTraining {
    /** One part of so many of a run raises the rate from nothing; Adam's first steps are too bold otherwise. */
    static final int WARM_UP_SHARE = 20;

    private static final CrossEntropy LOSS = new CrossEntropy(Reduction.MEAN_OVER_STEPS);

    private final TrainingPlan plan;
    private final Parameters parameters;
    private final CharModel model;
    private final TextBatches batches;

    /**
     * Make the fresh model and cut the text.
     *
     * @param symbols how many different characters there are
     * @param text [characters] as symbols
     * @throws IllegalArgumentException when there is no such cell, it refuses an option, or the text is too short
     */
    CharTraining(TrainingPlan plan, int symbols, int[] text) {
        this.plan = plan;
        this.batches = TextBatches.of(text, plan.batch(), plan.time());
        this.parameters = Parameters.seeded(plan.seed());
        CellRegistry registry = CellRegistry.load();
        this.model = new CharModel(
                plan.model().spec(),
                plan.model().layers(),
                symbols,
                (spec, scope) -> registry.create(plan.model().cell(), spec, scope),
                parameters);
    }

    CharModel model() {
        return model;
    }

    Parameters parameters() {
        return parameters;
    }

    /**
     * Train.
     *
     * @param listeners are told of each step, and closed
     */
    Outcome run(List<TrainingListener> listeners) {
        TruncatedObjective<TextBatch, State> objective =
                TruncatedObjective.of(TextBatch::first, batch -> model.initial(batch.batch()), this::loss);
        TrainerBuilder<TextBatch> builder = Trainer.of(parameters, objective)
                .optimizer(Optimizer.of(Adam.standard()))
                .clipping(Clipping.globalNorm(plan.clip()))
                .symbols(batch -> batch.targets().count())
                .seed(plan.seed())
                .threads(plan.threads());
        listeners.forEach(builder::listener);
        Until until = switch (plan.length()) {
            case RunLength.Steps steps -> {
                builder.schedule(Schedule.cosine(plan.rate(), steps.count() / WARM_UP_SHARE, steps.count()));
                yield Until.steps(steps.count());
            }
            case RunLength.Clock clock -> {
                ClockSchedule schedule = new ClockSchedule(plan.rate(), clock.limit());
                builder.schedule(schedule).listener(schedule);
                yield Until.time(clock.limit());
            }
        };
        try (Trainer<TextBatch> trainer = builder.build()) {
            return trainer.train(batches, until);
        }
    }

    /** Try to learn the first batch by heart; the weights are set back. */
    SanityCheck.Result learnOneBatch(long steps) {
        TextBatch batch = batches.iterator().next();
        return SanityCheck.of(
                parameters, each -> loss(each, model.initial(each.batch())).loss(), batch, plan.rate(), steps);
    }

    private TruncatedObjective.Carried<State> loss(TextBatch batch, State state) {
        CharModel.Reply reply = model.read(batch.inputs(), state);
        return new TruncatedObjective.Carried<>(LOSS.of(reply.logits(), batch.targets()), reply.last());
    }
}

package rnn4j.examples.charlm;

import rnn4j.examples.run.RunLength;

/**
 * What is trained, and how; with the text it fixes every bit of the weights, unless the length is a time.
 *
 * @param model what the model is made from
 * @param batch places of the text that are read side by side
 * @param time characters a step reads at each place
 * @param rate Adam's rate at the peak of its schedule
 * @param clip the norm that a step's gradient is cut to
 * @param seed where all chance begins
 * @param threads how many compute; no bit depends on it
 * @param length how long
 */
record TrainingPlan(
        CharModelConfig model,
        int batch,
        int time,
        double rate,
        double clip,
        long seed,
        int threads,
        RunLength length) {}

package rnn4j.train;

/**
 * What is told of one step, after it was applied.
 *
 * @param step its number, from 1
 * @param epoch how many times all batches were used before
 * @param loss of its batch, before the step
 * @param rate the learning rate
 * @param gradientNorm the Euclidean norm of all gradients, before clipping
 * @param clipped whether clipping changed a gradient
 * @param symbols how many symbols, or whatever is counted, its batch had
 * @param seconds since this run began
 */
public record StepReport(
        long step,
        long epoch,
        double loss,
        double rate,
        double gradientNorm,
        boolean clipped,
        long symbols,
        double seconds) {}

package rnn4j.cell;

/**
 * What a batch of full sequences takes, known before it is run.
 *
 * @param inferenceFlop operations of a pass forward; a multiplication and an addition are two
 * @param trainingFlop operations of a pass forward and backward
 * @param inferenceBytes the peak of memory beside weights, inputs and outputs
 * @param trainingBytes the same with what is kept for the way back
 * @param pieces in which a sequence is trained; when there are more than one, each is run twice forward
 */
public record Cost(double inferenceFlop, double trainingFlop, long inferenceBytes, long trainingBytes, int pieces) {}

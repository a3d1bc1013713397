package rnn4j.tensor;

import java.util.List;

/**
 * How a tensor was computed.
 *
 * @param op the operation
 * @param inputs its operands
 */
public record Node(Op op, List<Tensor> inputs) {}

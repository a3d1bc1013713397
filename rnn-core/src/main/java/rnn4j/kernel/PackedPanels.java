package rnn4j.kernel;

/** Hold a matrix [rows, columns] as one array. */
record PackedPanels(int rows, int columns, float[] values) implements PackedMatrix {}

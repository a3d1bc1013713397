package rnn4j.cell.plan;

/**
 * Room for some numbers of each row.
 *
 * @param number among the buffers of a plan
 * @param kind how long its numbers stay and whose they are
 * @param index which state, for those of states
 * @param width how many numbers a row has; of a fixed one how many there are
 */
record Buffer(int number, Kind kind, int index, int width) {

    /** Whose numbers they are. */
    enum Kind {
        /** The input of all steps. */
        INPUT(true),
        /** The outputs of all steps. */
        OUTPUT(true),
        /** A state before each step. */
        STATE(true),
        /** A state after the step, which is where the next one reads it. */
        NEXT(false),
        /** The gradient with respect to the outputs of all steps. */
        OUTPUT_GRADIENT(true),
        /** The gradient with respect to a state after the step. */
        STATE_GRADIENT(false),
        /** The gradient with respect to a state before the step. */
        STATE_GRADIENT_BEFORE(false),
        /** The gradient with respect to the input of all steps. */
        INPUT_GRADIENT(true),
        /** Kept for all steps. */
        WHOLE(true),
        /** Of one step, overwritten by the next. */
        STEP(false),
        /** The same for all rows and steps: a parameter, a constant, or computed from such. */
        FIXED(true);

        private final boolean stays;

        Kind(boolean stays) {
            this.stays = stays;
        }
    }

    /** Returns whether what one part of a pass writes can be read by the parts that follow. */
    boolean stays() {
        return kind.stays;
    }
}

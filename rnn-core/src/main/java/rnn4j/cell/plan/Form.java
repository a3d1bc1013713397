package rnn4j.cell.plan;

/** What a value is to a plan: which kind of instruction makes it, if any. */
enum Form {
    /** Comes in. */
    LEAF,
    /** Depends on parameters and constants alone: computed once for a pass. */
    FIXED,
    /** The numbers of another value, or some of them, under another shape. */
    ALIAS,
    /** Element-wise over lines: part of a chain. */
    CHAINED,
    /** Made by a row kernel. */
    ROWS,
    /** A matrix product with fixed weights. */
    PRODUCT,
    /** Values side by side. */
    CONCAT,
    /** Any other operation whose result has numbers for each row. */
    GENERAL,
    /** Has numbers for each row, but not those of one row side by side: computed anew wherever a general one needs it. */
    SCATTERED,
    /** A sum over the rows of the batch, or computed from such: a part of a parameter's gradient. */
    SUMMED;

    static Form of(Value value) {
        if (!value.varies()) {
            return FIXED;
        }
        if (value.role() != Value.Role.OPERATION) {
            return LEAF;
        }
        if (!value.dims().batch()) {
            return SUMMED;
        }
        if (!value.byRow()) {
            return SCATTERED;
        }
        if (Functions.elementwise(value) || value.is("broadcast")) {
            return Space.of(value).isPresent() ? CHAINED : GENERAL;
        }
        if (Functions.alongRows(value)) {
            return ROWS;
        }
        return switch (value.operation().name()) {
            case "reshape" -> value.input(0).byRow() ? ALIAS : GENERAL;
            case "slice" -> sideBySide(value.input(0), value.attribute("axis")) ? ALIAS : GENERAL;
            case "concat" -> sideBySide(value, value.attribute("axis")) ? CONCAT : GENERAL;
            case "matmul" -> product(value) ? PRODUCT : GENERAL;
            default -> GENERAL;
        };
    }

    /** Returns whether pieces along an axis are contiguous within a row. */
    private static boolean sideBySide(Value value, int axis) {
        if (!value.byRow() || axis == 0 || value.size(0) != 1) {
            return false;
        }
        for (int before = 1; before < axis; before++) {
            if (value.size(before) != 1) {
                return false;
            }
        }
        return true;
    }

    private static boolean product(Value value) {
        Value right = value.input(1);
        return value.rank() == 2 && value.input(0).byRow() && !right.varies() && !transposed(value, "transposeA");
    }

    static boolean transposed(Value product, String side) {
        return Boolean.TRUE.equals(product.operation().attributes().get(side));
    }
}

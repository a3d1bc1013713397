package rnn4j.tensor;

import java.util.List;
import rnn4j.kernel.Binary;
import rnn4j.kernel.Kernels;

/** Operations that pick rows by their number, or add rows up by it; each is the other's derivative. */
sealed interface IndexOp extends Op {

    /** The ids, row-major within {@code ids().shape()}. */
    Ids ids();

    /** Throws when an id names no row. */
    static void check(String operation, Ids ids, int rows) {
        int[] values = ids.data();
        for (int place = 0; place < values.length; place++) {
            if (values[place] < 0 || values[place] >= rows) {
                throw new ShapeException(
                        operation,
                        "id " + values[place] + " at element " + place + " of " + ids.shape()
                                + " names no row; use 0 to " + (rows - 1));
            }
        }
    }

    private static Shape rows(Ids ids, Shape table) {
        int[] sizes = new int[ids.shape().rank() + table.rank() - 1];
        System.arraycopy(ids.shape().sizes(), 0, sizes, 0, ids.shape().rank());
        System.arraycopy(table.sizes(), 1, sizes, ids.shape().rank(), table.rank() - 1);
        return new Shape(sizes);
    }

    /**
     * The rows of a table that the ids name: {@code [n, …]} to {@code ids.shape + […]}.
     *
     * @param ids each from 0 to n - 1
     */
    record Gather(Ids ids) implements IndexOp {
        @Override
        public String name() {
            return "gather";
        }

        @Override
        public Attributes attributes() {
            return Attributes.of(
                    "ids",
                    Attributes.list(ids.data()),
                    "shape",
                    Attributes.list(ids.shape().sizes()));
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            Shape table = inputs.getFirst();
            if (table.rank() == 0) {
                throw new ShapeException("gather", "a single number has no rows; give a table [n, …]");
            }
            check("gather", ids, table.size(0));
            return rows(ids, table);
        }

        @Override
        public Tensor forward(List<Tensor> inputs) {
            Tensor table = inputs.getFirst();
            Shape shape = shape(Tensor.shapes(inputs));
            float[] y = Workspace.room(shape.count());
            copy(table.shape(), table.data(), y);
            return Tensor.owning(shape, y);
        }

        @Override
        public double[] reference(List<Shape> shapes, List<double[]> inputs) {
            double[] y = new double[shape(shapes).count()];
            copy(shapes.getFirst(), inputs.getFirst(), y);
            return y;
        }

        private void copy(Shape table, Object from, Object to) {
            int width = table.count(1, table.rank());
            int[] rows = ids.data();
            for (int place = 0; place < rows.length; place++) {
                System.arraycopy(from, rows[place] * width, to, place * width, width);
            }
        }

        @Override
        public Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient) {
            return Tensor.scatterAdd(ids, gradient, inputs.getFirst().shape().size(0));
        }
    }

    /**
     * A table whose row i is the sum of the rows that name i, in ascending order: {@code ids.shape + […]} to {@code [n, …]}.
     *
     * @param ids each from 0 to n - 1
     * @param n how many rows the table has
     */
    record ScatterAdd(Ids ids, int n) implements IndexOp {
        @Override
        public String name() {
            return "scatterAdd";
        }

        @Override
        public Attributes attributes() {
            return Attributes.of(
                    "ids",
                    Attributes.list(ids.data()),
                    "n",
                    n,
                    "shape",
                    Attributes.list(ids.shape().sizes()));
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            Shape rows = inputs.getFirst();
            int rank = ids.shape().rank();
            check("scatterAdd", ids, n);
            if (rows.rank() < rank) {
                throw new ShapeException(
                        "scatterAdd",
                        "rows " + rows + " do not begin with the ids' " + ids.shape() + "; give one row per id");
            }
            int[] sizes = new int[rows.rank() - rank + 1];
            sizes[0] = n;
            System.arraycopy(rows.sizes(), rank, sizes, 1, sizes.length - 1);
            Shape table = new Shape(sizes);
            if (!rows(ids, table).equals(rows)) {
                throw new ShapeException(
                        "scatterAdd",
                        "rows " + rows + " do not begin with the ids' " + ids.shape() + "; give one row per id");
            }
            return table;
        }

        @Override
        public Tensor forward(List<Tensor> inputs) {
            float[] x = inputs.getFirst().data();
            Shape table = shape(Tensor.shapes(inputs));
            int width = table.count(1, table.rank());
            Workspace.Blank blank = Workspace.blank(n, width);
            float[] y = blank.numbers();
            int[] rows = ids.data();
            for (int place = 0; place < rows.length; place++) {
                int row = rows[place] * width;
                blank.rows().add(rows[place]);
                Kernels.elements().binary(Binary.ADD, y, row, 1, x, place * width, 1, y, row, width);
            }
            return new Scattered(table, y, blank.rows());
        }

        @Override
        public double[] reference(List<Shape> shapes, List<double[]> inputs) {
            Shape table = shape(shapes);
            double[] x = inputs.getFirst();
            double[] y = new double[table.count()];
            int width = table.count(1, table.rank());
            for (int i = 0; i < x.length; i++) {
                y[ids.data()[i / width] * width + i % width] += x[i];
            }
            return y;
        }

        @Override
        public Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient) {
            return gradient.gather(ids);
        }
    }
}

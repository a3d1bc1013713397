package rnn4j.tensor;

/** Draws matrices with orthonormal rows or columns: normal vectors, made orthogonal by Gram and Schmidt in float64. */
final class Orthogonal {

    private Orthogonal() {}

    static Tensor draw(Shape shape, RandomSource random) {
        if (shape.rank() != 2) {
            throw new ShapeException("orthogonal", shape + " is no matrix; give a shape [rows, columns]");
        }
        int rows = shape.size(0);
        int columns = shape.size(1);
        boolean wide = rows <= columns;
        double[][] basis = basis(Math.min(rows, columns), Math.max(rows, columns), random);
        float[] values = new float[shape.count()];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                values[row * columns + column] = (float) (wide ? basis[row][column] : basis[column][row]);
            }
        }
        return Tensor.owning(shape, values);
    }

    private static double[][] basis(int vectors, int length, RandomSource random) {
        double[][] basis = new double[vectors][length];
        for (int v = 0; v < vectors; v++) {
            for (int i = 0; i < length; i++) {
                basis[v][i] = random.normal((long) v * length + i);
            }
            // twice is enough: what rounding left of the others in the first pass is gone after the second
            for (int pass = 0; pass < 2; pass++) {
                for (int other = 0; other < v; other++) {
                    subtractProjection(basis[v], basis[other]);
                }
            }
            scale(basis[v], 1 / StrictMath.sqrt(dot(basis[v], basis[v])));
        }
        return basis;
    }

    private static void subtractProjection(double[] vector, double[] unit) {
        double share = dot(vector, unit);
        for (int i = 0; i < vector.length; i++) {
            vector[i] -= share * unit[i];
        }
    }

    private static void scale(double[] vector, double factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}

package rnn4j.testkit;

import java.util.List;
import rnn4j.tensor.Tensor;

/** How far gradients are from each other, as one long vector, since a part of one may be small by cancellation only. */
final class Distance {

    private Distance() {}

    /** Returns ‖a - b‖ / ‖b‖; 0 where both are nothing. */
    static double normwise(List<Tensor> a, List<double[]> b) {
        double error = 0;
        double size = 0;
        for (int i = 0; i < b.size(); i++) {
            float[] values = a.get(i).values();
            for (int place = 0; place < values.length; place++) {
                double difference = values[place] - b.get(i)[place];
                error += difference * difference;
                size += b.get(i)[place] * b.get(i)[place];
            }
        }
        return error == 0 ? 0 : Math.sqrt(error) / Math.sqrt(size);
    }

    /** Returns the values as doubles. */
    static double[] wide(Tensor tensor) {
        float[] values = tensor.values();
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}

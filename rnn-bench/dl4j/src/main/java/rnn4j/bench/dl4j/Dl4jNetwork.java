package rnn4j.bench.dl4j;

import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.nativeblas.NativeOpsHolder;

/** A network, its input and what it shall give. */
public final class Dl4jNetwork {
    private final MultiLayerNetwork network;
    private final INDArray inputs;
    private final INDArray targets;
    private final int length;

    private Dl4jNetwork(MultiLayerNetwork network, INDArray inputs, INDArray targets) {
        this.network = network;
        this.inputs = inputs;
        this.targets = targets;
        length = Math.toIntExact(targets.size(2));
    }

    /** Sets how many threads all networks of this process use. */
    public static void threads(int count) {
        Nd4j.getEnvironment().setMaxThreads(count); // loads the native library, which the rest needs
        Nd4j.getEnvironment().setMaxMasterThreads(count);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(count);
        Nd4j.factory().blas().setMaxThreads(count);
    }

    /**
     * Returns a layer that shall give nothing but zeros: its loss is the mean of squares.
     *
     * @param gates 4 of an LSTM, in the order g f o i; 1 of a simple network
     * @param inputRows {@code [gates·hidden, input]}
     * @param stateRows {@code [gates·hidden, hidden]}
     * @param bias {@code [gates·hidden]}
     * @param xs {@code [time, batch, input]}
     */
    public static Dl4jNetwork layer(
            int gates, int batch, double rate, float[] inputRows, float[] stateRows, float[] bias, float[] xs) {
        int all = bias.length;
        int hidden = all / gates;
        int input = inputRows.length / all;
        int length = xs.length / (batch * input);
        Layer layer = gates == 1
                ? new SimpleRnn.Builder()
                        .nIn(input)
                        .nOut(hidden)
                        .activation(Activation.TANH)
                        .build()
                : lstm(input, hidden);
        Layer loss = new RnnLossLayer.Builder(LossFunction.MSE)
                .activation(Activation.IDENTITY)
                .build();
        MultiLayerNetwork network =
                new MultiLayerNetwork(builder(rate).list(layer, loss).build());
        network.init();
        network.getParam("0_W").assign(Nd4j.create(inputRows, all, input).transpose());
        network.getParam("0_RW").assign(Nd4j.create(stateRows, all, hidden).transpose());
        network.getParam("0_b").assign(Nd4j.create(bias, all));
        // Time last, as it wants them.
        INDArray inputs = Nd4j.create(xs, length, batch, input).permute(1, 2, 0).dup('f');
        return new Dl4jNetwork(network, inputs, Nd4j.zeros(batch, hidden, length));
    }

    /**
     * Returns a model of characters: an embedding, LSTM layers, logits, cross-entropy.
     *
     * @param clip where the gradients of each layer are cut, by their norm: it knows no common one
     * @param symbols {@code [batch, time]}
     * @param next {@code [batch, time]}
     */
    public static Dl4jNetwork characters(
            int known, int embedding, int layers, int hidden, double clip, double rate, int[][] symbols, int[][] next) {
        NeuralNetConfiguration.ListBuilder list = builder(rate)
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(clip)
                .list();
        int length = symbols[0].length;
        list.layer(new EmbeddingSequenceLayer.Builder()
                .nIn(known)
                .nOut(embedding)
                .inputLength(length)
                .build());
        for (int layer = 0; layer < layers; layer++) {
            list.layer(lstm(layer == 0 ? embedding : hidden, hidden));
        }
        list.layer(new RnnOutputLayer.Builder(LossFunction.MCXENT)
                .nIn(hidden)
                .nOut(known)
                .dataFormat(RNNFormat.NCW)
                .activation(Activation.SOFTMAX)
                .build());
        MultiLayerNetwork network = new MultiLayerNetwork(list.build());
        network.init();
        INDArray inputs = Nd4j.zeros(symbols.length, length);
        INDArray targets = Nd4j.zeros(symbols.length, known, length);
        for (int row = 0; row < symbols.length; row++) {
            for (int step = 0; step < length; step++) {
                inputs.putScalar(row, step, symbols[row][step]);
                targets.putScalar(row, next[row][step], step, 1);
            }
        }
        return new Dl4jNetwork(network, inputs, targets);
    }

    private static NeuralNetConfiguration.Builder builder(double rate) {
        return new NeuralNetConfiguration.Builder().seed(1).updater(new Adam(rate));
    }

    private static Layer lstm(int input, int hidden) {
        return new LSTM.Builder()
                .nIn(input)
                .nOut(hidden)
                .activation(Activation.TANH)
                .gateActivationFunction(Activation.SIGMOID)
                .build();
    }

    /** Runs a training step: forward, loss, backward, Adam. */
    public void train() {
        network.fit(inputs, targets);
    }

    /** Returns the loss of the last training step, per step of the sequences: it counts their sum. */
    public double loss() {
        return network.score() / length;
    }

    /** Runs forward and returns nothing but what keeps it from being left out. */
    public long infer() {
        return network.output(inputs, false).length();
    }

    /** Runs forward and returns the mean of squares of all outputs. */
    public double meanSquare() {
        INDArray outputs = network.output(inputs, false);
        return outputs.mul(outputs).meanNumber().doubleValue();
    }
}

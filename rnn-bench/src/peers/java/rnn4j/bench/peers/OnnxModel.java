package rnn4j.bench.peers;

import com.google.common.primitives.Floats;
import rnn4j.bench.grid.GridCell;
import rnn4j.bench.grid.Sizes;
import rnn4j.bench.grid.Weights;

/** Write a model of one recurrent node, opset 14, with its weights as initialisers; field numbers are those of onnx.proto. */
final class OnnxModel {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 14;
    private static final int FLOAT = 1;
    private static final int INT_ATTRIBUTE = 2;

    private final GridCell cell;
    private final Sizes sizes;
    private final Weights weights;

    OnnxModel(GridCell cell, Sizes sizes) {
        this.cell = cell;
        this.sizes = sizes;
        weights = new Weights(cell, sizes);
    }

    /** A model from whole sequences {@code x [time, batch, input]} to outputs {@code y [time, 1, batch, hidden]}. */
    byte[] sequences() {
        Protobuf node = node("x", "w", "r", "b");
        Protobuf graph = graph(output(node, "y"));
        graph.add(11, value("x", sizes.length(), sizes.batch(), sizes.input()));
        graph.add(12, value("y", sizes.length(), 1, sizes.batch(), sizes.hidden()));
        return model(graph);
    }

    /** A model of one step: {@code x [1, 1, input]} and states {@code h, c [1, 1, hidden]} to {@code hn, cn}. */
    byte[] step() {
        boolean lstm = cell == GridCell.LSTM;
        Protobuf node = lstm ? node("x", "w", "r", "b", "", "h", "c") : node("x", "w", "r", "b", "", "h");
        output(node, "");
        output(node, "hn");
        Protobuf graph = graph(lstm ? output(node, "cn") : node);
        graph.add(11, value("x", 1, 1, sizes.input()));
        graph.add(11, value("h", 1, 1, sizes.hidden()));
        graph.add(12, value("hn", 1, 1, sizes.hidden()));
        if (lstm) {
            graph.add(11, value("c", 1, 1, sizes.hidden()));
            graph.add(12, value("cn", 1, 1, sizes.hidden()));
        }
        return model(graph);
    }

    private Protobuf node(String... inputs) {
        Protobuf node = new Protobuf();
        for (String input : inputs) {
            node.add(1, input);
        }
        return node;
    }

    private static Protobuf output(Protobuf node, String name) {
        return node.add(2, name);
    }

    private Protobuf graph(Protobuf node) {
        String type = cell == GridCell.ELMAN ? "RNN" : cell.toString();
        node.add(3, "cell").add(4, type).add(5, attribute("hidden_size", sizes.hidden()));
        if (cell == GridCell.GRU) {
            node.add(5, attribute("linear_before_reset", 1));
        }
        int gates = cell.gates() * sizes.hidden();
        int[] order = order();
        return new Protobuf()
                .add(1, node)
                .add(2, "graph")
                .add(5, weights("w", weights.inputRows(order), 1, gates, sizes.input()))
                .add(5, weights("r", weights.stateRows(order), 1, gates, sizes.hidden()))
                .add(5, weights("b", Floats.concat(weights.inputBias(order), weights.stateBias(order)), 1, 2 * gates));
    }

    /** Its gates, as places of ours: i o f c, and z r h. */
    private int[] order() {
        return switch (cell) {
            case LSTM -> new int[] {0, 3, 1, 2};
            case GRU -> new int[] {1, 0, 2};
            case ELMAN -> new int[] {0};
        };
    }

    private static byte[] model(Protobuf graph) {
        return new Protobuf()
                .add(1, IR_VERSION)
                .add(7, graph)
                .add(8, new Protobuf().add(1, "").add(2, OPSET))
                .bytes();
    }

    private static Protobuf attribute(String name, int value) {
        return new Protobuf().add(1, name).add(3, value).add(20, INT_ATTRIBUTE);
    }

    private static Protobuf weights(String name, float[] values, int... shape) {
        Protobuf tensor = new Protobuf();
        for (int size : shape) {
            tensor.add(1, size);
        }
        return tensor.add(2, FLOAT).add(8, name).add(9, values);
    }

    private static Protobuf value(String name, int... shape) {
        Protobuf dims = new Protobuf();
        for (int size : shape) {
            dims.add(1, new Protobuf().add(1, size));
        }
        Protobuf type = new Protobuf().add(1, new Protobuf().add(1, FLOAT).add(2, dims));
        return new Protobuf().add(1, name).add(2, type);
    }
}

package rnn4j.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rnn4j.io.ModelFormatException.Code;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** Writes the start of a safetensors file: the length of the header, the header, spaces up to a multiple of 8. */
final class HeaderWriter {
    private static final int ALIGNMENT = 8;

    private HeaderWriter() {}

    /**
     * The start of a file with these tensors, placed in the order of their map.
     *
     * @return its bytes up to the end of the header
     * @throws ModelFormatException where a name is not one that can be read again
     */
    static byte[] start(String operation, Map<String, String> metadata, Map<String, Tensor> tensors) {
        metadata.forEach((key, text) -> checkText(operation, key, text));
        Map<String, Object> root = new LinkedHashMap<>();
        root.put(TensorNames.METADATA, metadata);
        long begin = 0;
        for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
            checkName(operation, tensor.getKey());
            Shape shape = tensor.getValue().shape();
            long end = begin + (long) Float.BYTES * shape.count();
            root.put(tensor.getKey(), place(shape, begin, end));
            begin = end;
        }
        byte[] json = Json.text(root).getBytes(StandardCharsets.UTF_8);
        int padded = Math.ceilDiv(json.length, ALIGNMENT) * ALIGNMENT;
        byte[] start = new byte[Header.AT + padded];
        Arrays.fill(start, (byte) ' ');
        ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).putLong(padded).put(json);
        return start;
    }

    private static Map<String, Object> place(Shape shape, long begin, long end) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("dtype", TensorEntry.DTYPE);
        fields.put(
                "shape",
                IntStream.range(0, shape.rank()).map(shape::size).boxed().toList());
        fields.put("data_offsets", List.of(begin, end));
        return fields;
    }

    private static void checkName(String operation, String name) {
        String problem = TensorNames.problem(name);
        if (!problem.isEmpty()) {
            throw new ModelFormatException(operation, Code.NAME, -1, name, problem);
        }
    }

    /** Refuse what UTF-8 has no bytes for: it would be written as question marks. */
    private static void checkText(String operation, String key, String text) {
        if (!TensorNames.isUnicode(text)) {
            String problem = "this entry of the metadata holds half a surrogate pair";
            throw new ModelFormatException(operation, Code.NAME, -1, key, problem);
        }
    }
}

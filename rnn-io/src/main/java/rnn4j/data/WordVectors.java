package rnn4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.primitives.Floats;
import com.google.common.primitives.Ints;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/**
 * Vectors of words as GloVe and word2vec write them as text: a word and its numbers in each line, behind a first line with both counts or
 * without it.
 */
public final class WordVectors {

    private static final Splitter SPACES = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();

    private final int width;
    private final Map<String, float[]> vectors;

    private WordVectors(int width, Map<String, float[]> vectors) {
        this.width = width;
        this.vectors = vectors;
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException when a line has another width, a word stands twice or something is no number; the line is told
     * @throws UncheckedIOException when the file can't be read
     */
    public static WordVectors read(Path file) {
        Map<String, float[]> vectors = new HashMap<>();
        int width = 0;
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                List<String> parts = SPACES.splitToList(line);
                if (number == 1 && parts.size() == 2 && parts.stream().allMatch(part -> Ints.tryParse(part) != null)) {
                    continue; // how many there are, and their width
                }
                String where = "word vectors: " + file + ", line " + number;
                checkArgument(parts.size() >= 2, "%s: '%s' has no numbers; write a word and its vector", where, line);
                width = width == 0 ? parts.size() - 1 : width;
                checkArgument(
                        parts.size() - 1 == width,
                        "%s has %s numbers, the lines before it %s; write as many",
                        where,
                        parts.size() - 1,
                        width);
                boolean fresh = vectors.put(parts.getFirst(), numbers(where, parts)) == null;
                checkArgument(fresh, "%s: '%s' is there twice; leave one out", where, parts.getFirst());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("word vectors: can't read " + file, e);
        }
        checkArgument(width > 0, "word vectors: %s has none; give lines of a word and its numbers", file);
        return new WordVectors(width, vectors);
    }

    private static float[] numbers(String where, List<String> parts) {
        float[] numbers = new float[parts.size() - 1];
        for (int i = 0; i < numbers.length; i++) {
            Float number = Floats.tryParse(parts.get(i + 1));
            checkArgument(number != null, "%s: '%s' is no number; write one with a point", where, parts.get(i + 1));
            numbers[i] = number;
        }
        return numbers;
    }

    /** Returns how many numbers a vector has. */
    public int width() {
        return width;
    }

    /** Returns how many words there are. */
    public int size() {
        return vectors.size();
    }

    /** Returns whether a word has a vector. */
    public boolean contains(String word) {
        return vectors.containsKey(word);
    }

    /**
     * Returns the vectors of a vocabulary's words as rows, for an embedding.
     *
     * @param words whose numbers are the rows
     * @param otherwise {@code [words, width]}: what a word without a vector gets, and number 0, which stands for unknown words; zeros, or
     *     numbers by chance
     * @return {@code [words, width]}
     */
    public Tensor table(Words words, Tensor otherwise) {
        Shape shape = Shape.of(words.size(), width);
        checkArgument(
                otherwise.shape().equals(shape),
                "word vectors: rows of %s for words without a vector; give %s",
                otherwise.shape(),
                shape);
        List<Tensor> rows = new ArrayList<>(List.of(otherwise.slice(0, 0, 1)));
        for (int id = 1; id < words.size(); id++) {
            float[] vector = vectors.get(words.known().get(id - 1));
            rows.add(vector == null ? otherwise.slice(0, id, id + 1) : Tensor.of(Shape.of(1, width), vector));
        }
        return Tensor.concat(0, rows);
    }
}

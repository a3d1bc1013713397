package rnn4j.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records from a file with one JSON object in each line; empty lines are none. */
public final class JsonLines {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final TypeReference<Map<String, Object>> RECORD = new TypeReference<>() {};

    private JsonLines() {}

    /**
     * Reads all records: fields by name, in order; text, numbers, booleans, lists and maps of these, or null.
     *
     * @throws IllegalArgumentException when a line is no object; file, line and what is wrong are told
     * @throws UncheckedIOException when the file can't be read
     */
    public static List<Map<String, Object>> read(Path file) {
        List<Map<String, Object>> records = new ArrayList<>();
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    records.add(MAPPER.readValue(line, RECORD));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "json lines: " + file + ", line " + number + ": " + e.getOriginalMessage()
                            + "; write one object in each line",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("json lines: can't read " + file, e);
        }
        return List.copyOf(records);
    }

    /**
     * Returns a field of all records as text.
     *
     * @throws IllegalArgumentException when a record has no such text; its number, from 1 on, is told
     */
    public static List<String> texts(List<Map<String, Object>> records, String field) {
        List<String> texts = new ArrayList<>();
        for (Map<String, Object> each : records) {
            if (!(each.get(field) instanceof String text)) {
                throw new IllegalArgumentException("json lines: record " + (texts.size() + 1) + " has no text '" + field
                        + "' but " + each.get(field) + "; its fields are " + each.keySet());
            }
            texts.add(text);
        }
        return texts;
    }
}

package rnn4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {

    @TempDir
    private Path folder;

    private List<Map<String, Object>> read(String text) throws IOException {
        return JsonLines.read(Files.writeString(folder.resolve("r.jsonl"), text));
    }

    @Test
    void aRecordPerLine() throws IOException {
        List<Map<String, Object>> records =
                read("{\"text\": \"a\\nb\", \"n\": 3}\n\n{\"text\": \"é\", \"x\": [1, 2.5]}\n");

        assertThat(records).hasSize(2);
        assertThat(records.getFirst()).containsEntry("n", 3);
        assertThat(records.getLast()).containsEntry("x", List.of(1, 2.5));
        assertThat(JsonLines.texts(records, "text")).containsExactly("a\nb", "é");
    }

    @Test
    void whatIsWrongIsTold() {
        assertThatThrownBy(() -> read("{\"a\": 1}\n{\"a\": }\n")).hasMessageContaining("r.jsonl, line 2:");
        assertThatThrownBy(() -> read("[1]\n")).hasMessageContaining("line 1:");
        assertThatThrownBy(() -> read("{\"a\": 1} {\"a\": 2}\n")).hasMessageContaining("line 1:");
        assertThatThrownBy(() -> JsonLines.texts(read("{\"a\": \"x\"}\n{\"a\": 2}\n"), "a"))
                .hasMessageContaining("record 2 has no text 'a' but 2");
        assertThatThrownBy(() -> JsonLines.read(folder.resolve("none"))).isInstanceOf(UncheckedIOException.class);
    }
}

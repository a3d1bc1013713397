package rnn4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.framework.DataType;
import org.tensorflow.framework.Summary;
import org.tensorflow.framework.TensorShapeProto;
import org.tensorflow.util.Event;
import rnn4j.train.StepReport;
import rnn4j.train.Until;
import rnn4j.train.ValidationReport;

/** Reads the files back with TensorFlow's own protocol-buffer classes. */
class TensorBoardLogTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000, 250_000_000));

    @TempDir
    private Path folder;

    private static List<Event> events(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] length = new byte[8];
            bytes.get(length);
            assertThat(bytes.getInt()).as("checksum of the length").isEqualTo(masked(length));
            byte[] data = new byte
                    [(int) ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()];
            bytes.get(data);
            assertThat(bytes.getInt()).as("checksum of the data").isEqualTo(masked(data));
            events.add(Event.parseFrom(data));
        }
        return events;
    }

    /** As TensorFlow's hash/crc32c.h has it. */
    private static int masked(byte[] data) {
        CRC32C crc = new CRC32C();
        crc.update(data);
        long value = crc.getValue();
        return (int) ((((value >>> 15) | (value << 17)) & 0xFFFFFFFFL) + 0xA282EAD8L);
    }

    private static Map<String, Float> scalars(Event event) {
        Map<String, Float> scalars = new LinkedHashMap<>();
        for (Summary.Value value : event.getSummary().getValueList()) {
            scalars.put(value.getTag(), value.getSimpleValue());
        }
        return scalars;
    }

    @Test
    void theOfficialClassesReadWhatWasTold() throws IOException {
        TensorBoardLog log = TensorBoardLog.create(folder.resolve("deep/run"), CLOCK);
        try (log) {
            log.started(0, 0, Until.steps(2));
            log.stepped(new StepReport(1, 0, 4, 0.001, 12.5, true, 64, 0.5));
            log.stepped(new StepReport(300_000_000_000L, 0, Double.NaN, 1e-5, 0.25, false, 64, 2.5));
            log.validated(new ValidationReport(300, Map.of("bits/symbol", 1.75), 3));
        }

        List<Event> events = events(log.file());
        assertThat(log.file().getFileName()).hasToString("events.out.tfevents.1700000000.rnn4j");
        assertThat(events).hasSize(4);
        assertThat(events.getFirst().getFileVersion()).isEqualTo("brain.Event:2");
        assertThat(events).extracting(Event::getWallTime).containsOnly(1_700_000_000.25);
        assertThat(events).extracting(Event::getStep).containsExactly(0L, 1L, 300_000_000_000L, 300L);
        assertThat(scalars(events.get(1)))
                .containsExactly(
                        Map.entry("train/loss", 4f),
                        Map.entry("train/learning rate", 0.001f),
                        Map.entry("train/gradient norm", 12.5f),
                        Map.entry("train/symbols per second", 128f));
        assertThat(scalars(events.get(2)).get("train/loss")).isNaN();
        assertThat(scalars(events.get(3))).containsExactly(Map.entry("validation/bits/symbol", 1.75f));
    }

    @Test
    void theOfficialClassesReadTexts() throws IOException {
        TensorBoardLog log = TensorBoardLog.create(folder, CLOCK);
        try (log) {
            log.text(40, "samples/0.7", "otter: größer");
        }

        Event event = events(log.file()).getLast();
        Summary.Value value = event.getSummary().getValue(0);
        assertThat(event.getStep()).isEqualTo(40);
        assertThat(value.getTag()).isEqualTo("samples/0.7");
        assertThat(value.getMetadata().getPluginData().getPluginName()).isEqualTo("text");
        assertThat(value.getTensor().getDtype()).isEqualTo(DataType.DT_STRING);
        assertThat(value.getTensor().getTensorShape().getDimList())
                .extracting(TensorShapeProto.Dim::getSize)
                .containsExactly(1L);
        assertThat(value.getTensor().getStringVal(0).toStringUtf8()).isEqualTo("otter: größer");
    }

    /** A run that dies does not close its log. */
    @Test
    void wholeRecordsAreInTheFileAtOnce() throws IOException {
        try (TensorBoardLog log = TensorBoardLog.create(folder, CLOCK)) {
            for (int step = 1; step <= 200; step++) {
                log.stepped(new StepReport(step, 0, 1, 1, 1, false, 1, step));
                if (step % 50 == 0) {
                    assertThat(events(log.file())).hasSize(step + 1);
                }
            }
        }
    }

    @Test
    void aSecondLogInTheSameSecondLeavesTheFirstOne() throws IOException {
        Path first;
        Path second;
        try (TensorBoardLog log = TensorBoardLog.create(folder, CLOCK)) {
            first = log.file();
            log.stepped(new StepReport(1, 0, 1, 1, 1, false, 1, 1));
        }
        try (TensorBoardLog log = TensorBoardLog.create(folder, CLOCK)) {
            second = log.file();
        }

        assertThat(events(first)).hasSize(2);
        assertThat(events(second)).hasSize(1);
    }

    @Test
    void aFolderThatIsAFileIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "");

        assertThatThrownBy(() -> TensorBoardLog.create(file, CLOCK))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("give a folder to write to");
    }
}

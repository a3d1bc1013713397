package rnn4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rnn4j.io.ModelFormatException.Code;

/** Files that were changed at random: each loads, or is refused with {@link ModelFormatException} and nothing else. */
class MutatedFileTest {
    private static final int FILES = Integer.getInteger("rnn4j.test.files", 20_000);

    private static final List<String> NASTY = List.of(
            "\"",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "-1",
            "1e3",
            "0.5",
            "null",
            "true",
            "NaN",
            "[[[[",
            "\\ud800",
            "\\u0000",
            "9223372036854775807",
            "9223372036854775808",
            "4294967296",
            "65536",
            "2147483648",
            "__metadata__",
            "\"F16\"",
            "\"shape\"",
            "rnn4j.",
            "\u00ff",
            "\0",
            "  ");

    @TempDir
    private Path directory;

    @Test
    void loadsOrIsRefused() {
        long seed = Long.getLong("rnn4j.test.seed", 2_024);
        System.out.println("MutatedFileTest: seed " + seed + ", " + FILES + " files");
        SplittableRandom random = new SplittableRandom(seed);
        byte[] ours = Models.bytes(directory, Models.small());
        byte[] foreign = RawFile.of(
                "{\"__metadata__\":{\"k\":\"v\"},\"a\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[4,12]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}  ",
                12);
        Map<Code, Integer> refused = new EnumMap<>(Code.class);
        int loaded = 0;
        for (int i = 0; i < FILES; i++) {
            byte[] file = mutated(random, random.nextInt(4) == 0 ? foreign : ours);
            Path path = RawFile.write(directory.resolve("f"), file);
            try {
                ModelFile.read(path);
                loaded++;
            } catch (ModelFormatException e) {
                refused.merge(e.code(), 1, Integer::sum);
            } catch (Throwable e) {
                throw new AssertionError(
                        "seed " + seed + ", file " + i + ": " + HexFormat.of().formatHex(file), e);
            }
        }
        System.out.println("MutatedFileTest: " + loaded + " loaded, refused " + refused);
        assertThat(loaded).isPositive().isLessThan(FILES / 2);
        assertThat(refused)
                .containsKeys(
                        Code.JSON,
                        Code.NAME,
                        Code.NUMBER,
                        Code.LAYOUT,
                        Code.SIZE,
                        Code.DTYPE,
                        Code.CHECKSUM,
                        Code.TRUNCATED,
                        Code.COVERAGE,
                        Code.HEADER_LENGTH,
                        Code.CONFIG);
    }

    /** A file changed in one to three places; of most, the length and the digest are then set right, to get further in. */
    private static byte[] mutated(SplittableRandom random, byte[] file) {
        byte[] mutated = file;
        int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        for (int changes = 1 + random.nextInt(3); changes > 0 && mutated.length > 0; changes--) {
            byte[] changed = change(random, mutated);
            length += changed.length - mutated.length;
            mutated = changed;
        }
        if (mutated.length >= Long.BYTES && random.nextInt(4) > 0) {
            ByteBuffer.wrap(mutated).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
            return RawFile.sealed(mutated);
        }
        return mutated;
    }

    private static byte[] change(SplittableRandom random, byte[] file) {
        int at = random.nextInt(file.length);
        int to = Math.min(file.length, at + 1 + random.nextInt(12));
        return switch (random.nextInt(6)) {
            case 0 -> {
                byte[] flipped = file.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                yield flipped;
            }
            case 1 -> Arrays.copyOf(file, at);
            case 2 -> replaced(file, at, to, new byte[0]);
            case 3 -> replaced(file, at, at, Arrays.copyOfRange(file, at, to));
            default -> {
                byte[] nasty = NASTY.get(random.nextInt(NASTY.size())).getBytes(StandardCharsets.ISO_8859_1);
                yield replaced(file, at, random.nextBoolean() ? at : to, nasty);
            }
        };
    }

    private static byte[] replaced(byte[] file, int from, int to, byte[] by) {
        return ByteBuffer.allocate(file.length - (to - from) + by.length)
                .put(file, 0, from)
                .put(by)
                .put(file, to, file.length - to)
                .array();
    }
}

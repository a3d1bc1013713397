package rnn4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** A file is replaced whole or not at all. */
class FileCommitTest {
    @TempDir
    private Path directory;

    /** Content that fails half-way through writing, or when it is read back. */
    private record Failing(Throwable failure, boolean inWrite) implements FileCommit.Content {
        @Override
        public void write(FileChannel empty) throws IOException {
            empty.write(ByteBuffer.wrap("half".getBytes(StandardCharsets.UTF_8)));
            if (inWrite) {
                fail();
            }
        }

        @Override
        public void verify(FileChannel written) throws IOException {
            fail();
        }

        private void fail() throws IOException {
            Throwables.throwIfInstanceOf(failure, IOException.class);
            Throwables.throwIfInstanceOf(failure, Error.class);
        }
    }

    @Test
    void whateverFailsTheOldFileIsIntactAndNothingElseIsLeft() throws IOException { // W03, W13
        Path file = Files.writeString(directory.resolve("f"), "old");
        IOException full = new IOException("No space left on device");
        OutOfMemoryError memory = new OutOfMemoryError("for the test");
        for (Throwable e : List.of(full, memory)) {
            assertThatThrownBy(() -> FileCommit.replace(file, new Failing(e, true)))
                    .isSameAs(e);
            assertThatThrownBy(() -> FileCommit.replace(file, new Failing(e, false)))
                    .isSameAs(e);
        }
        assertThat(Files.readString(file)).isEqualTo("old");
        assertThat(names()).containsExactly("f");
    }

    @Test
    void aDiskThatGivesBackOtherBytesIsNoticedBeforeTheOldFileGoes() throws IOException {
        Path file = Files.writeString(directory.resolve("f"), "old");
        FileCommit.Content model = TensorFileWriter.of("write f", Map.of(), Map.of("t", Tensor.of(Shape.of(2), 1, 2)));
        FileCommit.Content lossy = new FileCommit.Content() {
            @Override
            public void write(FileChannel empty) throws IOException {
                model.write(empty);
                empty.write(ByteBuffer.wrap(new byte[1]), empty.size() - 1); // 2f ends in 0x40
            }

            @Override
            public void verify(FileChannel written) throws IOException {
                model.verify(written);
            }
        };
        assertThatThrownBy(() -> FileCommit.replace(file, lossy))
                .hasMessage("the disk gave back other bytes than were written");
        assertThat(Files.readString(file)).isEqualTo("old");
        assertThat(names()).containsExactly("f");
    }

    @Test
    void aMissingDirectoryIsSaid() { // W05
        Path file = directory.resolve("absent").resolve("m.safetensors");

        assertThatThrownBy(() -> ModelFile.write(file, Models.small()))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(NoSuchFileException.class)
                .hasMessage("write " + file + ": there is no " + directory.resolve("absent") + "; check the path");
    }

    @Test
    void aDirectoryIsNotReplaced() throws IOException {
        Files.createDirectory(directory.resolve("d"));

        assertThatThrownBy(() -> ModelFile.write(directory.resolve("d"), Models.small()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("is a directory");
        assertThat(names()).containsExactly("d");
    }

    @Test
    void aPlaceThatTakesNoFilesIsSaid() { // W05
        Path kernel = Path.of("/proc/self");
        assumeTrue(Files.isDirectory(kernel), "no /proc here");

        assertThatThrownBy(() -> ModelFile.write(kernel.resolve("m.safetensors"), Models.small()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("write /proc/self/m.safetensors: ");
    }

    @Test
    void aWriteProtectedFileIsNotReplaced() throws IOException { // W05
        Path file = Files.writeString(directory.resolve("f"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assumeFalse(Files.isWritable(file), "root may write everywhere");

        assertThatThrownBy(() -> ModelFile.write(file, Models.small()))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(AccessDeniedException.class);
        assertThat(Files.readString(file)).isEqualTo("old");
    }

    @Test
    void anInterruptFailsTheWriteAndIsRemembered() throws IOException { // W10
        Path file = Files.writeString(directory.resolve("f"), "old");
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> ModelFile.write(file, Models.small()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasCauseInstanceOf(ClosedByInterruptException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(Files.readString(file)).isEqualTo("old");
        assertThat(names()).containsExactly("f");
    }

    @Test
    void aLinkIsReplacedNotFollowed() throws IOException { // W11
        Path other = Files.writeString(directory.resolve("other"), "untouched");
        Path link = Files.createSymbolicLink(directory.resolve("link"), other);
        ModelFile.write(link, Models.small());

        assertThat(Files.readString(other)).isEqualTo("untouched");
        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(ModelFile.read(link).integrity()).isEqualTo(Integrity.VERIFIED);
    }

    @Test
    void aTemporaryFileThatIsLeftOverIsNotInTheWay() throws IOException { // W11
        Path file = directory.resolve("f");
        AtomicReference<String> seen = new AtomicReference<>("");
        FileCommit.replace(file, new FileCommit.Content() {
            @Override
            public void write(FileChannel empty) throws IOException {
                seen.set(names().getFirst());
            }

            @Override
            public void verify(FileChannel written) {}
        });
        int dash = seen.get().lastIndexOf('-') + 1;
        int number = Integer.parseInt(seen.get().substring(dash, seen.get().indexOf(".tmp")));
        String next = seen.get().substring(0, dash) + (number + 1) + ".tmp";
        Files.writeString(directory.resolve(next), "left over");
        ModelFile.write(file, Models.small());

        assertThat(Files.readString(directory.resolve(next))).isEqualTo("left over");
        assertThat(names()).containsExactly(next, "f");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-rw-rw-", "rwxr-x---"})
    void theOldPermissionsAreKept(String permissions) throws IOException { // W14
        Path file = Files.writeString(directory.resolve("f"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        ModelFile.write(file, Models.small());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo(permissions);
    }

    @Test
    void readersAndSeveralWritersSeeWholeFilesOnly() { // W08, W09
        Path file = directory.resolve("f");
        SavedModel one = SavedModel.of(Map.of("t", Tensor.full(Shape.of(1_000), 1)));
        SavedModel two = SavedModel.of(Map.of("t", Tensor.full(Shape.of(20_000), 2)));
        ModelFile.write(file, one);
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> writeOften(file, one));
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> writeOften(file, two));
        CompletableFuture<Void> both = CompletableFuture.allOf(first, second);
        int reads = 0;
        while (!both.isDone() || reads == 0) {
            assertThat(ModelFile.read(file).integrity()).isEqualTo(Integrity.VERIFIED);
            reads++;
        }
        both.join();
    }

    private static void writeOften(Path file, SavedModel model) {
        for (int i = 0; i < 20; i++) {
            ModelFile.write(file, model);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}

package rnn4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class FailureTest {
    @Command(name = "learn")
    private static final class Learn {}

    @Test
    void aMessageInTheFormIsTheLine() {
        Failure failure = of(new IllegalArgumentException("matmul: sizes differ: 3 and 4;\n  make them equal"));

        assertThat(failure.line()).isEqualTo("matmul: sizes differ: 3 and 4; make them equal");
        assertThat(failure.code()).isEqualTo(Failure.FAILED_RUN);
        assertThat(failure.trace()).isEmpty();
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(of(new NoSuchFileException("data.noun")).line())
                .isEqualTo("learn: there is no file data.noun; check the path");
    }

    @Test
    void aFolderThatMayNotBeWrittenIsNamed() {
        assertThat(of(new AccessDeniedException("out")).line())
                .isEqualTo("learn: no access to out; check its permissions");
    }

    @Test
    void aFullDiskBehindAFailedStepIsTold() {
        Exception full = new FileSystemException("log.csv", null, "No space left on device");
        Failure failure = of(new IllegalStateException("step 7 failed", new UncheckedIOException((IOException) full)));

        assertThat(failure.line())
                .isEqualTo("learn: log.csv can't be used (No space left on device); check path and disk");
        assertThat(failure.trace()).isEmpty();
    }

    @Test
    void anyOtherExceptionIsAFaultOfOursWithItsTrace() {
        RuntimeException ours = new IndexOutOfBoundsException("Index 3 out of bounds for length 3");
        Failure failure = of(ours);

        assertThat(failure.code()).isEqualTo(Failure.OUR_FAULT);
        assertThat(failure.line()).startsWith("learn: IndexOutOfBoundsException; ");
        assertThat(failure.trace()).contains(ours);
    }

    @Test
    void aFullHeapIsTold() {
        Failure failure = Failure.ofFullHeap(new OutOfMemoryError("Java heap space"));

        assertThat(failure.code()).isEqualTo(Failure.FAILED_RUN);
        assertThat(failure.line()).contains("out of memory (Java heap space)", "MiB; give a smaller --batch");
    }

    private static Failure of(Exception thrown) {
        return Failure.of(new CommandLine(new Learn()), thrown);
    }
}

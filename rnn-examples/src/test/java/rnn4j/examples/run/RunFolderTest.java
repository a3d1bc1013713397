package rnn4j.examples.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    private Path scratch;

    @Test
    void aFinishedFileStandsUnderItsOwnName() throws IOException {
        try (RunFolder folder = RunFolder.open(scratch.resolve("a/b"))) {
            Files.writeString(folder.begin("log.csv"), "step\n1\n");
            folder.finish("log.csv");
        }

        assertThat(scratch.resolve("a/b/log.csv")).hasContent("step\n1\n");
        assertThat(scratch.resolve("a/b")).isDirectoryNotContaining("glob:**" + RunFolder.UNFINISHED);
    }

    @Test
    void aFailedRunLeavesNothingAndKeepsTheEarlierFile() throws IOException {
        Files.writeString(scratch.resolve("log.csv"), "earlier\n");
        try (RunFolder folder = RunFolder.open(scratch)) {
            Files.writeString(folder.begin("log.csv"), "half");
        }

        assertThat(scratch).isDirectoryContaining("glob:**/log.csv");
        assertThat(scratch.resolve("log.csv")).hasContent("earlier\n");
        assertThat(Files.exists(scratch.resolve("log.csv" + RunFolder.UNFINISHED)))
                .isFalse();
    }

    @Test
    void foldersOfAFailedRunGoAgain() throws IOException {
        try (RunFolder folder = RunFolder.open(scratch.resolve("a/b/c"))) {
            Files.writeString(folder.begin("log.csv"), "half");
        }

        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void aFolderThatWasThereBeforeStays() throws IOException {
        RunFolder.open(scratch).close();

        assertThat(scratch).isDirectory();
    }

    @Test
    void aFileInTheWayIsTold() throws IOException {
        Path file = Files.writeString(scratch.resolve("taken"), "x");

        assertThatThrownBy(() -> RunFolder.open(file)).isInstanceOf(FileAlreadyExistsException.class);
    }
}

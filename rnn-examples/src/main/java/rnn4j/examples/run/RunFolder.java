package rnn4j.examples.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder a run writes to, without a half-written file in it.
 *
 * <p>A file is written under a name that ends in {@value #UNFINISHED} and takes its own name, and the place of a file
 * of an earlier run, in {@link #finish}. What is not finished when the folder is closed is removed, and so is the
 * folder, when this run made it and nothing is in it.
 */
public final class RunFolder implements AutoCloseable {
    static final String UNFINISHED = ".part";

    private final Path folder;
    private final List<Path> made;
    private final List<String> unfinished = new ArrayList<>();

    private RunFolder(Path folder, List<Path> made) {
        this.folder = folder;
        this.made = made;
    }

    /**
     * Open a folder; it is made when it isn't there.
     *
     * @throws IOException when it can't be made
     */
    public static RunFolder open(Path folder) throws IOException {
        List<Path> made = new ArrayList<>();
        for (Path p = folder.toAbsolutePath(); p != null && !Files.exists(p); p = p.getParent()) {
            made.add(p);
        }
        Files.createDirectories(folder);
        return new RunFolder(folder, made);
    }

    /** The place of a file that is written by a routine which itself leaves no half of it. */
    public Path place(String name) {
        return folder.resolve(name);
    }

    /** Where to write a file until it is finished. */
    public Path begin(String name) {
        unfinished.add(name);
        return folder.resolve(name + UNFINISHED);
    }

    /**
     * Give a file that was begun its own name.
     *
     * @throws IOException when it can't be moved
     */
    public void finish(String name) throws IOException {
        Files.move(
                folder.resolve(name + UNFINISHED),
                folder.resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        unfinished.remove(name);
    }

    /**
     * Remove what was not finished.
     *
     * @throws IOException when something can't be removed
     */
    @Override
    public void close() throws IOException {
        for (String name : unfinished) {
            Files.deleteIfExists(folder.resolve(name + UNFINISHED));
        }
        unfinished.clear();
        for (Path own : made) {
            if (Files.isDirectory(own) && isEmpty(own)) {
                Files.delete(own);
            }
        }
        made.clear();
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}

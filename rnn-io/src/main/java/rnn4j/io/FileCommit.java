package rnn4j.io;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Replaces a file whole or not at all.
 *
 * <p>The new content goes to a temporary file in the same directory, is forced to the disk and read back; then one rename
 * puts it in place, and the directory is forced too. When anything fails before the rename, the temporary file is deleted
 * and the old file is as it was. On Windows a directory cannot be forced: there a power cut just after success may bring
 * the old file back.
 */
final class FileCommit {
    /** What goes into the file. */
    interface Content {
        /** Write it from the first byte on. */
        void write(FileChannel empty) throws IOException;

        /** Fail unless the file holds what was written. */
        void verify(FileChannel written) throws IOException;
    }

    private static final System.Logger LOG = System.getLogger(FileCommit.class.getName());

    private static final AtomicLong NUMBER = new AtomicLong();

    private FileCommit() {}

    /**
     * Put the content in place of the target, which keeps its permissions; a link is replaced, not followed.
     *
     * @throws IOException where the file system refuses
     */
    static void replace(Path target, Content content) throws IOException {
        Path file = target.toAbsolutePath();
        Path directory = directory(file);
        Optional<Set<PosixFilePermission>> permissions = permissions(file);
        Path temporary = create(directory, file, permissions);
        try {
            if (permissions.isPresent()) { // the umask may have taken some away
                Files.setPosixFilePermissions(temporary, permissions.get());
            }
            try (FileChannel channel = FileChannel.open(temporary, READ, WRITE)) {
                content.write(channel);
                channel.force(true);
                content.verify(channel);
            }
            Files.move(temporary, file, ATOMIC_MOVE);
        } catch (Throwable e) {
            delete(temporary, e);
            throw e;
        }
        force(directory);
    }

    private static Path directory(Path file) throws IOException {
        Path directory = file.getParent();
        if (directory == null || Files.isDirectory(file, NOFOLLOW_LINKS)) {
            throw new FileSystemException(file.toString(), null, "is a directory");
        }
        if (!Files.isDirectory(directory)) {
            throw new NoSuchFileException(directory.toString(), null, "no such directory");
        }
        if (Files.isRegularFile(file, NOFOLLOW_LINKS) && !Files.isWritable(file)) {
            throw new AccessDeniedException(file.toString(), null, "write-protected");
        }
        return directory;
    }

    /** The permissions of the old file, where there is one and they are of the POSIX kind. */
    private static Optional<Set<PosixFilePermission>> permissions(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class, NOFOLLOW_LINKS);
        if (view == null || !Files.isRegularFile(file, NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        return Optional.of(view.readAttributes().permissions());
    }

    private static Path create(Path directory, Path file, Optional<Set<PosixFilePermission>> permissions)
            throws IOException {
        FileAttribute<?>[] attributes =
                permissions.stream().map(PosixFilePermissions::asFileAttribute).toArray(FileAttribute<?>[]::new);
        String start = "." + file.getFileName() + "." + ProcessHandle.current().pid() + "-";
        while (true) {
            Path temporary = directory.resolve(start + NUMBER.incrementAndGet() + ".tmp");
            try {
                return Files.createFile(temporary, attributes);
            } catch (FileAlreadyExistsException e) {
                LOG.log(Level.DEBUG, "{0} was left by a process that died; the next name is tried", temporary);
            }
        }
    }

    private static void delete(Path temporary, Throwable reason) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private static void force(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(directory, READ)) {
                channel.force(true);
            }
        }
    }
}

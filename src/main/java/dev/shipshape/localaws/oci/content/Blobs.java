package dev.shipshape.localaws.oci.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The content of layers and configurations, one file a digest however many repositories
 * hold it: {@code blobs/sha256/ab/ab12…}. A file is written elsewhere and moved here
 * whole, so that a killed process leaves no half of one.
 */
public final class Blobs {

    private final Path root;

    private final Path uploads;

    Blobs(Path registryDirectory) {
        this.root = registryDirectory.resolve("blobs");
        this.uploads = registryDirectory.resolve("uploads");
        try {
            Files.createDirectories(this.root);
            Files.createDirectories(this.uploads);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Where uploads are written; on the same disk, so that the move is atomic. */
    public Path uploads() {
        return this.uploads;
    }

    /** Where this blob lies, if it is there. */
    public Path file(Digest digest) {
        return this.root.resolve(digest.algorithm().prefix())
            .resolve(digest.hex().substring(0, 2))
            .resolve(digest.hex());
    }

    /** The size in bytes, or nothing if there is no such blob. */
    OptionalLong size(Digest digest) {
        try {
            return OptionalLong.of(Files.size(file(digest)));
        }
        catch (NoSuchFileException ex) {
            return OptionalLong.empty();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Takes a file, already known to have this digest, out of the uploads. */
    void adopt(Path written, Digest digest) {
        Path file = file(digest);
        try {
            Files.createDirectories(file.getParent());
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    void delete(Digest digest) {
        try {
            Files.deleteIfExists(file(digest));
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Shows every blob that is here; one that it deletes meanwhile is no harm. */
    void each(Consumer<Digest> visitor) {
        try (Stream<Path> files = Files.walk(this.root, 3)) {
            files.filter((file) -> this.root.relativize(file).getNameCount() == 3)
                .map((file) -> this.root.relativize(file).getName(0) + ":" + file.getFileName())
                .flatMap((name) -> Digest.parse(name).stream())
                .forEach(visitor);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}

package dev.shipshape.localaws.oci.content.uploads;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

import dev.shipshape.localaws.oci.content.Digest;
import dev.shipshape.localaws.oci.content.OciError;
import org.jspecify.annotations.Nullable;

/** The digest of a growing file, which goes along with what is written. */
final class RunningDigest {

    private final Path file;

    /** Null when it has to be computed from the file: after a restart or a roll back. */
    private @Nullable MessageDigest running;

    RunningDigest(Path file) {
        this.file = file;
    }

    /** What takes in the bytes that come next. */
    MessageDigest get() throws IOException {
        if (this.running == null) {
            this.running = read(Digest.Algorithm.SHA256);
        }
        return this.running;
    }

    /** The file was cut: what has been taken in counts no more. */
    void forget() {
        this.running = null;
    }

    /** The digest of the whole file; any but the canonical one is read from the file. */
    Digest computed(Digest.Algorithm algorithm) {
        try {
            return algorithm.finish((algorithm == Digest.Algorithm.SHA256) ? get() : read(algorithm));
        }
        catch (IOException ex) {
            throw OciError.notStored(ex);
        }
    }

    private MessageDigest read(Digest.Algorithm algorithm) throws IOException {
        MessageDigest digest = algorithm.start();
        try (InputStream content = Files.newInputStream(this.file)) {
            Digest.read(content, digest);
        }
        return digest;
    }

}

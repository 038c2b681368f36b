package dev.shipshape.localaws.store;

import java.io.Serial;
import java.nio.file.Path;

/** Another process has the state file open: two would overwrite each other. */
public final class StoreInUse extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String path;

    StoreInUse(Path path, Throwable cause) {
        super("The sandbox's state in " + path.toAbsolutePath() + " is in use by another process.", cause);
        this.path = path.toAbsolutePath().toString();
    }

    /** The file, as an absolute path. */
    public String path() {
        return this.path;
    }

}

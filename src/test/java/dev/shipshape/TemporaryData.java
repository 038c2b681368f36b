package dev.shipshape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** Gives each test context a data directory of its own, which goes with the process. */
class TemporaryData implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues
            .of("shipshape.data-dir=" + directory(), "shipshape.cleanup.sweep-every=1h", "shipshape.notify.every=1h",
                    "shipshape.cleanup.tag-rules-every=1h", "shipshape.cleanup.keep-every=1h")
            .applyTo(context);
    }

    /** A new directory that goes with the process. */
    static Path directory() {
        try {
            Path directory = Files.createTempDirectory("shipshape-test");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
            return directory;
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static void delete(Path directory) {
        try {
            FileSystemUtils.deleteRecursively(directory);
        }
        catch (IOException ex) {
            System.err.println("Left behind: " + directory);
        }
    }

}

package dev.shipshape.crash;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The console's classes as one jar, and an archive of them that Java maps into memory
 * instead of reading and checking them anew: a third less work at every start, for a test
 * that starts it many times. Without the archive it starts all the same.
 */
final class ClassArchive {

    private final Path directory;

    ClassArchive(Path directory) {
        this.directory = directory;
    }

    /**
     * Starts the console once, up to where it would serve, and archives what it loaded.
     */
    void make(List<String> java) throws IOException, InterruptedException {
        jar();
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("-Xlog:cds=off", "-XX:ArchiveClassesAtExit=" + archive(),
                "-Dspring.context.exit=onRefresh", "-cp", classPath(), "dev.shipshape.Shipshape", "--server.port=0",
                "--shipshape.localaws.port=0", "--shipshape.data-dir=" + this.directory.resolve("training")));
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
    }

    /** What Java is told to use it. */
    List<String> options() {
        return List.of("-Xlog:cds=off", "-XX:SharedArchiveFile=" + archive(), "-cp", classPath());
    }

    private Path archive() {
        return this.directory.resolve("classes.jsa");
    }

    /** An archive is only made of jars. */
    private String classPath() {
        List<String> entries = new ArrayList<>(List.of(this.directory.resolve("classes.jar").toString()));
        entries.addAll(classPathOf().filter((entry) -> entry.endsWith(".jar")).toList());
        return String.join(File.pathSeparator, entries);
    }

    private static Stream<String> classPathOf() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    private void jar() throws IOException {
        Path classes = classPathOf().map(Path::of)
            .filter((entry) -> Files.isRegularFile(entry.resolve("dev/shipshape/Shipshape.class")))
            .findFirst()
            .orElseThrow();
        try (OutputStream file = Files.newOutputStream(this.directory.resolve("classes.jar"));
                ZipOutputStream jar = new ZipOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            for (Path one : all.filter((path) -> !path.equals(classes)).toList()) {
                boolean directory = Files.isDirectory(one);
                String name = classes.relativize(one).toString().replace(File.separatorChar, '/');
                jar.putNextEntry(new ZipEntry(directory ? name + "/" : name)); // Spring
                                                                               // looks
                                                                               // for
                                                                               // packages
                                                                               // by these
                if (!directory) {
                    Files.copy(one, jar);
                }
            }
        }
    }

}

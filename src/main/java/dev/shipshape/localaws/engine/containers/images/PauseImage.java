package dev.shipshape.localaws.engine.containers.images;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import tools.jackson.databind.json.JsonMapper;

/**
 * The image of the container that holds a task's network: one program that sleeps until
 * it is killed. It is made here, byte by byte, so that nothing has to be pulled from
 * anywhere: an ELF file of one segment with a loop around a system call that waits for
 * signals ({@code pause}, number 34, on x86-64; {@code ppoll} without files, number 73,
 * on arm64).
 */
public final class PauseImage {

    private static final HexFormat HEX = HexFormat.of();

    /** mov eax, 34; syscall; jmp to the beginning. */
    private static final byte[] AMD64 = HEX.parseHex("b8220000000f05ebf7");

    /** x0 to x3 = 0; x8 = 73; svc 0; b to the beginning. */
    private static final byte[] ARM64 = HEX.parseHex("000080d2010080d2020080d2030080d2280980d2010000d4faffff17");

    private static final short EM_X86_64 = 62;

    private static final short EM_AARCH64 = 183;

    private static final int HEADERS = 64 + 56;

    private static final long ADDRESS = 0x400000;

    private final String architecture;

    /**
     * The image for a processor.
     * @param architecture {@code amd64} or {@code arm64}
     */
    public PauseImage(String architecture) {
        this.architecture = architecture;
    }

    /** The image under this name, as an archive that an engine loads. */
    public InputStream archive(String name) {
        byte[] layer = read(new Tar().with("pause", 0755, program()).stream());
        byte[] config = JsonMapper.shared()
            .writeValueAsBytes(new Config(this.architecture, "linux", new Run(List.of("/pause")),
                    new RootFs("layers", List.of("sha256:" + sha256(layer)))));
        return new Tar().with("config.json", 0644, config)
            .with("layer.tar", 0644, layer)
            .with("manifest.json", 0644, DockerArchive.manifest("config.json", name, List.of("layer.tar")))
            .stream();
    }

    /** An ELF executable (System V ABI, ELF-64): header, one program header, the code. */
    byte[] program() {
        boolean arm = this.architecture.equals("arm64");
        byte[] code = arm ? ARM64 : AMD64;
        int size = HEADERS + code.length;
        ByteBuffer elf = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] { 0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0 });
        elf.putShort((short) 2).putShort(arm ? EM_AARCH64 : EM_X86_64).putInt(1);
        elf.putLong(ADDRESS + HEADERS).putLong(64).putLong(0);
        elf.putInt(0).putShort((short) 64).putShort((short) 56).putShort((short) 1);
        elf.putShort((short) 64).putShort((short) 0).putShort((short) 0);
        // PT_LOAD, readable and executable: the whole file at its address.
        elf.putInt(1).putInt(5).putLong(0).putLong(ADDRESS).putLong(ADDRESS);
        elf.putLong(size).putLong(size).putLong(0x10000);
        return elf.put(code).array();
    }

    private static byte[] read(InputStream stream) {
        try (stream) {
            return stream.readAllBytes();
        }
        catch (java.io.IOException ex) {
            throw new java.io.UncheckedIOException(ex);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java has SHA-256", ex);
        }
    }

    /** An image's configuration (OCI image specification). */
    record Config(String architecture, String os, Run config, RootFs rootfs) {
    }

    /** What an image runs; the names are the specification's. */
    record Run(@com.fasterxml.jackson.annotation.JsonProperty("Entrypoint") List<String> entrypoint) {
    }

    /** What an image's files are made of. */
    record RootFs(String type, @com.fasterxml.jackson.annotation.JsonProperty("diff_ids") List<String> diffIds) {
    }

}

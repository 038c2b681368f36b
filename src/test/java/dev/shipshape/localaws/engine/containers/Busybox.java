package dev.shipshape.localaws.engine.containers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

import dev.shipshape.localaws.oci.Pusher;
import dev.shipshape.localaws.oci.content.Digest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An image with the busybox of this machine and nothing else: {@code sh}, and every tool
 * as {@code busybox <tool>}. It is pushed as docker does, its layer compressed.
 */
final class Busybox {

    private static final Path PROGRAM = Path.of("/bin/busybox");

    private Busybox() {
    }

    static boolean isThere() {
        return Files.isExecutable(PROGRAM);
    }

    static void push(Pusher pusher, String repository, String tag) {
        byte[] layer = layer();
        byte[] packed = gzip(layer);
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        byte[] config = ("{\"architecture\":\"" + architecture
                + "\",\"os\":\"linux\",\"config\":{\"Cmd\":[\"/bin/sh\"],\"Env\":[\"PATH=/bin\",\"FROM=image\"]},"
                + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"" + Digest.of(layer) + "\"]}}")
            .getBytes(StandardCharsets.UTF_8);
        String manifest = ("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                + "\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"%s\","
                + "\"size\":%d},\"layers\":[{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\","
                + "\"digest\":\"%s\",\"size\":%d}]}")
            .formatted(blob(pusher, repository, config), config.length, blob(pusher, repository, packed),
                    packed.length);
        pusher.manifest(repository, tag, manifest);
    }

    private static Digest blob(Pusher pusher, String repository, byte[] content) {
        Digest digest = Digest.of(content);
        HttpResponse<String> done = pusher.send("PUT", pusher.begin(repository) + "&digest=" + digest,
                BodyPublishers.ofByteArray(content));
        assertThat(done.statusCode()).as(done.body()).isEqualTo(201);
        return digest;
    }

    /** A tar archive with the program as bin/busybox and as bin/sh. */
    private static byte[] layer() {
        try {
            byte[] program = Files.readAllBytes(PROGRAM);
            ByteArrayOutputStream tar = new ByteArrayOutputStream();
            for (String name : new String[] { "bin/", "www/", "tmp/" }) {
                tar.writeBytes(header(name, 0, '5'));
            }
            for (String name : new String[] { "bin/busybox", "bin/sh" }) {
                tar.writeBytes(header(name, program.length, '0'));
                tar.writeBytes(program);
                tar.writeBytes(new byte[(512 - program.length % 512) % 512]);
            }
            tar.writeBytes(new byte[1024]);
            return tar.toByteArray();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static byte[] header(String name, int size, char type) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000755");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, String.format("%011o", size));
        put(header, 136, "00000000000");
        put(header, 148, "        ");
        header[156] = (byte) type;
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, 148, String.format("%06o", sum));
        header[154] = 0;
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return packed.toByteArray();
    }

}

package dev.shipshape.registry.push;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * A file system layer: a POSIX ustar archive, gzipped. The same files always give the
 * same bytes (sorted, owned by root, dated at the epoch), so that pushing twice stores
 * once.
 *
 * @param diffId the digest of the archive before compression, as the configuration wants
 * it
 * @param compressed what is pushed
 */
record Layer(String diffId, OciImage.Part compressed) {

    private static final int BLOCK = 512;

    private static final String MEDIA_TYPE = "application/vnd.oci.image.layer.v1.tar+gzip";

    /** A layer of these text files, by path without a leading slash. */
    static Layer of(Map<String, String> files) {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        new TreeMap<>(files).forEach((path, text) -> entry(tar, path, text.getBytes(StandardCharsets.UTF_8)));
        tar.writeBytes(new byte[2 * BLOCK]);
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            tar.writeTo(gzip);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return new Layer(OciImage.Part.of("tar", tar.toByteArray()).digest(),
                OciImage.Part.of(MEDIA_TYPE, zipped.toByteArray()));
    }

    private static void entry(ByteArrayOutputStream tar, String path, byte[] content) {
        byte[] header = new byte[BLOCK];
        put(header, 0, path);
        put(header, 100, "0000644");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, "%011o".formatted(content.length));
        put(header, 136, "00000000000");
        put(header, 148, "        "); // the checksum counts itself as blanks
        header[156] = '0';
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte value : header) {
            sum += value & 0xff;
        }
        put(header, 148, "%06o\0".formatted(sum));
        tar.writeBytes(header);
        tar.writeBytes(content);
        tar.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }

}

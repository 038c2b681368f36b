package dev.shipshape.localaws.oci;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

import dev.shipshape.localaws.oci.content.ContentRange;
import dev.shipshape.localaws.oci.content.Digest;
import dev.shipshape.localaws.oci.content.OciError;
import dev.shipshape.localaws.oci.content.Registry;

/** Pulling and deleting blobs: {@code /v2/<name>/blobs/<digest>}. */
final class BlobRoutes {

    private static final int BUFFER = 64 * 1024;

    private final Registry registry;

    BlobRoutes(Registry registry) {
        this.registry = registry;
    }

    void handle(Exchange exchange) throws IOException {
        switch (exchange.method()) {
            case "GET" -> pull(exchange, true);
            case "HEAD" -> pull(exchange, false);
            case "DELETE" -> {
                this.registry.deleteBlob(exchange.repository(), exchange.digest());
                exchange.answer(202);
            }
            default -> throw exchange.unsupported();
        }
    }

    private void pull(Exchange exchange, boolean withBody) throws IOException {
        Digest digest = exchange.digest();
        long size = this.registry.layers()
            .promise(exchange.repository(), digest)
            .orElseThrow(() -> OciError.blobUnknown(digest));
        exchange.with("Docker-Content-Digest", digest)
            .with("Accept-Ranges", "bytes")
            .with("ETag", "\"" + digest + "\"");
        exchange.response().setContentType("application/octet-stream");
        Optional<ContentRange> wanted;
        try {
            wanted = ContentRange.wanted(exchange.header("Range"), size);
        }
        catch (OciError ex) {
            exchange.with("Content-Range", "bytes */" + size);
            throw ex;
        }
        wanted.ifPresent((range) -> exchange.with("Content-Range", "bytes " + range + "/" + size));
        exchange.response().setStatus(wanted.isPresent() ? 206 : 200);
        exchange.response().setContentLengthLong(wanted.map(ContentRange::length).orElse(size));
        if (withBody) {
            send(exchange, digest, wanted.map(ContentRange::first).orElse(0L),
                    wanted.map(ContentRange::length).orElse(size));
        }
    }

    private void send(Exchange exchange, Digest digest, long first, long length) throws IOException {
        try (SeekableByteChannel file = Files.newByteChannel(this.registry.blobs().file(digest));
                InputStream content = Channels.newInputStream(file.position(first))) {
            OutputStream out = exchange.response().getOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (long left = length; left > 0;) {
                int count = content.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    throw new IOException("blob " + digest + " ended early");
                }
                out.write(buffer, 0, count);
                left -= count;
            }
        }
        catch (NoSuchFileException ex) {
            throw OciError.blobUnknown(digest); // swept between the look and the read
        }
    }

}

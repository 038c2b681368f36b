package dev.shipshape.localaws.oci;

import java.io.IOException;

import dev.shipshape.localaws.oci.content.ContentRange;
import dev.shipshape.localaws.oci.content.Digest;
import dev.shipshape.localaws.oci.content.OciError;
import dev.shipshape.localaws.oci.content.Registry;
import dev.shipshape.localaws.oci.content.uploads.Upload;

/**
 * Pushing blobs: {@code /v2/<name>/blobs/uploads/}, whole or in chunks (OCI Distribution
 * 1.1, "Pushing Blobs").
 */
final class UploadRoutes {

    private final Registry registry;

    UploadRoutes(Registry registry) {
        this.registry = registry;
    }

    /** Begins an upload, does it whole, or mounts the blob from another repository. */
    void start(Exchange exchange) throws IOException {
        if (!exchange.method().equals("POST")) {
            throw exchange.unsupported();
        }
        String repository = exchange.repository();
        this.registry.requireForPush(repository);
        String whole = exchange.query("digest");
        if (whole != null) {
            Digest digest = Exchange.digest(whole);
            Upload upload = this.registry.uploads().start(this.registry.region(), repository);
            try {
                upload.append(exchange.request().getInputStream(), null);
                this.registry.layers().add(repository, upload, digest);
            }
            finally {
                upload.cancel();
            }
            created(exchange, digest);
        }
        else if (mounted(exchange)) {
            created(exchange, Exchange.digest(exchange.query("mount")));
        }
        else {
            progress(exchange, this.registry.uploads().start(this.registry.region(), repository), 202);
        }
    }

    void handle(Exchange exchange) throws IOException {
        Upload upload = this.registry.uploads()
            .find(this.registry.region(), exchange.repository(), exchange.reference())
            .withState(exchange.query("_state"));
        switch (exchange.method()) {
            case "GET", "HEAD" -> progress(exchange, upload, 204);
            case "PATCH" -> {
                append(exchange, upload);
                progress(exchange, upload, 202);
            }
            case "PUT" -> {
                Digest digest = Exchange.digest(exchange.query("digest"));
                append(exchange, upload);
                this.registry.layers().add(exchange.repository(), upload, digest);
                created(exchange, digest);
            }
            case "DELETE" -> {
                upload.cancel();
                exchange.answer(204);
            }
            default -> throw exchange.unsupported();
        }
    }

    /** A refused chunk's answer still tells where to go on. */
    private static void append(Exchange exchange, Upload upload) throws IOException {
        try {
            upload.append(exchange.request().getInputStream(), ContentRange.ofChunk(exchange.header("Content-Range")));
        }
        catch (OciError ex) {
            whereToGoOn(exchange, upload);
            throw ex;
        }
    }

    /**
     * A mount without {@code from} takes the blob wherever the region has it. What cannot
     * be mounted, also as its digest is none, becomes an upload ("Mounting a blob from
     * another repository").
     */
    private boolean mounted(Exchange exchange) {
        String from = exchange.query("from");
        return Digest.parse("" + exchange.query("mount"))
            .filter((digest) -> this.registry.mount(exchange.repository(),
                    (from != null && !from.isEmpty()) ? from : null, digest))
            .isPresent();
    }

    private static void progress(Exchange exchange, Upload upload, int status) {
        whereToGoOn(exchange, upload);
        exchange.answer(status);
    }

    private static void whereToGoOn(Exchange exchange, Upload upload) {
        exchange.with("Location", upload.location())
            .with("Range", "0-" + Math.max(0, upload.offset() - 1))
            .with("Docker-Upload-UUID", upload.id());
    }

    private static void created(Exchange exchange, Digest digest) {
        exchange.with("Location", "/v2/" + exchange.repository() + "/blobs/" + digest)
            .with("Docker-Content-Digest", digest)
            .answer(201);
    }

}

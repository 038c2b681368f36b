package dev.shipshape.localaws.oci;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.oci.content.Digest;
import dev.shipshape.localaws.oci.content.Image;
import dev.shipshape.localaws.oci.content.Manifest;
import dev.shipshape.localaws.oci.content.OciError;
import dev.shipshape.localaws.oci.content.Registry;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Manifests by tag and digest, tags, and what refers to a manifest: {@code /v2/<name>/}
 * with {@code manifests}, {@code tags/list}, {@code referrers}.
 */
final class ManifestRoutes {

    private final Registry registry;

    ManifestRoutes(Registry registry) {
        this.registry = registry;
    }

    void handle(Exchange exchange) throws IOException {
        switch (exchange.method()) {
            case "GET", "HEAD" -> pull(exchange);
            case "PUT" -> push(exchange);
            case "DELETE" -> delete(exchange);
            default -> throw exchange.unsupported();
        }
    }

    /** All of a repository's tags, in pages if asked. */
    void tags(Exchange exchange) throws IOException {
        exchange.requireReading();
        this.registry.repositories().require(exchange.repository());
        exchange.json(200, Map.of("name", exchange.repository(), "tags",
                exchange.page(this.registry.images().tags(exchange.repository()))));
    }

    /** The manifests whose subject this digest is, as an index; none is no error. */
    void referrers(Exchange exchange) throws IOException {
        exchange.requireReading();
        this.registry.repositories().require(exchange.repository());
        String type = exchange.query("artifactType");
        ArrayNode found = JsonMapper.shared().createArrayNode();
        for (Image image : this.registry.images().about(exchange.repository(), exchange.digest())) {
            Manifest manifest = image.manifest();
            if (type == null || type.equals(manifest.referrerType())) {
                found.add(manifest.referrer(image.digest(), image.content().length));
            }
        }
        if (type != null) {
            exchange.with("OCI-Filters-Applied", "artifactType");
        }
        exchange.answer(200, Manifest.OCI_INDEX,
                JsonMapper.shared()
                    .writeValueAsBytes(JsonMapper.shared()
                        .createObjectNode()
                        .put("schemaVersion", 2)
                        .put("mediaType", Manifest.OCI_INDEX)
                        .set("manifests", found)));
    }

    private void pull(Exchange exchange) throws IOException {
        this.registry.repositories().require(exchange.repository());
        Image image = (exchange.method().equals("GET")
                ? this.registry.images().pull(exchange.repository(), exchange.reference())
                : this.registry.images().pullable(exchange.repository(), exchange.reference()))
            .orElseThrow(() -> unknown(exchange));
        exchange.with("Docker-Content-Digest", image.digest()).with("ETag", "\"" + image.digest() + "\"");
        exchange.answer(200, image.mediaType(), image.content());
    }

    private void push(Exchange exchange) throws IOException {
        byte[] content = exchange.request().getInputStream().readNBytes(Manifest.MAX_SIZE + 1);
        if (content.length > Manifest.MAX_SIZE) {
            throw OciError.of(413, "MANIFEST_INVALID", "a manifest may have at most " + Manifest.MAX_SIZE + " bytes");
        }
        List<String> tags = exchange.queries("tag");
        Image image = tags.isEmpty()
                ? this.registry.images()
                    .push(exchange.repository(), exchange.reference(), content, exchange.request().getContentType())
                : this.registry.images()
                    .push(exchange.repository(), exchange.reference(), tags, content,
                            exchange.request().getContentType());
        tags.forEach((tag) -> exchange.response().addHeader("OCI-Tag", tag));
        if (image.manifest().subject() != null) {
            exchange.with("OCI-Subject", image.manifest().subject().digest());
        }
        exchange.with("Location", "/v2/" + exchange.repository() + "/manifests/" + image.digest())
            .with("Docker-Content-Digest", image.digest())
            .answer(201);
    }

    private void delete(Exchange exchange) {
        this.registry.repositories().require(exchange.repository());
        Image image = this.registry.images()
            .find(exchange.repository(), exchange.reference())
            .orElseThrow(() -> unknown(exchange));
        if (Digest.parse(exchange.reference()).isPresent()) {
            this.registry.delete(image);
        }
        else {
            this.registry.untag(exchange.repository(), exchange.reference());
        }
        exchange.answer(202);
    }

    private static OciError unknown(Exchange exchange) {
        return OciError.of(404, "MANIFEST_UNKNOWN", "Requested image not found", exchange.reference());
    }

}

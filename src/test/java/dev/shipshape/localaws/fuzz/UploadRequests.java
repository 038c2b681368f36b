package dev.shipshape.localaws.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Odd requests to the registry, below {@code /v2/}. */
final class UploadRequests {

    private static final String DIGEST = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

    private static final List<String> NAMES = List.of("team/web", "none", "UPPER", "a".repeat(300), "..", "%2e%2e",
            "a//b", "team/web/", "_", "%ff", "team%2fweb", "\u00e9");

    private static final List<String> REFERENCES = List.of("latest", "1", DIGEST, "sha256:" + "0".repeat(64),
            "sha256:xyz", "sha512:" + "0".repeat(128), "md5:abc", ":", "@", "a".repeat(200), "%00", "..", "");

    private static final List<String> MEDIA_TYPES = List.of("application/vnd.oci.image.manifest.v1+json",
            "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.v2+json",
            "application/octet-stream", "text/html", "", ";");

    private static final List<String> MANIFESTS = List.of("{}", "[]", "null", "{\"schemaVersion\":2}",
            "{\"schemaVersion\":\"2\",\"layers\":{}}", "{\"schemaVersion\":2,\"config\":[],\"layers\":[1]}",
            "{\"schemaVersion\":2,\"config\":{\"digest\":\"" + DIGEST + "\",\"size\":2},\"layers\":[]}",
            "{\"schemaVersion\":2,\"config\":{\"digest\":1,\"size\":\"x\"},\"layers\":[{}]}",
            "{\"schemaVersion\":2,\"config\":{\"digest\":\"" + DIGEST + "\",\"size\":1e999},\"layers\":[]}",
            "{\"schemaVersion\":2,\"manifests\":[{\"digest\":\"" + DIGEST + "\"}],\"subject\":{\"digest\":\"x\"}}",
            "{\"schemaVersion\":2,\"mediaType\":5,\"subject\":7,\"annotations\":[]}", "{\"a\":".repeat(2000));

    private final Chance chance;

    private final String token;

    UploadRequests(Chance chance, String token) {
        this.chance = chance;
        this.token = token;
    }

    byte[] next() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", this.chance.in(10)
                ? this.chance.of(List.of("Basic", "Basic !!!", "Bearer x", "Basic QVdT")) : "Basic " + this.token);
        if (this.chance.in(3)) {
            headers.put("Content-Range", this.chance
                .of(List.of("0-1", "bytes 0-1/2", "1-0", "-", "5-9", "a-b", "0-99999999999999999999", "0-2147483648")));
        }
        if (this.chance.in(4)) {
            headers.put("Range", this.chance.of(List.of("bytes=0-", "bytes=-1", "bytes=5-1", "bytes=0-1,2-3", "lines=1",
                    "bytes=99999999999999999999-")));
        }
        headers.put("Content-Type", this.chance.of(MEDIA_TYPES));
        String method = this.chance.of(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"));
        return Requests.http(method, "/v2/" + path(), headers, body());
    }

    private String path() {
        String name = this.chance.in(2) ? "team/web" : this.chance.of(NAMES);
        String reference = this.chance.of(REFERENCES);
        return switch (this.chance.below(8)) {
            case 0 -> name + "/blobs/" + reference;
            case 1 -> name + "/blobs/uploads/" + query();
            case 2 -> name + "/blobs/uploads/" + reference + query();
            case 3, 4 -> name + "/manifests/" + reference;
            case 5 -> name + "/tags/list" + this.chance
                .of(List.of("", "?n=1", "?n=0", "?n=-1", "?n=x", "?last=%zz", "?n=99999999999", "?last=&n="));
            case 6 ->
                name + "/referrers/" + reference + this.chance.of(List.of("", "?artifactType=x", "?artifactType=%zz"));
            default -> this.chance.of(List.of("", "_catalog", "_catalog?n=1&last=zz", "x", "../", "%2e%2e/", "/",
                    "blobs", "team/web/blobs", "team/web/manifests"));
        };
    }

    private String query() {
        return this.chance.of(List.of("", "?digest=" + DIGEST, "?digest=sha256:xyz", "?digest=", "?digest=%zz",
                "?mount=" + DIGEST + "&from=team/web", "?mount=x&from=..", "?mount=" + DIGEST, "?_state=abc",
                "?_state=abc&digest=" + DIGEST, "?digest=sha256:" + "0".repeat(64)));
    }

    private byte[] body() {
        return switch (this.chance.below(4)) {
            case 0 -> new byte[0];
            case 1 -> "{}".getBytes(StandardCharsets.UTF_8);
            case 2 -> this.chance.bytes(this.chance.below(2000));
            default -> {
                byte[] manifest = this.chance.of(MANIFESTS).getBytes(StandardCharsets.UTF_8);
                yield this.chance.in(2) ? this.chance.mutated(manifest) : manifest;
            }
        };
    }

}

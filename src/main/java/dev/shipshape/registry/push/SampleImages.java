package dev.shipshape.registry.push;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two small images, made here byte by byte, for whoever has no Docker at hand: the web
 * and the database half of the hands-on's two-tier application. They hold files and a
 * configuration but no program; the sandbox's simulated tasks need none.
 */
public final class SampleImages {

    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";

    private static final String CREATED = "2026-01-01T00:00:00Z";

    private static final String DESCRIPTION = "A sample for the sandbox of Shipshape: files and a configuration, no program";

    /** Shared by both images, so that the second push finds a layer already there. */
    private static final Layer BASE = Layer.of(Map.of("etc/os-release", """
            NAME="Shipshape sample"
            ID=shipshape-sample
            VERSION_ID=1
            """));

    private SampleImages() {
    }

    /** Both samples. */
    public static List<OciImage> all() {
        return List.of(web(), database());
    }

    /** The page that people see, meant to listen on port 80. */
    public static OciImage web() {
        return image("web", "80/tcp", List.of("DATABASE_HOST=localhost", "DATABASE_PORT=5432"),
                Map.of("srv/www/index.html", """
                        <!doctype html>
                        <html lang="en">
                        <meta charset="utf-8">
                        <title>All shipshape</title>
                        <h1>All shipshape</h1>
                        <p>This page comes out of an image that you pushed yourself.</p>
                        </html>
                        """));
    }

    /** The database behind the page, meant to listen on port 5432. */
    public static OciImage database() {
        return image("database", "5432/tcp", List.of("DATABASE_NAME=harbour"), Map.of("srv/database/schema.sql", """
                create table ship (name varchar(100) primary key, berth integer not null);
                insert into ship (name, berth) values ('Endeavour', 1), ('Beagle', 2);
                """));
    }

    private static OciImage image(String name, String port, List<String> environment, Map<String, String> files) {
        List<Layer> layers = List.of(BASE, Layer.of(files));
        List<OciImage.Part> blobs = new ArrayList<>(layers.stream().map(Layer::compressed).toList());
        List<OciImage.Part> manifests = new ArrayList<>();
        List<Map<String, Object>> platforms = new ArrayList<>();
        for (String architecture : List.of("amd64", "arm64")) {
            OciImage.Part config = config(name, architecture, port, environment, layers);
            OciImage.Part manifest = OciImage.Part.ofJson(MANIFEST,
                    ordered("schemaVersion", 2, "mediaType", MANIFEST, "config", descriptor(config), "layers",
                            layers.stream().map((layer) -> descriptor(layer.compressed())).toList()));
            Map<String, Object> platform = descriptor(manifest);
            platform.put("platform", ordered("architecture", architecture, "os", "linux"));
            blobs.add(config);
            manifests.add(manifest);
            platforms.add(platform);
        }
        return new OciImage(name, blobs, manifests,
                OciImage.Part.ofJson(INDEX, ordered("schemaVersion", 2, "mediaType", INDEX, "manifests", platforms)));
    }

    private static OciImage.Part config(String name, String architecture, String port, List<String> environment,
            List<Layer> layers) {
        return OciImage.Part
            .ofJson(CONFIG, ordered("created", CREATED, "architecture", architecture, "os", "linux", "config",
                    ordered("ExposedPorts", Map.of(port, Map.of()), "Env", environment, "Labels",
                            ordered("org.opencontainers.image.title", "shipshape-sample-" + name,
                                    "org.opencontainers.image.description", DESCRIPTION)),
                    "rootfs", ordered("type", "layers", "diff_ids", layers.stream().map(Layer::diffId).toList()),
                    "history",
                    layers.stream().map((layer) -> ordered("created", CREATED, "created_by", "shipshape")).toList()));
    }

    private static Map<String, Object> descriptor(OciImage.Part part) {
        return ordered("mediaType", part.mediaType(), "digest", part.digest(), "size", part.content().length);
    }

    /** Keeps the order, as a digest depends on it. */
    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

}

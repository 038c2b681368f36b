package dev.shipshape.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an index says of the images that it names (OCI image spec 1.1, "Image Index").
 *
 * @param parts their digests
 * @param platforms their platforms, such as {@code linux/arm64}, by digest; parts that
 * run nowhere, such as attestations, have none
 */
record ImageIndex(List<String> parts, Map<String, String> platforms) {

    static ImageIndex parse(String manifest) {
        List<String> parts = new ArrayList<>();
        Map<String, String> platforms = new LinkedHashMap<>();
        try {
            for (JsonNode part : JsonMapper.shared().readTree(manifest).path("manifests")) {
                String digest = part.path("digest").asString("");
                JsonNode platform = part.path("platform");
                String os = platform.path("os").asString("unknown");
                parts.add(digest);
                if (!os.equals("unknown")) {
                    platforms.put(digest, os + "/" + platform.path("architecture").asString("unknown"));
                }
            }
        }
        catch (JacksonException ex) {
            return new ImageIndex(List.of(), Map.of()); // the registry keeps what it is
                                                        // given
        }
        return new ImageIndex(parts, platforms);
    }

}

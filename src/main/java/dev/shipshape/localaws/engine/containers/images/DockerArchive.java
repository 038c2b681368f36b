package dev.shipshape.localaws.engine.containers.images;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.engine.ImageSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * An image of our registry in the format of {@code docker save}, which Docker and Podman
 * load alike, also with layers that are still compressed.
 */
final class DockerArchive {

    private DockerArchive() {
    }

    static InputStream of(ImageSource.Files image, String name) {
        Tar tar = new Tar();
        String config = "blobs/sha256/" + image.config().getFileName();
        tar.with(config, image.config());
        Map<Path, String> layers = new LinkedHashMap<>();
        image.layers().forEach((layer) -> layers.putIfAbsent(layer, "blobs/sha256/" + layer.getFileName()));
        layers.forEach((file, path) -> tar.with(path, file));
        List<String> order = new ArrayList<>();
        image.layers().forEach((layer) -> order.add(layers.getOrDefault(layer, "")));
        return tar.with("manifest.json", 0644, manifest(config, name, order)).stream();
    }

    /** The table of contents: one image with its name and layers. */
    static byte[] manifest(String config, String name, List<String> layers) {
        Map<String, Object> image = new LinkedHashMap<>();
        image.put("Config", config);
        image.put("RepoTags", List.of(name));
        image.put("Layers", layers);
        return JsonMapper.shared().writeValueAsBytes(List.of(image));
    }

}

package dev.shipshape.localaws.ecr;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.shipshape.localaws.engine.ImageSource;
import dev.shipshape.localaws.oci.content.Blobs;
import dev.shipshape.localaws.oci.content.Image;
import dev.shipshape.localaws.oci.content.Manifest;
import dev.shipshape.localaws.oci.content.Registries;
import dev.shipshape.localaws.oci.content.Registry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The images of this registry as tasks pull them. */
final class TaskImages implements ImageSource {

    private final Registries registries;

    TaskImages(Registries registries) {
        this.registries = registries;
    }

    @Override
    public Optional<Files> files(String region, String repository, String reference, String architecture) {
        Registry registry = this.registries.in(region);
        Optional<Image> named = registry.images().pull(repository, reference);
        return named.flatMap((image) -> single(registry, image, architecture)
            .flatMap((single) -> files(registry.blobs(), image, single)));
    }

    /** The image itself, or the one of a list that is for this processor. */
    private static Optional<Image> single(Registry registry, Image image, String architecture) {
        if (!image.manifest().isIndex()) {
            return Optional.of(image);
        }
        for (JsonNode child : JsonMapper.shared().readTree(image.content()).path("manifests")) {
            JsonNode platform = child.path("platform");
            if (platform.path("os").asString("linux").equals("linux")
                    && platform.path("architecture").asString("").equals(architecture)) {
                return registry.images().find(image.repository(), child.path("digest").asString(""));
            }
        }
        return Optional.empty();
    }

    private static Optional<Files> files(Blobs blobs, Image named, Image single) {
        Manifest manifest = single.manifest();
        if (manifest.config() == null) {
            return Optional.empty();
        }
        List<Path> layers = manifest.layers().stream().map((layer) -> blobs.file(layer.digest())).toList();
        return Optional.of(new Files(named.digest().toString(), single.digest().toString(),
                blobs.file(manifest.config().digest()), layers));
    }

}

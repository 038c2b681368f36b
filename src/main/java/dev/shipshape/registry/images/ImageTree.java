package dev.shipshape.registry.images;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.shipshape.registry.Image;
import dev.shipshape.registry.ImageIndex;
import dev.shipshape.registry.ImageUse;

/**
 * The images of a repository as they hang together: an index holds the images that it
 * names, and an image what is about it (OCI image spec 1.1, {@code subject}).
 */
public final class ImageTree {

    private final Map<String, Image> images = new LinkedHashMap<>();

    private final Map<String, List<Image>> about = new HashMap<>();

    private final Map<String, List<Image>> indexes = new HashMap<>();

    private final ImageUse.Uses uses;

    private ImageTree(List<Image> images, ImageUse.Uses uses) {
        this.uses = uses;
        images.forEach((image) -> this.images.put(image.digest(), image));
        for (Image image : images) {
            image.partDigests().forEach((part) -> with(this.indexes, part, image));
            if (image.subject() != null) {
                with(this.about, image.subject(), image);
            }
        }
    }

    private static void with(Map<String, List<Image>> lists, String key, Image image) {
        lists.computeIfAbsent(key, (none) -> new ArrayList<>()).add(image);
    }

    /** The tree of all images of a repository. */
    public static ImageTree of(List<Image> images, ImageUse.Uses uses) {
        return new ImageTree(images, uses);
    }

    /** What stands by itself: all that has a tag, and all that nothing holds. */
    public List<ImageRow> rows() {
        return this.images.values().stream().filter(this::standsAlone).map(this::row).toList();
    }

    /** One image with what it holds. */
    public ImageRow row(Image image) {
        return ImageRow.of(image, parts(image), this.uses.of(image.digest()));
    }

    /** The indexes that name an image. */
    public List<Image> indexesOf(Image image) {
        return this.indexes.getOrDefault(image.digest(), List.of());
    }

    private boolean standsAlone(Image image) {
        boolean held = this.indexes.containsKey(image.digest())
                || (image.subject() != null && this.images.containsKey(image.subject()));
        return !image.tags().isEmpty() || !held;
    }

    private List<ImagePart> parts(Image image) {
        Map<String, String> platforms = new HashMap<>();
        image.parts().forEach((part) -> {
            if (part.platform() != null) {
                platforms.put(part.digest(), part.platform());
            }
        });
        List<ImagePart> parts = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        // each platform, and right below it what attests it
        for (ImageIndex.Part part : image.parts()) {
            if (part.about() == null && placed.add(part.digest())) {
                parts.add(ImagePart.of(part, this.images.get(part.digest()), null));
                image.parts()
                    .stream()
                    .filter((other) -> part.digest().equals(other.about()) && placed.add(other.digest()))
                    .forEach((other) -> parts
                        .add(ImagePart.of(other, this.images.get(other.digest()), part.platform())));
            }
        }
        image.parts()
            .stream()
            .filter((part) -> placed.add(part.digest()))
            .forEach((part) -> parts
                .add(ImagePart.of(part, this.images.get(part.digest()), platforms.get(String.valueOf(part.about())))));
        this.about.getOrDefault(image.digest(), List.of()).forEach((one) -> parts.add(ImagePart.about(one)));
        return List.copyOf(parts);
    }

}

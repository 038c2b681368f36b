package dev.shipshape.localaws.oci.content;

import java.util.List;
import java.util.Optional;

/** The tags of one region's images, looked up from either end. */
final class Tags {

    private final Shelf<Tag> byName;

    private final Shelf<Tag> byImage;

    Tags(Tables tables, String region) {
        this.byName = new Shelf<>(tables.tags(), region);
        this.byImage = new Shelf<>(tables.tagged(), region);
    }

    record Tag(String repository, String tag, Digest digest) {

        static String key(String repository, String tag) {
            return repository + ":" + tag;
        }

        String key() {
            return key(this.repository, this.tag);
        }

        String keyOfImage() {
            return Image.key(this.repository, this.digest) + ":" + this.tag;
        }

    }

    /** What the tag stands for. */
    Optional<Digest> find(String repository, String tag) {
        return this.byName.find(Tag.key(repository, tag)).map(Tag::digest);
    }

    /** All tags of a repository, ascending. */
    List<String> in(String repository) {
        return this.byName.keys(repository + ":")
            .stream()
            .map((key) -> key.substring(repository.length() + 1))
            .sorted()
            .toList();
    }

    /** The tags of one image, ascending. */
    List<String> of(Image image) {
        return this.byImage.startingWith(image.key() + ":").stream().map(Tag::tag).sorted().toList();
    }

    /** Makes the tag stand for this image and for no other. */
    void set(Image image, String name) {
        Tag tag = new Tag(image.repository(), name, image.digest());
        this.byName.find(tag.key()).ifPresent((before) -> this.byImage.remove(before.keyOfImage()));
        this.byName.put(tag.key(), tag);
        this.byImage.put(tag.keyOfImage(), tag);
    }

    void remove(Image image, String name) {
        Tag tag = new Tag(image.repository(), name, image.digest());
        this.byName.remove(tag.key());
        this.byImage.remove(tag.keyOfImage());
    }

    void removeAll(String repository) {
        this.byName.keys(repository + ":").forEach(this.byName::remove);
        this.byImage.keys(repository + "@").forEach(this.byImage::remove);
    }

}

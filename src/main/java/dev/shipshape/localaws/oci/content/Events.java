package dev.shipshape.localaws.oci.content;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

import software.amazon.awssdk.services.ecr.model.Repository;

/**
 * Tells what happens in the registries, with the region in which it does: inside the
 * transaction, so that what follows from it is written or taken back with it.
 */
public final class Events {

    private final List<BiConsumer<String, Image>> pushed = new CopyOnWriteArrayList<>();

    private final List<BiConsumer<String, Tagged>> tagged = new CopyOnWriteArrayList<>();

    private final List<BiConsumer<String, Image>> deleted = new CopyOnWriteArrayList<>();

    private final List<BiConsumer<String, Repository>> repositoryDeleted = new CopyOnWriteArrayList<>();

    Events() {
    }

    /**
     * A tag that came to stand for an image.
     *
     * @param image the image
     * @param tag the tag
     */
    public record Tagged(Image image, String tag) {

    }

    /** After an image was pushed, new or again. */
    public void onPush(BiConsumer<String, Image> listener) {
        this.pushed.add(listener);
    }

    /** After a tag was set, on an image that is new or was there. */
    public void onTag(BiConsumer<String, Tagged> listener) {
        this.tagged.add(listener);
    }

    /** Before an image is deleted; not when its whole repository is. */
    public void onDelete(BiConsumer<String, Image> listener) {
        this.deleted.add(listener);
    }

    /** Before a repository is deleted with all its images. */
    public void onRepositoryDelete(BiConsumer<String, Repository> listener) {
        this.repositoryDeleted.add(listener);
    }

    void pushed(String region, Image image) {
        this.pushed.forEach((listener) -> listener.accept(region, image));
    }

    void tagged(String region, Image image, String tag) {
        this.tagged.forEach((listener) -> listener.accept(region, new Tagged(image, tag)));
    }

    void deleted(String region, Image image) {
        this.deleted.forEach((listener) -> listener.accept(region, image));
    }

    void deleted(String region, Repository repository) {
        this.repositoryDeleted.forEach((listener) -> listener.accept(region, repository));
    }

}

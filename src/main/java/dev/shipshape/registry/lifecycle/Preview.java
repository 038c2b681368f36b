package dev.shipshape.registry.lifecycle;

import java.util.List;

import dev.shipshape.registry.images.ImageRow;
import dev.shipshape.registry.spi.ImageUsers.ImageUser;
import dev.shipshape.web.Problem;
import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;

/**
 * What AWS says that a policy would do.
 *
 * @param text the policy
 * @param state AWS's word, such as {@code COMPLETE}
 * @param hits what would happen to which image, in the order of AWS's answer
 * @param unread why some who use the images could not be read; null where all were
 */
record Preview(String text, String state, List<Hit> hits, @Nullable Problem unread) {

    /** Whether AWS is still at it. */
    public boolean running() {
        return this.state.equals("IN_PROGRESS");
    }

    public boolean complete() {
        return this.state.equals("COMPLETE");
    }

    /** The state in the words of the page. */
    public Status status() {
        return switch (this.state) {
            case "IN_PROGRESS" -> Status.moving("AWS looks at the images");
            case "COMPLETE" -> Status.running("Complete");
            case "EXPIRED" -> Status.stopped("Too old");
            default -> Status.failed("Failed");
        };
    }

    /** How many images would be deleted. */
    public long expiring() {
        return this.hits.stream().filter(Hit::expires).count();
    }

    /** How many would go into the archive. */
    public long archiving() {
        return this.hits.size() - expiring();
    }

    /** Who uses any of them. */
    public List<ImageUser> users() {
        return this.hits.stream().flatMap((hit) -> hit.image().users().stream()).distinct().toList();
    }

    /**
     * What would happen to one image.
     *
     * @param image the image
     * @param rule the priority of the rule that does it
     * @param expires whether it would be deleted; else it goes into the archive
     */
    record Hit(ImageRow image, int rule, boolean expires) {
    }

}

package dev.shipshape.localaws.ecr.lifecycle;

import java.util.List;
import java.util.Locale;

import dev.shipshape.localaws.ecr.shared.Wildcards;

/**
 * One rule of a lifecycle policy.
 *
 * @param priority when it is applied: lower ones first
 * @param tags which images it is about, by their tags
 * @param patterns which tags an image must have, each with wildcards; empty unless tagged
 * ones are meant
 * @param archived whether it is about images in the archive
 * @param count what makes it apply
 * @param number how many images, or days
 * @param action what happens to those
 */
record LifecycleRule(int priority, TagStatus tags, List<String> patterns, boolean archived, Count count, int number,
        Action action) {

    /** Which images a rule is about. */
    enum TagStatus {

        TAGGED, UNTAGGED, ANY

    }

    /** What makes a rule apply to an image. */
    enum Count {

        IMAGE_COUNT_MORE_THAN("imageCountMoreThan"), SINCE_IMAGE_PUSHED("sinceImagePushed"),
        SINCE_IMAGE_PULLED("sinceImagePulled"), SINCE_IMAGE_TRANSITIONED("sinceImageTransitioned");

        private final String written;

        Count(String written) {
            this.written = written;
        }

        static Count of(String written) {
            for (Count count : values()) {
                if (count.written.equals(written)) {
                    return count;
                }
            }
            throw new IllegalArgumentException(written);
        }

        String written() {
            return this.written;
        }

    }

    /** What happens to the images to which a rule applies. */
    enum Action {

        EXPIRE, TRANSITION

    }

    static <E extends Enum<E>> E written(Class<E> type, String text) {
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    }

    /** Whether an image with these tags is what the rule is about. */
    boolean isAbout(List<String> imageTags) {
        return switch (this.tags) {
            case ANY -> true;
            case UNTAGGED -> imageTags.isEmpty();
            // "only the images with all specified tags are selected"
            case TAGGED -> this.patterns.stream()
                .allMatch((pattern) -> imageTags.stream().anyMatch((tag) -> Wildcards.fits(pattern, tag)));
        };
    }

}

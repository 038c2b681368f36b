package dev.shipshape.localaws.oci.content;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What happened to an image after its push.
 *
 * @param pulledAt when a pull was recorded last; null if it never was
 * @param archivedAt when it was put into the archive last; null if it never was
 * @param activeFrom when it can be pulled again after {@code archivedAt}; null while
 * nobody asked for it back
 */
public record ImageState(@Nullable Instant pulledAt, @Nullable Instant archivedAt, @Nullable Instant activeFrom) {

    /** What an image is that nothing happened to. */
    static final ImageState NEW = new ImageState(null, null, null);

    /** Whether it can be pulled (Amazon ECR user guide, "Archiving an image"). */
    public enum Status {

        /** It can be pulled. */
        ACTIVE,
        /** It lies in the archive. */
        ARCHIVED,
        /** It is on its way back from there. */
        ACTIVATING

    }

    /** Whether it can be pulled at this moment. */
    public Status status(Instant now) {
        if (this.archivedAt == null) {
            return Status.ACTIVE;
        }
        if (this.activeFrom == null) {
            return Status.ARCHIVED;
        }
        return now.isBefore(this.activeFrom) ? Status.ACTIVATING : Status.ACTIVE;
    }

    /** Whether a pull at this moment finds it. */
    public boolean isPullable(Instant now) {
        return status(now) == Status.ACTIVE;
    }

    ImageState pulled(Instant time) {
        return new ImageState(time, this.archivedAt, this.activeFrom);
    }

    ImageState archived(Instant time) {
        return new ImageState(this.pulledAt, time, null);
    }

    ImageState active(Instant from) {
        return new ImageState(this.pulledAt, this.archivedAt, from);
    }

}

package dev.shipshape.registry.images;

import java.util.Objects;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tag to be put on an image. ECR takes up to 300 characters, but clients can pull by
 * 128 of {@code [A-Za-z0-9_.-]} only (OCI Distribution 1.1, "Pulling manifests").
 *
 * @param tag the tag
 * @param move whether it may be taken off the image that has it now
 */
record TagForm(
        @Pattern(regexp = "[A-Za-z0-9_][A-Za-z0-9._-]{0,127}",
                message = "A tag has 1 to 128 letters, digits and . _ -, and begins with none of . and -.") String tag,
        @Nullable Boolean move) {

    TagForm {
        tag = Objects.requireNonNullElse(tag, "").strip();
    }

    static TagForm empty() {
        return new TagForm("", false);
    }

}

package dev.shipshape.web;

import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Tags as they are typed.
 *
 * @param tags a line each, {@code key=value}
 */
public record TagsForm(String tags) {

    /** What a client leaves out counts as left empty. */
    public TagsForm(@Nullable String tags) {
        this.tags = Objects.requireNonNullElse(tags, "");
    }

    /** The tags that a person may change, as lines. */
    public static TagsForm of(Map<String, String> tags) {
        return new TagsForm(TagLines.of(OwnTags.own(tags)));
    }

}

package dev.shipshape.registry.settings;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The AWS tags of a repository as they are typed.
 *
 * @param tags a line each, {@code key=value}
 */
record TagsForm(String tags) {

    TagsForm {
        tags = Objects.requireNonNullElse(tags, "");
    }

    static TagsForm of(Map<String, String> tags) {
        return new TagsForm(tags.entrySet()
            .stream()
            .filter((tag) -> !tag.getKey().startsWith("aws:")) // AWS's own, which nobody
                                                               // sets
            .map((tag) -> tag.getKey() + "=" + tag.getValue())
            .collect(Collectors.joining("\n")));
    }

}

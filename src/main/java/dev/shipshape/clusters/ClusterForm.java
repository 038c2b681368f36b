package dev.shipshape.clusters;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.shipshape.web.TagLines;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is typed into the form for a new cluster. Names are 1–255 letters, digits,
 * {@code -} and {@code _} (ECS API reference, prose).
 *
 * @param name the cluster's name
 * @param provider the default capacity provider, or empty
 * @param insights whether Container Insights is on
 * @param tags a line each, {@code key=value}
 */
record ClusterForm(
        @Pattern(regexp = "[A-Za-z0-9_-]{1,255}",
                message = "A name has 1 to 255 letters, digits, - and _.") String name,
        @Pattern(regexp = "FARGATE|FARGATE_SPOT|", message = "Choose one of the capacity providers.") String provider,
        @Nullable Boolean insights, String tags) {

    /** What a client leaves out counts as left empty. */
    ClusterForm {
        name = Objects.requireNonNullElse(name, "");
        provider = Objects.requireNonNullElse(provider, "");
        tags = Objects.requireNonNullElse(tags, "");
    }

    static final Map<String, String> PROVIDERS = new TreeMap<>(
            Map.of("FARGATE", "Fargate", "FARGATE_SPOT", "Fargate Spot (cheaper, may be interrupted)", "", "None"));

    static ClusterForm empty() {
        return new ClusterForm("", "FARGATE", false, "");
    }

    NewCluster cluster() {
        return new NewCluster(this.name, this.provider, Boolean.TRUE.equals(this.insights),
                TagLines.parse("tags", this.tags));
    }

}

package dev.shipshape.registry.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import dev.shipshape.registry.Repository;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilter;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilterType;

/**
 * Whether tags stay with their images, as it is chosen.
 *
 * @param keeps {@code MUTABLE} or {@code IMMUTABLE}
 * @param exclusions patterns of tags for which it is the other way round
 */
record MutabilityForm(String keeps, String exclusions) {

    MutabilityForm {
        keeps = "IMMUTABLE".equals(keeps) ? "IMMUTABLE" : "MUTABLE";
        exclusions = Objects.requireNonNullElse(exclusions, "");
    }

    static MutabilityForm of(Repository repository) {
        return new MutabilityForm(repository.immutable() ? "IMMUTABLE" : "MUTABLE",
                String.join(" ", repository.exclusions()));
    }

    /** In AWS's word. */
    String mutability() {
        return filters().isEmpty() ? this.keeps : this.keeps + "_WITH_EXCLUSION";
    }

    List<ImageTagMutabilityExclusionFilter> filters() {
        return Arrays.stream(this.exclusions.split("[,\\s]+", -1))
            .filter((filter) -> !filter.isEmpty())
            .map((filter) -> ImageTagMutabilityExclusionFilter.builder()
                .filterType(ImageTagMutabilityExclusionFilterType.WILDCARD)
                .filter(filter)
                .build())
            .toList();
    }

}

package dev.shipshape.localaws.ecr.repositories;

import java.util.List;
import java.util.regex.Pattern;

import dev.shipshape.localaws.ecr.shared.Constraints;
import dev.shipshape.localaws.ecr.shared.EcrErrors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilter;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilterType;

/** What may be said about the moving of tags. */
final class TagMutability {

    /** ECR's model, ImageTagMutabilityExclusionFilterValue. */
    private static final Pattern FILTER = Pattern.compile("^[0-9a-zA-Z._*-]{1,128}$");

    private static final int MOST_FILTERS = 5;

    /** Amazon ECR user guide, "Preventing image tags from being overwritten". */
    private static final int MOST_WILDCARDS = 2;

    private static final String FILTERS = "imageTagMutabilityExclusionFilters";

    private TagMutability() {
    }

    /** Refuses a mutability, or filters, that do not fit. */
    static void check(@Nullable ImageTagMutability mutability, List<ImageTagMutabilityExclusionFilter> filters) {
        Constraints.known("imageTagMutability", mutability, ImageTagMutability.values());
        boolean needed = mutability == ImageTagMutability.IMMUTABLE_WITH_EXCLUSION
                || mutability == ImageTagMutability.MUTABLE_WITH_EXCLUSION;
        if (needed && filters.isEmpty()) {
            throw EcrErrors.invalid(FILTERS, "ImageTagMutabilityExclusionFilters can't be null when "
                    + "imageTagMutability is set as " + mutability);
        }
        if (!needed && !filters.isEmpty()) {
            throw EcrErrors.invalid(FILTERS,
                    "ImageTagMutabilityExclusionFilters must be null when " + "imageTagMutability is set as "
                            + ((mutability != null) ? mutability : ImageTagMutability.MUTABLE));
        }
        if (needed) {
            Constraints.size(FILTERS, filters, 1, MOST_FILTERS);
            filters.forEach(TagMutability::check);
        }
    }

    private static void check(ImageTagMutabilityExclusionFilter filter) {
        Constraints.known(FILTERS + ".filterType", filter.filterType(), ImageTagMutabilityExclusionFilterType.values());
        String pattern = (filter.filter() != null) ? filter.filter() : "";
        Constraints.pattern(FILTERS + ".filter", pattern, FILTER);
        if (pattern.chars().filter((character) -> character == '*').count() > MOST_WILDCARDS) {
            throw EcrErrors.invalid(FILTERS + ".filter", "must have at most " + MOST_WILDCARDS + " wildcards");
        }
    }

}

package dev.shipshape.localaws.ecr;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.shipshape.localaws.oci.content.Registries;
import dev.shipshape.localaws.oci.content.Repositories;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyRequest;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyResponse;
import software.amazon.awssdk.services.ecr.model.GetRepositoryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.GetRepositoryPolicyResponse;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilter;
import software.amazon.awssdk.services.ecr.model.PutImageScanningConfigurationRequest;
import software.amazon.awssdk.services.ecr.model.PutImageScanningConfigurationResponse;
import software.amazon.awssdk.services.ecr.model.PutImageTagMutabilityRequest;
import software.amazon.awssdk.services.ecr.model.PutImageTagMutabilityResponse;
import software.amazon.awssdk.services.ecr.model.Repository;

/**
 * What can be set on a repository. There are no repository or lifecycle policies here,
 * and the calls that ask for them say so as ECR does.
 */
final class RepositorySettings {

    /** ECR's model, ImageTagMutabilityExclusionFilterValue. */
    private static final Pattern FILTER = Pattern.compile("[0-9a-zA-Z._*-]{1,128}");

    private final Registries registries;

    RepositorySettings(Registries registries) {
        this.registries = registries;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("PutImageTagMutability",
                Operation.of(PutImageTagMutabilityRequest::builder, this::mutability)
                    .requiring("repositoryName", "imageTagMutability"),
                "PutImageScanningConfiguration",
                Operation.of(PutImageScanningConfigurationRequest::builder, this::scanning)
                    .requiring("repositoryName", "imageScanningConfiguration"),
                "GetRepositoryPolicy",
                Operation.of(GetRepositoryPolicyRequest::builder, this::policy).requiring("repositoryName"),
                "GetLifecyclePolicy",
                Operation.of(GetLifecyclePolicyRequest::builder, this::lifecycle).requiring("repositoryName"));
    }

    /** The repository, or ECR's RepositoryNotFoundException. */
    static Repository require(Repositories repositories, String name, @Nullable String registry) {
        if (registry != null && !registry.equals(CallContext.ACCOUNT)) {
            throw EcrErrors.repositoryNotFound(name, registry);
        }
        return repositories.find(name).orElseThrow(() -> EcrErrors.repositoryNotFound(name));
    }

    static void check(ImageTagMutability mutability, List<ImageTagMutabilityExclusionFilter> filters) {
        if (mutability == ImageTagMutability.UNKNOWN_TO_SDK_VERSION) {
            throw EcrErrors.invalid("imageTagMutability", "must satisfy enum value set: [MUTABLE, IMMUTABLE, "
                    + "IMMUTABLE_WITH_EXCLUSION, MUTABLE_WITH_EXCLUSION]");
        }
        boolean needed = mutability == ImageTagMutability.IMMUTABLE_WITH_EXCLUSION
                || mutability == ImageTagMutability.MUTABLE_WITH_EXCLUSION;
        if (needed == filters.isEmpty()) {
            throw EcrErrors.invalid("imageTagMutabilityExclusionFilters",
                    "must be given with " + "a mutability WITH_EXCLUSION and with no other");
        }
        if (!filters.stream().allMatch((filter) -> FILTER.matcher("" + filter.filter()).matches())) {
            throw EcrErrors.invalid("imageTagMutabilityExclusionFilters",
                    "must satisfy regular expression '" + FILTER + "'");
        }
    }

    private PutImageTagMutabilityResponse mutability(CallContext context, PutImageTagMutabilityRequest request) {
        Repository repository = require(this.registries.in(context.region()).repositories(), request.repositoryName(),
                request.registryId());
        check(request.imageTagMutability(), request.imageTagMutabilityExclusionFilters());
        Repository.Builder changed = repository.toBuilder()
            .imageTagMutability(request.imageTagMutability())
            .imageTagMutabilityExclusionFilters(request.hasImageTagMutabilityExclusionFilters()
                    ? request.imageTagMutabilityExclusionFilters() : null);
        this.registries.in(context.region()).repositories().put(changed.build());
        PutImageTagMutabilityResponse.Builder answer = PutImageTagMutabilityResponse.builder()
            .registryId(context.account())
            .repositoryName(repository.repositoryName())
            .imageTagMutability(request.imageTagMutability());
        if (request.hasImageTagMutabilityExclusionFilters()) {
            answer.imageTagMutabilityExclusionFilters(request.imageTagMutabilityExclusionFilters());
        }
        return answer.build();
    }

    private PutImageScanningConfigurationResponse scanning(CallContext context,
            PutImageScanningConfigurationRequest request) {
        Repository repository = require(this.registries.in(context.region()).repositories(), request.repositoryName(),
                request.registryId());
        boolean onPush = Boolean.TRUE.equals(request.imageScanningConfiguration().scanOnPush());
        this.registries.in(context.region())
            .repositories()
            .put(repository.toBuilder().imageScanningConfiguration((scanning) -> scanning.scanOnPush(onPush)).build());
        return PutImageScanningConfigurationResponse.builder()
            .registryId(context.account())
            .repositoryName(repository.repositoryName())
            .imageScanningConfiguration((scanning) -> scanning.scanOnPush(onPush))
            .build();
    }

    private GetRepositoryPolicyResponse policy(CallContext context, GetRepositoryPolicyRequest request) {
        Repository repository = require(this.registries.in(context.region()).repositories(), request.repositoryName(),
                request.registryId());
        throw EcrErrors.noPolicy("RepositoryPolicyNotFoundException", "Repository", repository.repositoryName());
    }

    private GetLifecyclePolicyResponse lifecycle(CallContext context, GetLifecyclePolicyRequest request) {
        Repository repository = require(this.registries.in(context.region()).repositories(), request.repositoryName(),
                request.registryId());
        throw EcrErrors.noPolicy("LifecyclePolicyNotFoundException", "Lifecycle", repository.repositoryName());
    }

}

package dev.shipshape.localaws.ecr.repositories;

import java.util.Map;

import dev.shipshape.localaws.ecr.shared.Existing;
import dev.shipshape.localaws.oci.content.Registries;
import dev.shipshape.localaws.oci.content.Registry;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.ecr.model.PutImageScanningConfigurationRequest;
import software.amazon.awssdk.services.ecr.model.PutImageScanningConfigurationResponse;
import software.amazon.awssdk.services.ecr.model.PutImageTagMutabilityRequest;
import software.amazon.awssdk.services.ecr.model.PutImageTagMutabilityResponse;
import software.amazon.awssdk.services.ecr.model.Repository;

/** What can be changed about a repository after it was made. */
public final class RepositorySettings {

    private final Registries registries;

    /** The calls on these registries. */
    public RepositorySettings(Registries registries) {
        this.registries = registries;
    }

    /** The operations by name. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("PutImageTagMutability",
                Operation.of(PutImageTagMutabilityRequest::builder, this::mutability)
                    .requiring("repositoryName", "imageTagMutability"),
                "PutImageScanningConfiguration",
                Operation.of(PutImageScanningConfigurationRequest::builder, this::scanning)
                    .requiring("repositoryName", "imageScanningConfiguration"));
    }

    private PutImageTagMutabilityResponse mutability(CallContext context, PutImageTagMutabilityRequest request) {
        Registry registry = this.registries.in(context.region());
        TagMutability.check(request.imageTagMutability(), request.imageTagMutabilityExclusionFilters());
        Repository repository = Existing.repository(registry, request.repositoryName(), request.registryId());
        registry.repositories()
            .put(repository.toBuilder()
                .imageTagMutability(request.imageTagMutability())
                .imageTagMutabilityExclusionFilters(request.hasImageTagMutabilityExclusionFilters()
                        ? request.imageTagMutabilityExclusionFilters() : null)
                .build());
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
        Registry registry = this.registries.in(context.region());
        Repository repository = Existing.repository(registry, request.repositoryName(), request.registryId());
        boolean onPush = Boolean.TRUE.equals(request.imageScanningConfiguration().scanOnPush());
        registry.repositories()
            .put(repository.toBuilder().imageScanningConfiguration((scanning) -> scanning.scanOnPush(onPush)).build());
        return PutImageScanningConfigurationResponse.builder()
            .registryId(context.account())
            .repositoryName(repository.repositoryName())
            .imageScanningConfiguration((scanning) -> scanning.scanOnPush(onPush))
            .build();
    }

}

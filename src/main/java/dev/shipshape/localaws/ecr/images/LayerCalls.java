package dev.shipshape.localaws.ecr.images;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import dev.shipshape.localaws.ecr.shared.EcrErrors;
import dev.shipshape.localaws.ecr.shared.Existing;
import dev.shipshape.localaws.ecr.shared.Pages;
import dev.shipshape.localaws.oci.LayerLinks;
import dev.shipshape.localaws.oci.content.Digest;
import dev.shipshape.localaws.oci.content.Manifest;
import dev.shipshape.localaws.oci.content.Registries;
import dev.shipshape.localaws.oci.content.Registry;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.ecr.model.BatchCheckLayerAvailabilityRequest;
import software.amazon.awssdk.services.ecr.model.BatchCheckLayerAvailabilityResponse;
import software.amazon.awssdk.services.ecr.model.GetDownloadUrlForLayerRequest;
import software.amazon.awssdk.services.ecr.model.GetDownloadUrlForLayerResponse;
import software.amazon.awssdk.services.ecr.model.Layer;
import software.amazon.awssdk.services.ecr.model.LayerAvailability;
import software.amazon.awssdk.services.ecr.model.LayerFailure;
import software.amazon.awssdk.services.ecr.model.LayerFailureCode;

/** Whether layers are there, and where they can be had. */
public final class LayerCalls {

    private final Registries registries;

    private final LayerLinks links;

    /** The calls on these registries. */
    public LayerCalls(Registries registries, LayerLinks links) {
        this.registries = registries;
        this.links = links;
    }

    /** The operations by name. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("BatchCheckLayerAvailability",
                Operation.of(BatchCheckLayerAvailabilityRequest::builder, this::check)
                    .requiring("repositoryName", "layerDigests"),
                "GetDownloadUrlForLayer", Operation.of(GetDownloadUrlForLayerRequest::builder, this::link)
                    .requiring("repositoryName", "layerDigest"));
    }

    private BatchCheckLayerAvailabilityResponse check(CallContext context, BatchCheckLayerAvailabilityRequest request) {
        Registry registry = this.registries.in(context.region());
        Existing.repository(registry, request.repositoryName(), request.registryId());
        Pages.checkCount("layerDigests", request.layerDigests());
        List<Layer> layers = new ArrayList<>();
        List<LayerFailure> failures = new ArrayList<>();
        for (String asked : request.layerDigests()) {
            Optional<Digest> digest = Digest.parse(asked);
            if (digest.isPresent()) {
                layers.add(layer(registry, request.repositoryName(), digest.get()));
            }
            else {
                failures.add(LayerFailure.builder()
                    .layerDigest(asked)
                    .failureCode(asked.isEmpty() ? LayerFailureCode.MISSING_LAYER_DIGEST
                            : LayerFailureCode.INVALID_LAYER_DIGEST)
                    .failureReason("Invalid request parameters: layer digest should satisfy the regex "
                            + "'[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'")
                    .build());
            }
        }
        return BatchCheckLayerAvailabilityResponse.builder().layers(layers).failures(failures).build();
    }

    private static Layer layer(Registry registry, String repository, Digest digest) {
        OptionalLong size = registry.layers().promise(repository, digest);
        Layer.Builder layer = Layer.builder()
            .layerDigest(digest.toString())
            .layerAvailability(size.isPresent() ? LayerAvailability.AVAILABLE : LayerAvailability.UNAVAILABLE);
        if (size.isPresent()) {
            layer.layerSize(size.getAsLong()).mediaType(mediaType(registry, repository, digest));
        }
        return layer.build();
    }

    /** What a manifest with it says that it is. */
    private static String mediaType(Registry registry, String repository, Digest digest) {
        return registry.images()
            .holding(repository, digest)
            .stream()
            .flatMap((image) -> image.manifest().blobs().stream())
            .filter((blob) -> blob.digest().equals(digest) && !blob.mediaType().isEmpty())
            .map(Manifest.Descriptor::mediaType)
            .findFirst()
            .orElse("application/octet-stream");
    }

    private GetDownloadUrlForLayerResponse link(CallContext context, GetDownloadUrlForLayerRequest request) {
        Registry registry = this.registries.in(context.region());
        String repository = request.repositoryName();
        Existing.repository(registry, repository, request.registryId());
        Digest digest = Digest.parse(request.layerDigest())
            .orElseThrow(() -> EcrErrors.invalid("layerDigest",
                    "must satisfy regular expression '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'"));
        if (registry.layers().size(repository, digest).isEmpty()) {
            throw EcrErrors.layerNotFound(repository, request.layerDigest());
        }
        if (!registry.images().needs(repository, digest)) {
            throw new AwsError("LayerInaccessibleException", "The layer with digest '" + digest
                    + "' is not available because it is not associated with an image in the repository with name '"
                    + repository + "' in the registry with id '" + context.account() + "'");
        }
        return GetDownloadUrlForLayerResponse.builder()
            .downloadUrl(this.links.to(context.region(), repository, digest))
            .layerDigest(digest.toString())
            .build();
    }

}

package dev.shipshape.localaws.ecr.images;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.ecr.shared.Constraints;
import dev.shipshape.localaws.ecr.shared.EcrErrors;
import dev.shipshape.localaws.ecr.shared.Existing;
import dev.shipshape.localaws.oci.content.ContentRange;
import dev.shipshape.localaws.oci.content.Digest;
import dev.shipshape.localaws.oci.content.OciError;
import dev.shipshape.localaws.oci.content.Registries;
import dev.shipshape.localaws.oci.content.Registry;
import dev.shipshape.localaws.oci.content.uploads.Upload;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecr.model.CompleteLayerUploadRequest;
import software.amazon.awssdk.services.ecr.model.CompleteLayerUploadResponse;
import software.amazon.awssdk.services.ecr.model.InitiateLayerUploadRequest;
import software.amazon.awssdk.services.ecr.model.InitiateLayerUploadResponse;
import software.amazon.awssdk.services.ecr.model.UploadLayerPartRequest;
import software.amazon.awssdk.services.ecr.model.UploadLayerPartResponse;

/** Layers pushed through the API, in parts. The uploads are the data plane's. */
public final class LayerUploads {

    /** What ECR suggests to its clients, in bytes. */
    private static final long PART = 10L * 1024 * 1024;

    /** ECR's model, LayerPartBlob. */
    private static final int MOST = 20 * 1024 * 1024;

    /** Each part but the last (ECR API reference, LayerPartTooSmallException). */
    private static final int LEAST = 5 * 1024 * 1024;

    private final Registries registries;

    private final Table<Parts> parts;

    /** The calls on these registries. */
    public LayerUploads(Store store, Registries registries) {
        this.registries = registries;
        this.parts = store.records("ecr.layer-parts", Parts.class);
    }

    /**
     * The parts of an upload so far.
     *
     * @param lastSmall whether the last one was smaller than any but the last may be
     * @param tooSmall whether one before it was
     */
    record Parts(boolean lastSmall, boolean tooSmall) {

        Parts with(long size) {
            return new Parts(size < LEAST, this.tooSmall || this.lastSmall);
        }

    }

    /** The operations by name. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("InitiateLayerUpload",
                Operation.of(InitiateLayerUploadRequest::builder, this::initiate).requiring("repositoryName"),
                "UploadLayerPart",
                Operation.of(UploadLayerPartRequest::builder, this::part)
                    .requiring("repositoryName", "uploadId", "partFirstByte", "partLastByte", "layerPartBlob"),
                "CompleteLayerUpload", Operation.of(CompleteLayerUploadRequest::builder, this::complete)
                    .requiring("repositoryName", "uploadId", "layerDigests"));
    }

    /** Forgets what is known of uploads that ended some other way. */
    public void forgetTheRest() {
        this.parts.keys("").forEach((key) -> {
            String[] place = key.split("\\|", 3);
            try {
                this.registries.in(place[0]).uploads().find(place[0], place[1], place[2]);
            }
            catch (OciError ex) {
                this.parts.remove(key);
            }
        });
    }

    private static String key(Registry registry, String repository, Upload upload) {
        return registry.region() + "|" + repository + "|" + upload.id();
    }

    private InitiateLayerUploadResponse initiate(CallContext context, InitiateLayerUploadRequest request) {
        Registry registry = this.registries.in(context.region());
        Existing.repository(registry, request.repositoryName(), request.registryId());
        Upload upload = registry.uploads().start(context.region(), request.repositoryName());
        return InitiateLayerUploadResponse.builder().uploadId(upload.id()).partSize(PART).build();
    }

    private UploadLayerPartResponse part(CallContext context, UploadLayerPartRequest request) {
        Registry registry = this.registries.in(context.region());
        String repository = request.repositoryName();
        Existing.repository(registry, repository, request.registryId());
        Upload upload = upload(registry, repository, request.uploadId());
        byte[] blob = request.layerPartBlob().asByteArrayUnsafe();
        if (blob.length > MOST) {
            throw EcrErrors.invalid("layerPartBlob", "must have length less than or equal to " + MOST);
        }
        long first = request.partFirstByte();
        if (first != upload.offset() || request.partLastByte() - first + 1 != blob.length || blob.length == 0) {
            throw invalidPart(context, repository, upload);
        }
        try {
            upload.append(new ByteArrayInputStream(blob), new ContentRange(first, request.partLastByte()));
        }
        catch (OciError ex) {
            throw invalidPart(context, repository, upload);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        String key = key(registry, repository, upload);
        this.parts.put(key, this.parts.find(key).orElse(new Parts(false, false)).with(blob.length));
        return UploadLayerPartResponse.builder()
            .registryId(context.account())
            .repositoryName(repository)
            .uploadId(upload.id())
            .lastByteReceived(upload.offset() - 1)
            .build();
    }

    private static AwsError invalidPart(CallContext context, String repository, Upload upload) {
        return new AwsError("InvalidLayerPartException",
                "The layer part size is not valid, or the first byte specified is not consecutive to the last byte of "
                        + "a previous layer part upload.")
            .with("registryId", context.account())
            .with("repositoryName", repository)
            .with("uploadId", upload.id())
            .with("lastValidByteReceived", upload.offset() - 1);
    }

    private CompleteLayerUploadResponse complete(CallContext context, CompleteLayerUploadRequest request) {
        Registry registry = this.registries.in(context.region());
        String repository = request.repositoryName();
        Existing.repository(registry, repository, request.registryId());
        Constraints.size("layerDigests", request.layerDigests(), 1, 100);
        Upload upload = upload(registry, repository, request.uploadId());
        Digest digest = digest(request.layerDigests());
        String key = key(registry, repository, upload);
        if (upload.offset() == 0) {
            throw new AwsError("EmptyUploadException", "The specified layer upload does not contain any layer parts.");
        }
        if (this.parts.find(key).filter(Parts::tooSmall).isPresent()) {
            throw new AwsError("LayerPartTooSmallException", "Layer parts must be at least 5 MiB in size.");
        }
        if (registry.layers().size(repository, digest).isPresent()) {
            throw new AwsError("LayerAlreadyExistsException",
                    "The image layer with digest '" + digest + "' already exists in the repository with name '"
                            + repository + "' in the registry with id '" + context.account() + "'");
        }
        try {
            registry.layers().add(repository, upload, digest);
        }
        catch (OciError ex) {
            throw new AwsError("InvalidLayerException", "The layer digest calculation performed by Amazon ECR upon "
                    + "receipt of the image layer does not match the digest specified.");
        }
        this.parts.remove(key);
        return CompleteLayerUploadResponse.builder()
            .registryId(context.account())
            .repositoryName(repository)
            .uploadId(upload.id())
            .layerDigest(digest.toString())
            .build();
    }

    private static Digest digest(List<String> digests) {
        return digests.stream()
            .flatMap((text) -> Digest.parse(text).stream())
            .findFirst()
            .orElseThrow(() -> EcrErrors.invalid("layerDigests",
                    "Member must satisfy constraint: [Member must satisfy regular expression pattern: "
                            + "[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+]"));
    }

    private static Upload upload(Registry registry, String repository, String id) {
        try {
            return registry.uploads().find(registry.region(), repository, id);
        }
        catch (OciError ex) {
            throw EcrErrors.uploadNotFound(repository, id);
        }
    }

}

package dev.shipshape.equivalence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ecr.EcrClient;

/** Images without layers, put into a repository that is made for them. */
public final class Images {

    private final EcrClient ecr;

    public Images(AwsClients clients, Connection connection) {
        this.ecr = clients.ecr(connection);
    }

    /** Makes the repository, with an image for each tag. */
    public void put(String repository, String... tags) {
        String config = repository(repository);
        for (String tag : tags) {
            put(repository, config, tag);
        }
    }

    /** Makes a repository and uploads what its images are configured by. */
    public String repository(String name) {
        this.ecr.createRepository((request) -> request.repositoryName(name));
        byte[] config = """
                {"architecture": "amd64", "os": "linux", "rootfs": {"type": "layers", "diff_ids": []}}"""
            .getBytes(StandardCharsets.UTF_8);
        String upload = this.ecr.initiateLayerUpload((request) -> request.repositoryName(name)).uploadId();
        this.ecr.uploadLayerPart((request) -> request.repositoryName(name)
            .uploadId(upload)
            .partFirstByte(0L)
            .partLastByte(config.length - 1L)
            .layerPartBlob(SdkBytes.fromByteArray(config)));
        String digest = "sha256:" + sha256(config);
        this.ecr.completeLayerUpload((request) -> request.repositoryName(name).uploadId(upload).layerDigests(digest));
        return digest;
    }

    /** Puts one image, which differs from others by its tag. */
    public void put(String repository, String config, String tag) {
        this.ecr.putImage((request) -> request.repositoryName(repository).imageTag(tag).imageManifest("""
                {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
                 "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "%s", "size": 86},
                 "layers": [], "annotations": {"first": "%s"}}""".formatted(config, tag)));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException(ex);
        }
    }

}

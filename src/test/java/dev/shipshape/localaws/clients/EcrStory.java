package dev.shipshape.localaws.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import dev.shipshape.localaws.oci.content.Digest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A repository and an image in it, by ECR's own calls alone. */
class EcrStory implements Story {

    private static final String ARN = "arn:aws:ecr:us-east-1:123456789012:repository/team/web";

    private static final String WEB = "{\"repositoryName\": \"team/web\"}";

    private static final String INDEX = "{\\\"schemaVersion\\\": 2, \\\"mediaType\\\": "
            + "\\\"application/vnd.oci.image.index.v1+json\\\", \\\"manifests\\\": []}";

    @Override
    public void tell(Clients aws) {
        assertThat(aws.text("ecr", "CreateRepository", """
                {"repositoryName": "team/web", "tags": [{"Key": "team", "Value": "blue"}]}""",
                "/repository/repositoryArn"))
            .isEqualTo(ARN);
        settings(aws);
        policies(aws);
        images(aws);
        layers(aws);
        assertThat(new String(
                Base64.getDecoder()
                    .decode(aws.text("ecr", "GetAuthorizationToken", "{}", "/authorizationData/0/authorizationToken")),
                StandardCharsets.UTF_8))
            .startsWith("AWS:");
        assertThat(aws.refused("ecr", "DeleteRepository", "{\"repositoryName\": \"team/web\"}"))
            .contains("RepositoryNotEmptyException");
        aws.call("ecr", "DeleteRepository", "{\"repositoryName\": \"team/web\", \"force\": true}");
        assertThat(aws.refused("ecr", "DescribeRepositories", "{\"repositoryNames\": [\"team/web\"]}"))
            .contains("RepositoryNotFoundException");
    }

    private static void settings(Clients aws) {
        assertThat(aws.text("ecr", "PutImageTagMutability", """
                {"repositoryName": "team/web", "imageTagMutability": "IMMUTABLE"}""", "/imageTagMutability"))
            .isEqualTo("IMMUTABLE");
        assertThat(aws.text("ecr", "PutImageScanningConfiguration", """
                {"repositoryName": "team/web", "imageScanningConfiguration": {"scanOnPush": true}}""",
                "/imageScanningConfiguration/scanOnPush"))
            .isEqualTo("true");
        assertThat(aws.text("ecr", "DescribeRepositories", "{}", "/repositories/0/imageTagMutability"))
            .isEqualTo("IMMUTABLE");
        aws.call("ecr", "TagResource", """
                {"resourceArn": "%s", "tags": [{"Key": "stage", "Value": "test"}]}""".formatted(ARN));
        aws.call("ecr", "UntagResource", "{\"resourceArn\": \"%s\", \"tagKeys\": [\"team\"]}".formatted(ARN));
        assertThat(aws.text("ecr", "ListTagsForResource", "{\"resourceArn\": \"%s\"}".formatted(ARN), "/tags/0/Key"))
            .isEqualTo("stage");
    }

    private static void policies(Clients aws) {
        String lifecycle = "{\\\"rules\\\": [{\\\"rulePriority\\\": 1, \\\"selection\\\": {\\\"tagStatus\\\": \\\"untagged\\\", "
                + "\\\"countType\\\": \\\"imageCountMoreThan\\\", \\\"countNumber\\\": 1}, "
                + "\\\"action\\\": {\\\"type\\\": \\\"expire\\\"}}]}";
        assertThat(aws.text("ecr", "PutLifecyclePolicy", """
                {"repositoryName": "team/web", "lifecyclePolicyText": "%s"}""".formatted(lifecycle),
                "/lifecyclePolicyText"))
            .startsWith("{\"rules\":[{\"rulePriority\":1,");
        assertThat(aws.text("ecr", "GetLifecyclePolicy", WEB, "/lifecyclePolicyText")).contains("untagged");
        assertThat(aws.text("ecr", "StartLifecyclePolicyPreview", WEB, "/status")).isEqualTo("IN_PROGRESS");
        aws.run("ecr", "wait", "lifecycle-policy-preview-complete", "--repository-name", "team/web");
        assertThat(aws.text("ecr", "GetLifecyclePolicyPreview", WEB, "/summary/expiringImageTotalCount"))
            .isEqualTo("0");
        aws.call("ecr", "DeleteLifecyclePolicy", WEB);
        assertThat(aws.refused("ecr", "GetLifecyclePolicy", WEB)).contains("LifecyclePolicyNotFoundException");
        String policy = "{\\\"Version\\\": \\\"2012-10-17\\\", \\\"Statement\\\": [{\\\"Effect\\\": \\\"Allow\\\", "
                + "\\\"Principal\\\": \\\"*\\\", \\\"Action\\\": \\\"ecr:BatchGetImage\\\"}]}";
        aws.call("ecr", "SetRepositoryPolicy", """
                {"repositoryName": "team/web", "policyText": "%s"}""".formatted(policy));
        assertThat(aws.text("ecr", "GetRepositoryPolicy", WEB, "/policyText")).contains("ecr:BatchGetImage");
        aws.call("ecr", "DeleteRepositoryPolicy", WEB);
        assertThat(aws.refused("ecr", "GetRepositoryPolicy", WEB)).contains("RepositoryPolicyNotFoundException");
    }

    /** A layer in one part, an image of it, its scan and its way into the archive. */
    private static void layers(Clients aws) {
        String upload = aws.text("ecr", "InitiateLayerUpload", WEB, "/uploadId");
        aws.run("ecr", "upload-layer-part", "--repository-name", "team/web", "--upload-id", upload, "--part-first-byte",
                "0", "--part-last-byte", "4", "--layer-part-blob", "fileb://" + layer());
        String layer = Digest.of("layer".getBytes(StandardCharsets.UTF_8)).toString();
        assertThat(aws.text("ecr", "CompleteLayerUpload", """
                {"repositoryName": "team/web", "uploadId": "%s", "layerDigests": ["%s"]}""".formatted(upload, layer),
                "/layerDigest"))
            .isEqualTo(layer);
        String descriptor = "{\\\"mediaType\\\": \\\"%s\\\", \\\"digest\\\": \\\"" + layer + "\\\", \\\"size\\\": 5}";
        String manifest = "{\\\"schemaVersion\\\": 2, \\\"mediaType\\\": "
                + "\\\"application/vnd.oci.image.manifest.v1+json\\\", \\\"config\\\": "
                + descriptor.formatted("application/vnd.oci.image.config.v1+json") + ", \\\"layers\\\": ["
                + descriptor.formatted("application/vnd.oci.image.layer.v1.tar+gzip") + "]}";
        aws.call("ecr", "PutImage", """
                {"repositoryName": "team/web", "imageTag": "small", "imageManifest": "%s"}""".formatted(manifest));
        assertThat(aws.text("ecr", "GetDownloadUrlForLayer", """
                {"repositoryName": "team/web", "layerDigest": "%s"}""".formatted(layer), "/downloadUrl"))
            .contains("Signature=");
        String image = "{\"repositoryName\": \"team/web\", \"imageId\": {\"imageTag\": \"small\"}}";
        assertThat(aws.refused("ecr", "StartImageScan", image)).contains("LimitExceededException");
        aws.run("ecr", "wait", "image-scan-complete", "--repository-name", "team/web", "--image-id", "imageTag=small");
        assertThat(aws.text("ecr", "DescribeImageScanFindings", image, "/imageScanStatus/status"))
            .isEqualTo("COMPLETE");
        assertThat(aws.call("ecr", "DescribeImageReplicationStatus", image).at("/replicationStatuses")).isEmpty();
        assertThat(aws.call("ecr", "DescribeImageSigningStatus", image).at("/signingStatuses")).isEmpty();
        assertThat(aws.call("ecr", "ListImageReferrers",
                """
                        {"repositoryName": "team/web", "subjectId": {"imageDigest": "%s"}}"""
                    .formatted(aws.text("ecr", "DescribeImages", """
                            {"repositoryName": "team/web", "imageIds": [{"imageTag": "small"}]}""",
                            "/imageDetails/0/imageDigest")))
            .at("/referrers")).isEmpty();
        assertThat(aws.text("ecr", "UpdateImageStorageClass", """
                {"repositoryName": "team/web", "imageId": {"imageTag": "small"}, "targetStorageClass": "ARCHIVE"}""",
                "/imageStatus"))
            .isEqualTo("ARCHIVED");
    }

    private static Path layer() {
        try {
            Path file = Files.createTempFile("layer", ".bin");
            file.toFile().deleteOnExit();
            return Files.writeString(file, "layer");
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static void images(Clients aws) {
        String put = """
                {"repositoryName": "team/web", "imageTag": "1", "imageManifest": "%s",
                 "imageManifestMediaType": "application/vnd.oci.image.index.v1+json"}""".formatted(INDEX);
        String digest = aws.text("ecr", "PutImage", put, "/image/imageId/imageDigest");
        assertThat(digest).startsWith("sha256:");
        assertThat(aws.refused("ecr", "PutImage", put)).contains("ImageAlreadyExistsException");
        assertThat(aws.text("ecr", "ListImages", "{\"repositoryName\": \"team/web\"}", "/imageIds/0/imageTag"))
            .isEqualTo("1");
        assertThat(
                aws.text("ecr", "DescribeImages", "{\"repositoryName\": \"team/web\"}", "/imageDetails/0/imageDigest"))
            .isEqualTo(digest);
        JsonNode got = aws.call("ecr", "BatchGetImage", """
                {"repositoryName": "team/web", "imageIds": [{"imageTag": "1"}, {"imageTag": "2"}]}""");
        assertThat(got.at("/images/0/imageId/imageDigest").asString()).isEqualTo(digest);
        assertThat(got.at("/failures/0/failureCode").asString()).isEqualTo("ImageNotFound");
        assertThat(aws.text("ecr", "BatchCheckLayerAvailability", """
                {"repositoryName": "team/web", "layerDigests": ["sha256:%s"]}""".formatted("0".repeat(64)),
                "/layers/0/layerAvailability"))
            .isEqualTo("UNAVAILABLE");
        assertThat(aws.text("ecr", "BatchDeleteImage", """
                {"repositoryName": "team/web", "imageIds": [{"imageTag": "2"}]}""", "/failures/0/failureCode"))
            .isEqualTo("ImageNotFound");
    }

}

package dev.shipshape.localaws.clients;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A repository and an image in it, by ECR's own calls alone. */
class EcrStory implements Story {

    private static final String ARN = "arn:aws:ecr:us-east-1:123456789012:repository/team/web";

    private static final String INDEX = "{\\\"schemaVersion\\\": 2, \\\"mediaType\\\": "
            + "\\\"application/vnd.oci.image.index.v1+json\\\", \\\"manifests\\\": []}";

    @Override
    public void tell(Clients aws) {
        assertThat(aws.text("ecr", "CreateRepository", """
                {"repositoryName": "team/web", "tags": [{"Key": "team", "Value": "blue"}]}""",
                "/repository/repositoryArn"))
            .isEqualTo(ARN);
        settings(aws);
        images(aws);
        assertThat(new String(
                Base64.getDecoder()
                    .decode(aws.text("ecr", "GetAuthorizationToken", "{}", "/authorizationData/0/authorizationToken")),
                StandardCharsets.UTF_8))
            .startsWith("AWS:");
        assertThat(aws.text("ecr", "DescribeRegistry", "{}", "/registryId")).isEqualTo("123456789012");
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
        assertThat(aws.refused("ecr", "GetRepositoryPolicy", "{\"repositoryName\": \"team/web\"}"))
            .contains("RepositoryPolicyNotFoundException");
        assertThat(aws.refused("ecr", "GetLifecyclePolicy", "{\"repositoryName\": \"team/web\"}"))
            .contains("LifecyclePolicyNotFoundException");
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

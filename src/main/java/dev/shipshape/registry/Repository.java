package dev.shipshape.registry;

import java.time.Instant;
import java.util.List;

import dev.shipshape.aws.AwsConsole;
import dev.shipshape.aws.Connection;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.EncryptionConfiguration;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilter;

/**
 * An ECR repository as the console shows it.
 *
 * @param name its name, such as {@code team/web}
 * @param arn AWS's name of it
 * @param uri where images are pushed to and pulled from, without tag
 * @param createdAt when AWS says that it was made
 * @param mutability whether a tag, once pushed, stays with its image: AWS's word, such as
 * {@code IMMUTABLE_WITH_EXCLUSION}
 * @param exclusions the patterns of the tags for which it is the other way round
 * @param scanned whether images are scanned when they are pushed
 * @param encryption how images are encrypted, such as {@code AES256} or {@code KMS}
 * @param kmsKey the ARN of the key; null where ECR's own is used
 */
public record Repository(String name, String arn, String uri, Instant createdAt, String mutability,
        List<String> exclusions, boolean scanned, String encryption, @Nullable String kmsKey) {

    static Repository of(software.amazon.awssdk.services.ecr.model.Repository repository) {
        EncryptionConfiguration encryption = repository.encryptionConfiguration();
        List<String> exclusions = repository.imageTagMutabilityExclusionFilters()
            .stream()
            .map(ImageTagMutabilityExclusionFilter::filter)
            .toList();
        return new Repository(repository.repositoryName(), repository.repositoryArn(), repository.repositoryUri(),
                repository.createdAt(), repository.imageTagMutabilityAsString(), exclusions,
                repository.imageScanningConfiguration() != null
                        && Boolean.TRUE.equals(repository.imageScanningConfiguration().scanOnPush()),
                (encryption != null) ? encryption.encryptionTypeAsString() : "AES256",
                (encryption != null) ? encryption.kmsKey() : null);
    }

    /** Whether most tags, once pushed, stay with their image. */
    public boolean immutable() {
        return this.mutability.startsWith("IMMUTABLE");
    }

    /** What holds for its tags, such as {@code immutable but for dev-*}. */
    public String tagRule() {
        String rule = immutable() ? "immutable" : "mutable";
        return this.exclusions.isEmpty() ? rule : rule + " but for " + String.join(", ", this.exclusions);
    }

    /** Whether a tag can be put on another image. */
    public boolean canMove(String tag) {
        return immutable() == this.exclusions.stream().anyMatch((pattern) -> fits(pattern, tag));
    }

    private static boolean fits(String pattern, String tag) {
        return tag.matches(("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q"));
    }

    /** The name as it stands in an address: a slash is written {@code ~}. */
    public String slug() {
        return this.name.replace('/', '~');
    }

    /** The last part of its name, which suits an image that is built for it. */
    public String shortName() {
        return this.name.substring(this.name.lastIndexOf('/') + 1);
    }

    /** The id of the account whose registry it lies in. */
    public String account() {
        String[] parts = this.arn.split(":", -1);
        return (parts.length > 4) ? parts[4] : "";
    }

    /**
     * Its page in AWS's own console; null on a connection with an endpoint of its own.
     */
    public @Nullable String console(Connection connection) {
        return AwsConsole.repository(connection, account(), this.name);
    }

    /** The host of the registry, as {@code docker login} wants it. */
    public String host() {
        return this.uri.substring(0, this.uri.indexOf('/'));
    }

}

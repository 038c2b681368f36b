package dev.shipshape.registry;

import java.time.Instant;

/**
 * An ECR repository as the console shows it.
 *
 * @param name its name, such as {@code team/web}
 * @param arn AWS's name of it
 * @param uri where images are pushed to and pulled from, without tag
 * @param createdAt when AWS says that it was made
 * @param immutable whether a tag, once pushed, stays with its image
 * @param scanned whether images are scanned when they are pushed
 */
public record Repository(String name, String arn, String uri, Instant createdAt, boolean immutable, boolean scanned) {

    static Repository of(software.amazon.awssdk.services.ecr.model.Repository repository) {
        return new Repository(repository.repositoryName(), repository.repositoryArn(), repository.repositoryUri(),
                repository.createdAt(), repository.imageTagMutabilityAsString().startsWith("IMMUTABLE"),
                repository.imageScanningConfiguration() != null
                        && Boolean.TRUE.equals(repository.imageScanningConfiguration().scanOnPush()));
    }

    /** The name as it stands in an address: a slash is written {@code ~}. */
    public String slug() {
        return this.name.replace('/', '~');
    }

    /** The last part of its name, which suits an image that is built for it. */
    public String shortName() {
        return this.name.substring(this.name.lastIndexOf('/') + 1);
    }

    /** The host of the registry, as {@code docker login} wants it. */
    public String host() {
        return this.uri.substring(0, this.uri.indexOf('/'));
    }

}

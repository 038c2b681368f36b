package dev.shipshape.registry;

import java.util.List;
import java.util.Optional;

import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cost.Billable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds pushed images again and removes them. */
@Component
class ImageRemover implements Remover {

    private final Repositories repositories;

    private final Images images;

    private final ImageDeletions deletions;

    ImageRemover(Repositories repositories, Images images, ImageDeletions deletions) {
        this.repositories = repositories;
        this.images = images;
        this.deletions = deletions;
    }

    @Override
    public String key() {
        return ImageDeletions.KIND;
    }

    @Override
    public String word() {
        return "image";
    }

    @Override
    public Order order() {
        return Order.REPOSITORY;
    }

    @Override
    public String reason() {
        return "An image goes once nothing runs of it.";
    }

    /** A push names repository and tag, and its ARN the digest. */
    @Override
    public List<Resource> madeBy(Connection connection, OpenAction action) {
        return repository(connection, action.scope()).stream()
            .flatMap((repository) -> this.images.now(connection, repository.name())
                .stream()
                .filter((image) -> ImageDeletions.arn(repository.arn(), image.digest()).equals(action.arn()))
                .filter((image) -> image.tags()
                    .stream()
                    .anyMatch((tag) -> action.name().equals(repository.name() + ":" + tag)))
                .map((image) -> ImageDeletions.resource(repository, image, action.name(),
                        Billable.storage(connection.region(), image.bytes()))))
            .toList();
    }

    /**
     * An image that was pushed again has the same digest but another time of the push.
     */
    @Override
    public boolean isGone(Connection connection, Resource resource) {
        return holding(connection, resource).isEmpty();
    }

    @Override
    public void remove(Connection connection, Resource resource) {
        String digest = resource.arn().substring(resource.arn().indexOf('@') + 1);
        holding(connection, resource).ifPresent((repository) -> this.deletions.delete(connection, repository, digest));
    }

    /** The repository, if the very image is in it. */
    private Optional<Repository> holding(Connection connection, Resource resource) {
        return repository(connection, resource.scope())
            .filter((repository) -> this.images.now(connection, repository.name())
                .stream()
                .filter((image) -> ImageDeletions.arn(repository.arn(), image.digest()).equals(resource.arn()))
                .anyMatch((image) -> RepositoryRemover.isSame(resource.createdAt(), image.pushedAt())));
    }

    private Optional<Repository> repository(Connection connection, @Nullable String name) {
        return Optional.ofNullable(name).flatMap((one) -> this.repositories.now(connection, one));
    }

    @Override
    public String page(Connection connection, Resource resource) {
        return connection.path() + "/repositories/" + String.valueOf(resource.scope()).replace('/', '~');
    }

}

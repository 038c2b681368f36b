package dev.shipshape.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.shipshape.audit.Change;
import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Survey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds repositories again and removes them with their images. */
@Component
class RepositoryRemover implements Remover {

    private final Repositories repositories;

    private final Images images;

    RepositoryRemover(Repositories repositories, Images images) {
        this.repositories = repositories;
        this.images = images;
    }

    @Override
    public String key() {
        return Repositories.KIND;
    }

    @Override
    public String word() {
        return "repository";
    }

    @Override
    public Order order() {
        return Order.REPOSITORY;
    }

    @Override
    public String reason() {
        return "A repository goes with its images, once nothing runs of them.";
    }

    @Override
    public List<Resource> madeBy(Connection connection, OpenAction action) {
        return this.repositories.now(connection, action.name())
            .filter((repository) -> action.id()
                .equals(this.repositories.tagsNow(connection, repository).get(Change.TAG)))
            .map((repository) -> Repositories.resource(connection, repository,
                    Images.bytes(this.images.now(connection, repository.name()))))
            .stream()
            .toList();
    }

    /**
     * A repository that was made again has the same ARN but another time of creation; a
     * second is allowed for what differs between AWS's answers.
     */
    @Override
    public boolean isGone(Connection connection, Resource resource) {
        return this.repositories.now(connection, resource.name())
            .filter((repository) -> isSame(resource.createdAt(), repository.createdAt()))
            .isEmpty();
    }

    /** Whether two of AWS's answers may tell the same moment. */
    static boolean isSame(@Nullable Instant known, Instant told) {
        return known == null || Duration.between(known, told).abs().compareTo(Duration.ofSeconds(1)) <= 0;
    }

    @Override
    public void remove(Connection connection, Resource resource) {
        if (!isGone(connection, resource)) {
            this.repositories.delete(connection, resource.name(), resource.arn(), true);
        }
    }

    @Override
    public List<Found> find(Connection connection, Survey survey) {
        return this.repositories.found(connection).stream().map(Found::of).toList();
    }

    @Override
    public String page(Connection connection, Resource resource) {
        return connection.path() + "/repositories/" + resource.name().replace('/', '~');
    }

}

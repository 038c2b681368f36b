package dev.shipshape.registry;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cost.Billable;
import dev.shipshape.web.NotFound;
import dev.shipshape.web.Problem;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** The ECR repositories of a connection, and what can be pulled from them. */
@Component
public class Repositories {

    /** The key of the kind of resource. */
    public static final String KIND = "repository";

    /** DescribeRepositories answers with up to 1,000 a page (ECR API reference). */
    private static final int A_PAGE = 1_000;

    private final AwsClients clients;

    private final SharedReads reads;

    private final ActionLog actions;

    private final Images images;

    Repositories(AwsClients clients, SharedReads reads, ActionLog actions, Images images) {
        this.clients = clients;
        this.reads = reads;
        this.actions = actions;
        this.images = images;
    }

    /** All repositories of a connection, by name; may be two seconds old. */
    public List<Repository> in(Connection connection) {
        return this.reads.shared(connection, "repositories", () -> read(connection));
    }

    private List<Repository> read(Connection connection) {
        return this.clients.ecr(connection)
            .describeRepositoriesPaginator((request) -> request.maxResults(A_PAGE))
            .repositories()
            .stream()
            .map(Repository::of)
            .sorted(Comparator.comparing(Repository::name))
            .toList();
    }

    /** All repositories with what their images take, asked of AWS now. */
    List<Resource> found(Connection connection) {
        return this.reads.each(this.reads.fresh(() -> read(connection)),
                (repository) -> resource(connection, repository, this.images.stored(connection, repository.name())));
    }

    /**
     * What a container can run from the repositories of a connection, ready for a task
     * definition: {@code <repository URI>:<tag>} for every tag, by repository, the image
     * pushed last first; may be two seconds old.
     * @param connection where
     * @return the image URIs; empty where nothing was pushed
     * @throws Problem if AWS could not be asked
     */
    public List<String> images(Connection connection) {
        List<Repository> repositories = in(connection);
        List<List<Image>> images = this.reads.each(repositories,
                (repository) -> this.images.in(connection, repository));
        return Stream.iterate(0, (index) -> index < repositories.size(), (index) -> index + 1)
            .flatMap((index) -> uris(repositories.get(index), images.get(index)))
            .toList();
    }

    private static Stream<String> uris(Repository repository, List<Image> images) {
        return images.stream().flatMap((image) -> image.tags().stream().map((tag) -> repository.uri() + ":" + tag));
    }

    /**
     * The repository of this name; may be two seconds old.
     * @throws NotFound if there is none
     */
    public Repository named(Connection connection, String name) {
        return this.reads.shared(connection, "repository " + name, () -> read(connection, name))
            .orElseThrow(() -> new NotFound("repository", name));
    }

    /** The repository that an address names, in which a slash is written {@code ~}. */
    public Repository at(Connection connection, String slug) {
        return named(connection, slug.replace('~', '/'));
    }

    /** The repository of this name, if there is one, asked of AWS now. */
    public Optional<Repository> now(Connection connection, String name) {
        return this.reads.fresh(() -> read(connection, name));
    }

    private Optional<Repository> read(Connection connection, String name) {
        DescribeRepositoriesRequest request = DescribeRepositoriesRequest.builder().repositoryNames(name).build();
        try {
            return this.clients.ecr(connection)
                .describeRepositories(request)
                .repositories()
                .stream()
                .map(Repository::of)
                .findFirst();
        }
        catch (RepositoryNotFoundException ex) {
            return Optional.empty();
        }
    }

    /** The AWS tags of a repository; may be two seconds old. */
    public Map<String, String> tags(Connection connection, Repository repository) {
        return this.reads.shared(connection, "repository-tags " + repository.name(),
                () -> tagsNow(connection, repository));
    }

    /** The same, asked of AWS now. */
    public Map<String, String> tagsNow(Connection connection, Repository repository) {
        return this.reads.fresh(() -> {
            Map<String, String> tags = new TreeMap<>();
            this.clients.ecr(connection)
                .listTagsForResource((request) -> request.resourceArn(repository.arn()))
                .tags()
                .forEach((tag) -> tags.put(tag.key(), tag.value()));
            return tags;
        });
    }

    /**
     * Makes a repository, as an action of the present person.
     * @throws Problem if there is one of this name, or AWS refuses
     */
    Repository create(Connection connection, NewRepository repository) {
        Change change = this.actions.making(connection, Verb.CREATE, KIND, repository.name()).tagged(repository.tags());
        CreateRepositoryRequest request = repository.request(change);
        return this.actions.run(change.by(request), () -> {
            Repository made = Repository.of(this.clients.ecr(connection).createRepository(request).repository());
            return Outcome.of(made).made(resource(connection, made, 0));
        });
    }

    /**
     * Deletes a repository.
     * @param withImages whether its images go too; otherwise AWS refuses while there are
     * any
     * @throws Problem if AWS refuses, with the code {@code RepositoryNotEmptyException}
     * where there are images
     */
    void delete(Connection connection, String name, String arn, boolean withImages) {
        DeleteRepositoryRequest request = DeleteRepositoryRequest.builder()
            .repositoryName(name)
            .force(withImages)
            .build();
        this.actions.run(Change.of(connection, Verb.DELETE, KIND, name).on(arn).by(request), () -> {
            Outcome<String> outcome = Outcome.of(name).gone(arn);
            for (Image image : withImages ? this.images.now(connection, name) : List.<Image>of()) {
                outcome = outcome.gone(ImageDeletions.arn(arn, image.digest()));
            }
            try {
                this.clients.ecr(connection).deleteRepository(request);
                return outcome;
            }
            catch (RepositoryNotFoundException ex) {
                return outcome.note("It was gone already.");
            }
        });
    }

    /**
     * A repository as the ledger keeps it.
     * @param bytes what its images take, for their price
     */
    public static Resource resource(Connection connection, Repository repository, long bytes) {
        return new Resource(KIND, repository.name(), null, repository.arn(), repository.createdAt(),
                Billable.storage(connection.region(), bytes).facts());
    }

}

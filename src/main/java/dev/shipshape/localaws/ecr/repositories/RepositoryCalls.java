package dev.shipshape.localaws.ecr.repositories;

import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

import dev.shipshape.localaws.ecr.shared.Constraints;
import dev.shipshape.localaws.ecr.shared.EcrErrors;
import dev.shipshape.localaws.ecr.shared.Existing;
import dev.shipshape.localaws.ecr.shared.Pages;
import dev.shipshape.localaws.oci.content.Registries;
import dev.shipshape.localaws.oci.content.Registry;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecr.model.Repository;

/** Repositories come, are shown, and go. */
public final class RepositoryCalls {

    private final Registries registries;

    private final RepositoryTags tags;

    private final IntSupplier port;

    /**
     * The calls on these registries.
     * @param port where the data plane listens; asked during calls only
     */
    public RepositoryCalls(Registries registries, RepositoryTags tags, IntSupplier port) {
        this.registries = registries;
        this.tags = tags;
        this.port = port;
    }

    /** The operations by name. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateRepository",
                Operation.of(CreateRepositoryRequest::builder, this::create).requiring("repositoryName"),
                "DescribeRepositories", Operation.of(DescribeRepositoriesRequest::builder, this::describe),
                "DeleteRepository",
                Operation.of(DeleteRepositoryRequest::builder, this::delete).requiring("repositoryName"));
    }

    private CreateRepositoryResponse create(CallContext context, CreateRepositoryRequest request) {
        Constraints.repositoryName("repositoryName", request.repositoryName());
        Registry registry = this.registries.in(context.region());
        if (registry.repositories().find(request.repositoryName()).isPresent()) {
            throw EcrErrors.repositoryAlreadyExists(request.repositoryName());
        }
        Repository made = NewRepository.of(context, request);
        this.tags.put(made.repositoryArn(), List.of(), request.tags());
        registry.repositories().put(made);
        return CreateRepositoryResponse.builder().repository(shown(made)).build();
    }

    private DescribeRepositoriesResponse describe(CallContext context, DescribeRepositoriesRequest request) {
        Registry registry = this.registries.in(context.region());
        if (request.hasRepositoryNames()) {
            Pages.refuseWith("repositoryNames", request.repositoryNames(), request.maxResults(), request.nextToken());
            return DescribeRepositoriesResponse.builder()
                .repositories(request.repositoryNames()
                    .stream()
                    .distinct()
                    .map((name) -> shown(Existing.repository(registry, name, request.registryId())))
                    .toList())
                .build();
        }
        boolean ours = request.registryId() == null || request.registryId().equals(context.account());
        Page<String> page = Pages.of(ours ? registry.repositories().names() : List.of(), (name) -> name,
                request.maxResults(), request.nextToken());
        return DescribeRepositoriesResponse.builder()
            .repositories(page.items()
                .stream()
                .flatMap((name) -> registry.repositories().find(name).stream())
                .map(this::shown)
                .toList())
            .nextToken(page.nextToken())
            .build();
    }

    private DeleteRepositoryResponse delete(CallContext context, DeleteRepositoryRequest request) {
        String name = request.repositoryName();
        Registry registry = this.registries.in(context.region());
        Repository repository = Existing.repository(registry, name, request.registryId());
        if (!Boolean.TRUE.equals(request.force()) && !registry.images().isEmpty(name)) {
            throw EcrErrors.repositoryNotEmpty(name);
        }
        registry.deleteRepository(name);
        return DeleteRepositoryResponse.builder().repository(shown(repository)).build();
    }

    /** Where it really is: the port may be another one at each start. */
    private Repository shown(Repository repository) {
        return repository.toBuilder()
            .repositoryUri("localhost:" + this.port.getAsInt() + "/" + repository.repositoryName())
            .build();
    }

}

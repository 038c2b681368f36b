package dev.shipshape.localaws.ecr;

import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

import dev.shipshape.localaws.oci.content.Registries;
import dev.shipshape.localaws.oci.content.Repositories;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecr.model.EncryptionConfiguration;
import software.amazon.awssdk.services.ecr.model.EncryptionType;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.Repository;

/** Repositories come, are shown, and go. */
final class RepositoryCalls {

    private final Registries registries;

    private final RepositoryTags tags;

    private final IntSupplier port;

    RepositoryCalls(Registries registries, RepositoryTags tags, IntSupplier port) {
        this.registries = registries;
        this.tags = tags;
        this.port = port;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateRepository",
                Operation.of(CreateRepositoryRequest::builder, this::create).requiring("repositoryName"),
                "DescribeRepositories", Operation.of(DescribeRepositoriesRequest::builder, this::describe),
                "DeleteRepository",
                Operation.of(DeleteRepositoryRequest::builder, this::delete).requiring("repositoryName"));
    }

    private CreateRepositoryResponse create(CallContext context, CreateRepositoryRequest request) {
        String name = request.repositoryName();
        checkName(name);
        if (this.registries.in(context.region()).repositories().find(name).isPresent()) {
            throw EcrErrors.repositoryAlreadyExists(name);
        }
        String arn = context.arn("ecr", "repository/" + name);
        this.tags.put(arn, List.of(), request.tags());
        ImageTagMutability mutability = (request.imageTagMutability() != null) ? request.imageTagMutability()
                : ImageTagMutability.MUTABLE;
        RepositorySettings.check(mutability, request.imageTagMutabilityExclusionFilters());
        Repository.Builder repository = Repository.builder()
            .repositoryName(name)
            .repositoryArn(arn)
            .registryId(context.account())
            .createdAt(context.now())
            .imageTagMutability(mutability)
            .imageScanningConfiguration((scanning) -> scanning.scanOnPush(request.imageScanningConfiguration() != null
                    && Boolean.TRUE.equals(request.imageScanningConfiguration().scanOnPush())))
            .encryptionConfiguration(encryption(context, request.encryptionConfiguration()));
        if (request.hasImageTagMutabilityExclusionFilters()) {
            repository.imageTagMutabilityExclusionFilters(request.imageTagMutabilityExclusionFilters());
        }
        this.registries.in(context.region()).repositories().put(repository.build());
        return CreateRepositoryResponse.builder().repository(shown(repository.build())).build();
    }

    private static void checkName(String name) {
        if (name.length() < 2 || name.length() > 256) {
            throw EcrErrors.invalid("repositoryName", "must have length between 2 and 256");
        }
        if (!Repositories.NAME.matcher(name).matches()) {
            throw EcrErrors.invalid("repositoryName", "must satisfy regular expression '" + Repositories.NAME + "'");
        }
    }

    private static EncryptionConfiguration encryption(CallContext context, @Nullable EncryptionConfiguration asked) {
        if (asked == null) {
            return EncryptionConfiguration.builder().encryptionType(EncryptionType.AES256).build();
        }
        if (asked.encryptionType() == null || asked.encryptionType() == EncryptionType.UNKNOWN_TO_SDK_VERSION) {
            throw EcrErrors.invalid("encryptionConfiguration.encryptionType",
                    "must satisfy enum value set: [AES256, KMS, KMS_DSSE]");
        }
        if (asked.encryptionType() == EncryptionType.AES256 || asked.kmsKey() != null) {
            return asked;
        }
        return asked.toBuilder().kmsKey(context.arn("kms", "alias/aws/ecr")).build();
    }

    private DescribeRepositoriesResponse describe(CallContext context, DescribeRepositoriesRequest request) {
        if (!request.hasRepositoryNames()) {
            Page<Repository> page = Pages.of(this.registries.in(context.region()).repositories().all(),
                    Repository::repositoryName, request.maxResults(), request.nextToken());
            return DescribeRepositoriesResponse.builder()
                .repositories(page.items().stream().map(this::shown).toList())
                .nextToken(page.nextToken())
                .build();
        }
        Pages.refuseWith("repositoryNames", request.repositoryNames(), request.maxResults(), request.nextToken());
        List<Repository> found = request.repositoryNames()
            .stream()
            .distinct()
            .map((name) -> RepositorySettings.require(this.registries.in(context.region()).repositories(), name,
                    request.registryId()))
            .map(this::shown)
            .toList();
        return DescribeRepositoriesResponse.builder().repositories(found).build();
    }

    private DeleteRepositoryResponse delete(CallContext context, DeleteRepositoryRequest request) {
        String name = request.repositoryName();
        Repository repository = RepositorySettings.require(this.registries.in(context.region()).repositories(), name,
                request.registryId());
        if (!Boolean.TRUE.equals(request.force())
                && !this.registries.in(context.region()).images().in(name).isEmpty()) {
            throw EcrErrors.repositoryNotEmpty(name);
        }
        this.registries.in(context.region()).deleteRepository(name);
        this.tags.forget(repository.repositoryArn());
        return DeleteRepositoryResponse.builder().repository(shown(repository)).build();
    }

    /** Where it really is: the port may be another one at each start. */
    private Repository shown(Repository repository) {
        return repository.toBuilder()
            .repositoryUri("localhost:" + this.port.getAsInt() + "/" + repository.repositoryName())
            .build();
    }

}

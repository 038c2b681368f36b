package dev.shipshape.localaws.ecr.repositories;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.shipshape.localaws.ecr.lifecycle.LifecyclePolicies;
import dev.shipshape.localaws.ecr.shared.Constraints;
import dev.shipshape.localaws.ecr.shared.EcrErrors;
import dev.shipshape.localaws.ecr.shared.Pages;
import dev.shipshape.localaws.ecr.shared.PolicyText;
import dev.shipshape.localaws.oci.content.Shelf;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryCreationTemplateRequest;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryCreationTemplateResponse;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryCreationTemplateRequest;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryCreationTemplateResponse;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoryCreationTemplatesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoryCreationTemplatesResponse;
import software.amazon.awssdk.services.ecr.model.EncryptionConfigurationForRepositoryCreationTemplate;
import software.amazon.awssdk.services.ecr.model.EncryptionType;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.RCTAppliedFor;
import software.amazon.awssdk.services.ecr.model.RepositoryCreationTemplate;
import software.amazon.awssdk.services.ecr.model.UpdateRepositoryCreationTemplateRequest;
import software.amazon.awssdk.services.ecr.model.UpdateRepositoryCreationTemplateResponse;

/** What repositories are like that come by themselves, by the beginning of their name. */
public final class CreationTemplates {

    /** ECR's model, Prefix. */
    private static final Pattern PREFIX = Pattern
        .compile("^([a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*\\/?|ROOT)$");

    private static final String ROOT = "ROOT";

    private static final int MOST_CHARACTERS = 256;

    private final Table<RepositoryCreationTemplate> table;

    /** The templates of all regions' registries. */
    public CreationTemplates(Store store) {
        this.table = store.table("ecr.creation-templates", RepositoryCreationTemplate::builder);
    }

    /** The operations by name. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateRepositoryCreationTemplate",
                Operation.of(CreateRepositoryCreationTemplateRequest::builder, this::create)
                    .requiring("prefix", "appliedFor"),
                "DescribeRepositoryCreationTemplates",
                Operation.of(DescribeRepositoryCreationTemplatesRequest::builder, this::describe),
                "UpdateRepositoryCreationTemplate",
                Operation.of(UpdateRepositoryCreationTemplateRequest::builder, this::update).requiring("prefix"),
                "DeleteRepositoryCreationTemplate",
                Operation.of(DeleteRepositoryCreationTemplateRequest::builder, this::delete).requiring("prefix"));
    }

    /**
     * The template for a repository that comes this way: the one of the longest prefix.
     */
    Optional<RepositoryCreationTemplate> find(String region, String repository, RCTAppliedFor way) {
        String name = repository;
        while (name.contains("/")) {
            name = name.substring(0, name.lastIndexOf('/'));
            Optional<RepositoryCreationTemplate> found = in(region).find(key(name)).filter((one) -> isFor(one, way));
            if (found.isPresent()) {
                return found;
            }
        }
        return in(region).find(ROOT).filter((one) -> isFor(one, way));
    }

    private static boolean isFor(RepositoryCreationTemplate template, RCTAppliedFor way) {
        return template.appliedFor().contains(way);
    }

    private Shelf<RepositoryCreationTemplate> in(String region) {
        return new Shelf<>(this.table, region);
    }

    private static String key(String prefix) {
        return (prefix.endsWith("/") || prefix.equals(ROOT)) ? prefix : prefix + "/";
    }

    private CreateRepositoryCreationTemplateResponse create(CallContext context,
            CreateRepositoryCreationTemplateRequest request) {
        Constraints.length("prefix", request.prefix(), 1, MOST_CHARACTERS);
        Constraints.pattern("prefix", request.prefix(), PREFIX);
        if (in(context.region()).find(key(request.prefix())).isPresent()) {
            throw new AwsError("TemplateAlreadyExistsException", "The repository creation template with prefix '"
                    + request.prefix() + "' already exists in the registry with id '" + context.account() + "'");
        }
        RepositoryCreationTemplate.Builder template = RepositoryCreationTemplate.builder()
            .prefix(request.prefix())
            .description(request.description())
            .encryptionConfiguration(encryption(request.encryptionConfiguration()))
            .imageTagMutability(
                    (request.imageTagMutability() != null) ? request.imageTagMutability() : ImageTagMutability.MUTABLE)
            .repositoryPolicy(request.repositoryPolicy())
            .lifecyclePolicy(request.lifecyclePolicy())
            .appliedFor(request.appliedFor())
            .customRoleArn(request.customRoleArn())
            .createdAt(context.now())
            .updatedAt(context.now());
        if (request.hasResourceTags()) {
            template.resourceTags(request.resourceTags());
        }
        if (request.hasImageTagMutabilityExclusionFilters()) {
            template.imageTagMutabilityExclusionFilters(request.imageTagMutabilityExclusionFilters());
        }
        return CreateRepositoryCreationTemplateResponse.builder()
            .registryId(context.account())
            .repositoryCreationTemplate(keep(context, template.build()))
            .build();
    }

    private static EncryptionConfigurationForRepositoryCreationTemplate encryption(
            @Nullable EncryptionConfigurationForRepositoryCreationTemplate asked) {
        return (asked != null) ? asked
                : EncryptionConfigurationForRepositoryCreationTemplate.builder()
                    .encryptionType(EncryptionType.AES256)
                    .build();
    }

    private RepositoryCreationTemplate keep(CallContext context, RepositoryCreationTemplate template) {
        Constraints.length("description", template.description(), 0, MOST_CHARACTERS);
        Constraints.known("encryptionConfiguration.encryptionType", template.encryptionConfiguration().encryptionType(),
                EncryptionType.values());
        TagMutability.check(template.imageTagMutability(), template.imageTagMutabilityExclusionFilters());
        RepositoryTags.check(template.resourceTags());
        template.appliedFor().forEach((way) -> Constraints.known("appliedFor", way, RCTAppliedFor.values()));
        if (template.repositoryPolicy() != null && !template.repositoryPolicy().isEmpty()) {
            PolicyText.read(template.repositoryPolicy(), "repository");
        }
        if (template.lifecyclePolicy() != null && !template.lifecyclePolicy().isEmpty()) {
            LifecyclePolicies.check(template.lifecyclePolicy());
        }
        in(context.region()).put(key(template.prefix()), template);
        return template;
    }

    private DescribeRepositoryCreationTemplatesResponse describe(CallContext context,
            DescribeRepositoryCreationTemplatesRequest request) {
        DescribeRepositoryCreationTemplatesResponse.Builder answer = DescribeRepositoryCreationTemplatesResponse
            .builder()
            .registryId(context.account());
        if (request.hasPrefixes()) {
            Pages.refuseWith("prefixes", request.prefixes(), request.maxResults(), request.nextToken());
            return answer
                .repositoryCreationTemplates(
                        request.prefixes().stream().map((prefix) -> require(context, prefix)).toList())
                .build();
        }
        Page<RepositoryCreationTemplate> page = Pages.of(in(context.region()).startingWith(""),
                (template) -> key(template.prefix()), request.maxResults(), request.nextToken());
        return answer.repositoryCreationTemplates(page.items()).nextToken(page.nextToken()).build();
    }

    private RepositoryCreationTemplate require(CallContext context, String prefix) {
        return in(context.region()).find(key(prefix))
            .orElseThrow(
                    () -> new AwsError("TemplateNotFoundException", "The repository creation template with prefix '"
                            + prefix + "' does not exist in the registry with id '" + context.account() + "'"));
    }

    private UpdateRepositoryCreationTemplateResponse update(CallContext context,
            UpdateRepositoryCreationTemplateRequest request) {
        RepositoryCreationTemplate before = require(context, request.prefix());
        RepositoryCreationTemplate.Builder changed = before.toBuilder().updatedAt(context.now());
        if (request.description() != null) {
            changed.description(request.description());
        }
        if (request.encryptionConfiguration() != null) {
            changed.encryptionConfiguration(request.encryptionConfiguration());
        }
        if (request.hasResourceTags()) {
            changed.resourceTags(request.resourceTags());
        }
        if (request.imageTagMutability() != null) {
            changed.imageTagMutability(request.imageTagMutability())
                .imageTagMutabilityExclusionFilters(request.hasImageTagMutabilityExclusionFilters()
                        ? request.imageTagMutabilityExclusionFilters() : null);
        }
        if (request.repositoryPolicy() != null) {
            changed.repositoryPolicy(request.repositoryPolicy());
        }
        if (request.lifecyclePolicy() != null) {
            changed.lifecyclePolicy(request.lifecyclePolicy());
        }
        if (request.hasAppliedFor()) {
            changed.appliedFor(request.appliedFor());
        }
        if (request.customRoleArn() != null) {
            changed.customRoleArn(request.customRoleArn());
        }
        return UpdateRepositoryCreationTemplateResponse.builder()
            .registryId(context.account())
            .repositoryCreationTemplate(keep(context, changed.build()))
            .build();
    }

    private DeleteRepositoryCreationTemplateResponse delete(CallContext context,
            DeleteRepositoryCreationTemplateRequest request) {
        RepositoryCreationTemplate template = require(context, request.prefix());
        in(context.region()).remove(key(template.prefix()));
        return DeleteRepositoryCreationTemplateResponse.builder()
            .registryId(context.account())
            .repositoryCreationTemplate(template)
            .build();
    }

}

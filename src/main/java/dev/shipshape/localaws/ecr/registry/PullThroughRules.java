package dev.shipshape.localaws.ecr.registry;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.shipshape.localaws.ecr.shared.Constraints;
import dev.shipshape.localaws.ecr.shared.EcrErrors;
import dev.shipshape.localaws.ecr.shared.Pages;
import dev.shipshape.localaws.oci.content.Shelf;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.CreatePullThroughCacheRuleRequest;
import software.amazon.awssdk.services.ecr.model.CreatePullThroughCacheRuleResponse;
import software.amazon.awssdk.services.ecr.model.DeletePullThroughCacheRuleRequest;
import software.amazon.awssdk.services.ecr.model.DeletePullThroughCacheRuleResponse;
import software.amazon.awssdk.services.ecr.model.DescribePullThroughCacheRulesRequest;
import software.amazon.awssdk.services.ecr.model.DescribePullThroughCacheRulesResponse;
import software.amazon.awssdk.services.ecr.model.PullThroughCacheRule;
import software.amazon.awssdk.services.ecr.model.UpdatePullThroughCacheRuleRequest;
import software.amazon.awssdk.services.ecr.model.UpdatePullThroughCacheRuleResponse;
import software.amazon.awssdk.services.ecr.model.ValidatePullThroughCacheRuleRequest;
import software.amazon.awssdk.services.ecr.model.ValidatePullThroughCacheRuleResponse;

/**
 * Pull-through cache rules, kept and listed. Nothing is pulled from another registry
 * here, and a validation says so.
 */
public final class PullThroughRules {

    /** ECR's model, PullThroughCacheRuleRepositoryPrefix. */
    private static final Pattern PREFIX = Pattern
        .compile("^([a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*\\/?|ROOT)$");

    /** ECR's model, CredentialArn. */
    private static final Pattern CREDENTIAL = Pattern.compile("^arn:aws(-\\w+)*:secretsmanager:[a-zA-Z0-9-:]+:secret:"
            + "ecr\\-pullthroughcache\\/[a-zA-Z0-9\\/_+=.@-]+$");

    /** Amazon ECR user guide, "Amazon ECR service quotas". */
    private static final int MOST = 50;

    private final Table<PullThroughCacheRule> table;

    /** The rules of all regions' registries. */
    public PullThroughRules(Store store) {
        this.table = store.table("ecr.pull-through-rules", PullThroughCacheRule::builder);
    }

    /** The operations by name. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("CreatePullThroughCacheRule",
                Operation.of(CreatePullThroughCacheRuleRequest::builder, this::create)
                    .requiring("ecrRepositoryPrefix", "upstreamRegistryUrl"),
                "DescribePullThroughCacheRules",
                Operation.of(DescribePullThroughCacheRulesRequest::builder, this::describe),
                "UpdatePullThroughCacheRule",
                Operation.of(UpdatePullThroughCacheRuleRequest::builder, this::update).requiring("ecrRepositoryPrefix"),
                "DeletePullThroughCacheRule",
                Operation.of(DeletePullThroughCacheRuleRequest::builder, this::delete).requiring("ecrRepositoryPrefix"),
                "ValidatePullThroughCacheRule",
                Operation.of(ValidatePullThroughCacheRuleRequest::builder, this::validate)
                    .requiring("ecrRepositoryPrefix"));
    }

    private Shelf<PullThroughCacheRule> in(CallContext context) {
        return new Shelf<>(this.table, context.region());
    }

    private CreatePullThroughCacheRuleResponse create(CallContext context, CreatePullThroughCacheRuleRequest request) {
        String prefix = request.ecrRepositoryPrefix();
        Constraints.length("ecrRepositoryPrefix", prefix, 2, 30);
        Constraints.pattern("ecrRepositoryPrefix", prefix, PREFIX);
        Constraints.length("upstreamRepositoryPrefix", request.upstreamRepositoryPrefix(), 2, 30);
        Constraints.pattern("upstreamRepositoryPrefix", request.upstreamRepositoryPrefix(), PREFIX);
        String kind = request.upstreamRegistryAsString();
        if (kind != null && !Upstream.kinds().contains(kind)) {
            throw EcrErrors.invalid("upstreamRegistry", "Member must satisfy enum value set: " + Upstream.kinds());
        }
        checkCredential(request.credentialArn());
        Upstream upstream = Upstream.at(request.upstreamRegistryUrl())
            .orElseThrow(() -> new AwsError("UnsupportedUpstreamRegistryException",
                    "The upstream registry URL " + request.upstreamRegistryUrl()
                            + " is invalid. Specify a valid upstream registry URL and try again"));
        if (kind != null && !kind.equals(upstream.registry())) {
            throw EcrErrors.validation("The upstream registry " + kind + " does not match the upstream registry URL "
                    + request.upstreamRegistryUrl());
        }
        if (upstream.needsCredential() && request.credentialArn() == null) {
            throw new AwsError("UnsupportedUpstreamRegistryException", "The specified upstream registry requires "
                    + "authentication. Specify a valid Secrets Manager ARN containing the credentials for the upstream "
                    + "registry and try again");
        }
        if (in(context).find(key(prefix)).isPresent()) {
            throw new AwsError("PullThroughCacheRuleAlreadyExistsException",
                    "A pull through cache rule with the repository prefix '" + prefix
                            + "' already exists in the registry with id '" + context.account() + "'");
        }
        if (in(context).keys("").size() >= MOST) {
            throw new AwsError("LimitExceededException",
                    "The number of pull through cache rules exceeds the limit of " + MOST + ".");
        }
        PullThroughCacheRule rule = PullThroughCacheRule.builder()
            .ecrRepositoryPrefix(prefix)
            .upstreamRegistryUrl(request.upstreamRegistryUrl())
            .upstreamRegistry(upstream.registry())
            .upstreamRepositoryPrefix(
                    (request.upstreamRepositoryPrefix() != null) ? request.upstreamRepositoryPrefix() : "ROOT")
            .credentialArn(request.credentialArn())
            .customRoleArn(request.customRoleArn())
            .registryId(context.account())
            .createdAt(context.now())
            .updatedAt(context.now())
            .build();
        in(context).put(key(prefix), rule);
        return CreatePullThroughCacheRuleResponse.builder()
            .ecrRepositoryPrefix(prefix)
            .upstreamRegistryUrl(rule.upstreamRegistryUrl())
            .upstreamRegistry(rule.upstreamRegistryAsString())
            .upstreamRepositoryPrefix(rule.upstreamRepositoryPrefix())
            .credentialArn(rule.credentialArn())
            .customRoleArn(rule.customRoleArn())
            .registryId(context.account())
            .createdAt(rule.createdAt())
            .build();
    }

    /** "There is always an assumed / applied to the end of the prefix." */
    private static String key(String prefix) {
        return prefix.endsWith("/") ? prefix : prefix + "/";
    }

    private static void checkCredential(@Nullable String arn) {
        Constraints.length("credentialArn", arn, 50, 612);
        Constraints.pattern("credentialArn", arn, CREDENTIAL);
    }

    private PullThroughCacheRule require(CallContext context, String prefix, @Nullable String registryId) {
        String registry = (registryId != null) ? registryId : context.account();
        return in(context).find(key(prefix))
            .filter((rule) -> registry.equals(context.account()))
            .orElseThrow(() -> new AwsError("PullThroughCacheRuleNotFoundException",
                    "The pull through cache rule with the repository prefix '" + prefix
                            + "' does not exist in the registry with id '" + registry + "'"));
    }

    private DescribePullThroughCacheRulesResponse describe(CallContext context,
            DescribePullThroughCacheRulesRequest request) {
        if (request.hasEcrRepositoryPrefixes()) {
            Pages.refuseWith("ecrRepositoryPrefixes", request.ecrRepositoryPrefixes(), request.maxResults(),
                    request.nextToken());
            return DescribePullThroughCacheRulesResponse.builder()
                .pullThroughCacheRules(request.ecrRepositoryPrefixes()
                    .stream()
                    .map((prefix) -> require(context, prefix, request.registryId()))
                    .toList())
                .build();
        }
        boolean ours = request.registryId() == null || request.registryId().equals(context.account());
        Page<PullThroughCacheRule> page = Pages.of(ours ? in(context).startingWith("") : List.of(),
                (rule) -> key(rule.ecrRepositoryPrefix()), request.maxResults(), request.nextToken());
        return DescribePullThroughCacheRulesResponse.builder()
            .pullThroughCacheRules(page.items())
            .nextToken(page.nextToken())
            .build();
    }

    private UpdatePullThroughCacheRuleResponse update(CallContext context, UpdatePullThroughCacheRuleRequest request) {
        checkCredential(request.credentialArn());
        PullThroughCacheRule rule = require(context, request.ecrRepositoryPrefix(), request.registryId());
        if (request.credentialArn() == null && request.customRoleArn() == null) {
            throw EcrErrors.validation("Specify the credential or the custom role to update");
        }
        PullThroughCacheRule.Builder changed = rule.toBuilder().updatedAt(context.now());
        if (request.credentialArn() != null) {
            changed.credentialArn(request.credentialArn());
        }
        if (request.customRoleArn() != null) {
            changed.customRoleArn(request.customRoleArn());
        }
        PullThroughCacheRule updated = changed.build();
        in(context).put(key(rule.ecrRepositoryPrefix()), updated);
        return UpdatePullThroughCacheRuleResponse.builder()
            .ecrRepositoryPrefix(updated.ecrRepositoryPrefix())
            .registryId(context.account())
            .updatedAt(updated.updatedAt())
            .credentialArn(updated.credentialArn())
            .customRoleArn(updated.customRoleArn())
            .upstreamRepositoryPrefix(updated.upstreamRepositoryPrefix())
            .build();
    }

    private DeletePullThroughCacheRuleResponse delete(CallContext context, DeletePullThroughCacheRuleRequest request) {
        PullThroughCacheRule rule = require(context, request.ecrRepositoryPrefix(), request.registryId());
        in(context).remove(key(rule.ecrRepositoryPrefix()));
        return DeletePullThroughCacheRuleResponse.builder()
            .ecrRepositoryPrefix(rule.ecrRepositoryPrefix())
            .upstreamRegistryUrl(rule.upstreamRegistryUrl())
            .createdAt(rule.createdAt())
            .registryId(context.account())
            .credentialArn(rule.credentialArn())
            .customRoleArn(rule.customRoleArn())
            .upstreamRepositoryPrefix(rule.upstreamRepositoryPrefix())
            .build();
    }

    private ValidatePullThroughCacheRuleResponse validate(CallContext context,
            ValidatePullThroughCacheRuleRequest request) {
        PullThroughCacheRule rule = require(context, request.ecrRepositoryPrefix(), request.registryId());
        return ValidatePullThroughCacheRuleResponse.builder()
            .ecrRepositoryPrefix(rule.ecrRepositoryPrefix())
            .registryId(context.account())
            .upstreamRegistryUrl(rule.upstreamRegistryUrl())
            .credentialArn(rule.credentialArn())
            .customRoleArn(rule.customRoleArn())
            .upstreamRepositoryPrefix(rule.upstreamRepositoryPrefix())
            .isValid(false)
            .failure("The upstream registry was not reached: the sandbox pulls nothing from other registries.")
            .build();
    }

}

package dev.shipshape.localaws.iam;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyRole;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/** Managed policies: AWS's own, and those that the account made. */
final class Policies {

    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,128}");

    private static final Pattern PATH = Pattern.compile("((/[A-Za-z0-9.,+@=_-]+)*)/");

    private static final int MOST_CHARACTERS = 6144;

    private final IamTables tables;

    Policies(IamTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("CreatePolicy",
                Operation.of(CreatePolicyRequest::builder, this::create).requiring("PolicyName", "PolicyDocument"),
                "GetPolicy", Operation.of(GetPolicyRequest::builder, this::get).requiring("PolicyArn"), "DeletePolicy",
                Operation.of(DeletePolicyRequest::builder, this::delete).requiring("PolicyArn"), "ListPolicies",
                Operation.of(ListPoliciesRequest::builder, this::list), "ListEntitiesForPolicy",
                Operation.of(ListEntitiesForPolicyRequest::builder, this::entities).requiring("PolicyArn"),
                "ListPolicyTags", Operation.of(ListPolicyTagsRequest::builder, this::tags).requiring("PolicyArn"));
    }

    private CreatePolicyResponse create(CallContext context, CreatePolicyRequest request) {
        String path = (request.path() != null) ? request.path() : "/";
        if (!NAME.matcher(request.policyName()).matches()) {
            throw IamErrors.invalid("policyName", "Member must be 1 to 128 letters, digits and any of +=,.@-_");
        }
        if (!PATH.matcher(path).matches()) {
            throw IamErrors.invalid("path",
                    "Member must satisfy regular expression pattern: ((/[A-Za-z0-9\\.,\\+@=_-]+)*)/");
        }
        checkDocument(request.policyDocument());
        RoleTags.check(request.tags());
        String arn = "arn:aws:iam::" + context.account() + ":policy" + path + request.policyName();
        boolean taken = this.tables.policies()
            .values()
            .stream()
            .anyMatch((policy) -> policy.policyName().equalsIgnoreCase(request.policyName()));
        if (taken) {
            throw IamErrors.alreadyExists(
                    "A policy called " + request.policyName() + " already exists. Duplicate names are not allowed.");
        }
        Policy policy = Policy.builder()
            .policyName(request.policyName())
            .policyId("ANPA" + UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT).substring(0, 17))
            .arn(arn)
            .path(path)
            .defaultVersionId("v1")
            .attachmentCount(0)
            .permissionsBoundaryUsageCount(0)
            .isAttachable(true)
            .description(request.description())
            .createDate(context.now().truncatedTo(ChronoUnit.SECONDS))
            .updateDate(context.now().truncatedTo(ChronoUnit.SECONDS))
            .tags(List.copyOf(request.tags()))
            .build();
        this.tables.policies().put(arn, policy);
        this.tables.addVersion(arn, 1,
                PolicyVersion.builder()
                    .versionId("v1")
                    .isDefaultVersion(true)
                    .document(request.policyDocument())
                    .createDate(policy.createDate())
                    .build());
        return CreatePolicyResponse.builder().policy(policy).build();
    }

    static void checkDocument(String document) {
        PolicyDocuments.checkIdentity(document);
        if (document.chars().filter((one) -> !Character.isWhitespace(one)).count() > MOST_CHARACTERS) {
            throw IamErrors.limit("Cannot exceed quota for PolicySize: " + MOST_CHARACTERS);
        }
    }

    /** A policy with the number of roles that it is attached to. */
    private Policy counted(Policy policy) {
        return policy.toBuilder().attachmentCount(this.tables.rolesWith(policy.arn()).size()).build();
    }

    private GetPolicyResponse get(CallContext context, GetPolicyRequest request) {
        return GetPolicyResponse.builder().policy(counted(this.tables.policy(request.policyArn()))).build();
    }

    private DeletePolicyResponse delete(CallContext context, DeletePolicyRequest request) {
        Policy policy = this.tables.ownPolicy(request.policyArn());
        if (!this.tables.rolesWith(policy.arn()).isEmpty()) {
            throw IamErrors.conflict("Cannot delete a policy attached to entities.");
        }
        if (this.tables.versions(policy.arn()).size() > 1) {
            throw IamErrors.conflict("This policy has more than one version. Before you delete a policy, you must "
                    + "delete the policy's versions. The default version is deleted with the policy.");
        }
        this.tables.removeVersions(policy.arn());
        this.tables.policies().remove(policy.arn());
        return DeletePolicyResponse.builder().build();
    }

    private ListPoliciesResponse list(CallContext context, ListPoliciesRequest request) {
        PolicyScopeType scope = (request.scope() != null) ? request.scope() : PolicyScopeType.ALL;
        Stream<Policy> aws = (scope != PolicyScopeType.LOCAL) ? ManagedPolicies.all().stream() : Stream.empty();
        Stream<Policy> own = (scope != PolicyScopeType.AWS) ? this.tables.policies().values().stream() : Stream.empty();
        String prefix = (request.pathPrefix() != null) ? request.pathPrefix() : "/";
        List<Policy> chosen = new ArrayList<>(Stream.concat(aws, own)
            .filter((policy) -> policy.path().startsWith(prefix))
            .map(this::counted)
            .filter((policy) -> !Boolean.TRUE.equals(request.onlyAttached()) || policy.attachmentCount() > 0)
            .map((policy) -> policy.toBuilder().tags(List.of()).description(null).build())
            .sorted(Comparator.comparing(Policy::arn))
            .toList());
        Page<Policy> page = Pages.of(chosen, Policy::arn, request.maxItems(), request.marker());
        return ListPoliciesResponse.builder()
            .policies(page.items())
            .isTruncated(page.nextToken() != null)
            .marker(page.nextToken())
            .build();
    }

    private ListEntitiesForPolicyResponse entities(CallContext context, ListEntitiesForPolicyRequest request) {
        List<PolicyRole> roles = this.tables.rolesWith(this.tables.policy(request.policyArn()).arn())
            .stream()
            .map(this.tables::role)
            .map((role) -> PolicyRole.builder().roleName(role.roleName()).roleId(role.roleId()).build())
            .toList();
        Page<PolicyRole> page = Pages.of(roles, PolicyRole::roleName, request.maxItems(), request.marker());
        return ListEntitiesForPolicyResponse.builder()
            .policyGroups(List.of())
            .policyUsers(List.of())
            .policyRoles(page.items())
            .isTruncated(page.nextToken() != null)
            .marker(page.nextToken())
            .build();
    }

    private ListPolicyTagsResponse tags(CallContext context, ListPolicyTagsRequest request) {
        return ListPolicyTagsResponse.builder()
            .tags(this.tables.policy(request.policyArn()).tags())
            .isTruncated(false)
            .build();
    }

}

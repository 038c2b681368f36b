package dev.shipshape.localaws.iam;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionResponse;

/** The versions of managed policies: at most five, one of them the default. */
final class PolicyVersions {

    private static final int MOST = 5;

    private final IamTables tables;

    PolicyVersions(IamTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("CreatePolicyVersion",
                Operation.of(CreatePolicyVersionRequest::builder, this::create)
                    .requiring("PolicyArn", "PolicyDocument"),
                "GetPolicyVersion",
                Operation.of(GetPolicyVersionRequest::builder, this::get).requiring("PolicyArn", "VersionId"),
                "ListPolicyVersions",
                Operation.of(ListPolicyVersionsRequest::builder, this::list).requiring("PolicyArn"),
                "DeletePolicyVersion",
                Operation.of(DeletePolicyVersionRequest::builder, this::delete).requiring("PolicyArn", "VersionId"),
                "SetDefaultPolicyVersion", Operation.of(SetDefaultPolicyVersionRequest::builder, this::setDefault)
                    .requiring("PolicyArn", "VersionId"));
    }

    private CreatePolicyVersionResponse create(CallContext context, CreatePolicyVersionRequest request) {
        Policy policy = this.tables.ownPolicy(request.policyArn());
        Policies.checkDocument(request.policyDocument());
        List<PolicyVersion> versions = this.tables.versions(policy.arn());
        if (versions.size() >= MOST) {
            throw IamErrors.limit("A managed policy can have up to " + MOST + " versions. Before you create a new "
                    + "version, you must delete an existing version.");
        }
        int number = this.tables.lastVersion(policy.arn()) + 1;
        PolicyVersion version = PolicyVersion.builder()
            .versionId("v" + number)
            .isDefaultVersion(false)
            .document(request.policyDocument())
            .createDate(context.now().truncatedTo(ChronoUnit.SECONDS))
            .build();
        this.tables.addVersion(policy.arn(), number, version);
        boolean isDefault = Boolean.TRUE.equals(request.setAsDefault());
        if (isDefault) {
            setDefault(context, policy, version.versionId());
        }
        return CreatePolicyVersionResponse.builder()
            .policyVersion(version.toBuilder().isDefaultVersion(isDefault).document(null).build())
            .build();
    }

    private void setDefault(CallContext context, Policy policy, String id) {
        for (PolicyVersion version : this.tables.versions(policy.arn())) {
            this.tables.addVersion(policy.arn(), Integer.parseInt(version.versionId().substring(1)),
                    version.toBuilder().isDefaultVersion(version.versionId().equals(id)).build());
        }
        this.tables.policies()
            .put(policy.arn(),
                    policy.toBuilder()
                        .defaultVersionId(id)
                        .updateDate(context.now().truncatedTo(ChronoUnit.SECONDS))
                        .build());
    }

    private PolicyVersion find(String arn, String id) {
        return this.tables.versions(arn)
            .stream()
            .filter((version) -> version.versionId().equals(id))
            .findFirst()
            .orElseThrow(() -> IamErrors
                .noEntity("Policy " + arn + " version " + id + " does not exist or is not attachable."));
    }

    private GetPolicyVersionResponse get(CallContext context, GetPolicyVersionRequest request) {
        PolicyVersion version = find(this.tables.policy(request.policyArn()).arn(), request.versionId());
        return GetPolicyVersionResponse.builder()
            .policyVersion(
                    version.toBuilder().document(URLEncoder.encode(version.document(), StandardCharsets.UTF_8)).build())
            .build();
    }

    private ListPolicyVersionsResponse list(CallContext context, ListPolicyVersionsRequest request) {
        List<PolicyVersion> versions = this.tables.versions(this.tables.policy(request.policyArn()).arn())
            .stream()
            .sorted(Comparator.comparing(PolicyVersion::versionId))
            .map((version) -> version.toBuilder().document(null).build())
            .toList();
        Page<PolicyVersion> page = Pages.of(versions, PolicyVersion::versionId, request.maxItems(), request.marker());
        return ListPolicyVersionsResponse.builder()
            .versions(page.items())
            .isTruncated(page.nextToken() != null)
            .marker(page.nextToken())
            .build();
    }

    private DeletePolicyVersionResponse delete(CallContext context, DeletePolicyVersionRequest request) {
        Policy policy = this.tables.ownPolicy(request.policyArn());
        PolicyVersion version = find(policy.arn(), request.versionId());
        if (Boolean.TRUE.equals(version.isDefaultVersion())) {
            throw IamErrors.conflict("Cannot delete the default version of a policy.");
        }
        this.tables.removeVersion(policy.arn(), Integer.parseInt(version.versionId().substring(1)));
        return DeletePolicyVersionResponse.builder().build();
    }

    private SetDefaultPolicyVersionResponse setDefault(CallContext context, SetDefaultPolicyVersionRequest request) {
        Policy policy = this.tables.ownPolicy(request.policyArn());
        setDefault(context, policy, find(policy.arn(), request.versionId()).versionId());
        return SetDefaultPolicyVersionResponse.builder().build();
    }

}

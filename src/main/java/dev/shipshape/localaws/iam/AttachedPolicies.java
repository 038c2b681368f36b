package dev.shipshape.localaws.iam;

import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;

/** The managed policies attached to roles, at most ten a role. */
final class AttachedPolicies {

    private static final int MOST = 10;

    private final IamTables tables;

    AttachedPolicies(IamTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("AttachRolePolicy",
                Operation.of(AttachRolePolicyRequest::builder, this::attach).requiring("RoleName", "PolicyArn"),
                "DetachRolePolicy",
                Operation.of(DetachRolePolicyRequest::builder, this::detach).requiring("RoleName", "PolicyArn"),
                "ListAttachedRolePolicies",
                Operation.of(ListAttachedRolePoliciesRequest::builder, this::list).requiring("RoleName"));
    }

    private AttachRolePolicyResponse attach(CallContext context, AttachRolePolicyRequest request) {
        String role = this.tables.ours(request.roleName()).roleName();
        if (ManagedPolicies.find(request.policyArn()).isEmpty()
                && this.tables.policies().find(request.policyArn()).isEmpty()) {
            throw IamErrors.noPolicy(request.policyArn());
        }
        this.tables.attach(role, request.policyArn());
        if (this.tables.policies(role).size() > MOST) {
            throw IamErrors.limit("Cannot exceed quota for PoliciesPerRole: " + MOST);
        }
        return AttachRolePolicyResponse.builder().build();
    }

    private DetachRolePolicyResponse detach(CallContext context, DetachRolePolicyRequest request) {
        String role = this.tables.ours(request.roleName()).roleName();
        if (!this.tables.detach(role, request.policyArn())) {
            throw IamErrors.notAttached(request.policyArn());
        }
        return DetachRolePolicyResponse.builder().build();
    }

    private ListAttachedRolePoliciesResponse list(CallContext context, ListAttachedRolePoliciesRequest request) {
        String prefix = (request.pathPrefix() != null) ? request.pathPrefix() : "/";
        List<AttachedPolicy> policies = this.tables.policies(this.tables.role(request.roleName()).roleName())
            .stream()
            .filter((policy) -> this.tables.policy(policy.policyArn()).path().startsWith(prefix))
            .toList();
        Page<AttachedPolicy> page = Pages.of(policies, AttachedPolicy::policyName, request.maxItems(),
                request.marker());
        return ListAttachedRolePoliciesResponse.builder()
            .attachedPolicies(page.items())
            .isTruncated(page.nextToken() != null)
            .marker(page.nextToken())
            .build();
    }

}

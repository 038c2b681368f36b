package dev.shipshape.localaws.iam;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.store.Index;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * What IAM remembers: roles by name, policies by ARN, and what belongs to either under
 * both names.
 */
record IamTables(Table<Role> roles, Table<ListAttachedRolePoliciesResponse> attached,
        Index<ListAttachedRolePoliciesResponse> byPolicy, Table<InlinePolicies.Inline> inline, Table<Policy> policies,
        Table<PolicyVersion> versions, Table<LastVersion> lastVersions) {

    static IamTables of(Store store) {
        Table<ListAttachedRolePoliciesResponse> attached = store.table("iam.attached-policies",
                ListAttachedRolePoliciesResponse::builder);
        return new IamTables(store.table("iam.roles", Role::builder), attached,
                attached.index("policy",
                        (one) -> one.attachedPolicies().stream().map(AttachedPolicy::policyArn).toList()),
                store.records("iam.inline-policies", InlinePolicies.Inline.class),
                store.table("iam.policies", Policy::builder),
                store.table("iam.policy-versions", PolicyVersion::builder),
                store.records("iam.last-policy-versions", LastVersion.class));
    }

    /**
     * The managed policy of this ARN, AWS's or the account's; refuses if there is none.
     */
    Policy policy(String arn) {
        return ManagedPolicies.find(arn)
            .or(() -> this.policies.find(arn))
            .orElseThrow(() -> IamErrors.noEntity("Policy " + arn + " was not found."));
    }

    /** The managed policy of this ARN, to be changed; AWS's own cannot be. */
    Policy ownPolicy(String arn) {
        if (ManagedPolicies.find(arn).isPresent()) {
            throw new AwsError("AccessDenied", 403, "User: arn:aws:iam::" + CallContext.ACCOUNT
                    + ":user/sandbox is not authorized to perform this operation on resource: policy " + arn);
        }
        return policy(arn);
    }

    /** The names of the roles that a managed policy is attached to. */
    List<String> rolesWith(String policyArn) {
        return this.byPolicy.keys(policyArn);
    }

    List<PolicyVersion> versions(String arn) {
        PolicyVersion ofAws = ManagedPolicies.version(arn);
        return (ofAws != null) ? List.of(ofAws) : this.versions.startingWith(arn + "|");
    }

    void addVersion(String arn, int number, PolicyVersion version) {
        this.versions.put(versionKey(arn, number), version);
        this.lastVersions.put(arn, new LastVersion(Math.max(number, lastVersion(arn))));
    }

    /** Numbers are never given twice. */
    int lastVersion(String arn) {
        return this.lastVersions.find(arn).map(LastVersion::number).orElse(0);
    }

    void removeVersion(String arn, int number) {
        this.versions.remove(versionKey(arn, number));
    }

    void removeVersions(String arn) {
        this.versions.keys(arn + "|").forEach(this.versions::remove);
        this.lastVersions.remove(arn);
    }

    private static String versionKey(String arn, int number) {
        return String.format("%s|%09d", arn, number);
    }

    /** The role of this name; refuses if there is none. */
    Role role(String name) {
        return this.roles.find(name).orElseThrow(() -> IamErrors.noRole(name));
    }

    /**
     * The role of this name, to be changed; refuses if there is none or it is AWS's own.
     */
    Role ours(String name) {
        Role role = role(name);
        if (role.path().startsWith("/aws-service-role/")) {
            throw IamErrors.serviceLinked(name);
        }
        return role;
    }

    /** The managed policies attached to a role, by name. */
    List<AttachedPolicy> policies(String role) {
        return this.attached.find(role).map(ListAttachedRolePoliciesResponse::attachedPolicies).orElse(List.of());
    }

    /** Attaches a managed policy; attaching it again changes nothing. */
    void attach(String role, String policyArn) {
        List<AttachedPolicy> policies = new ArrayList<>(policies(role));
        policies.removeIf((policy) -> policy.policyArn().equals(policyArn));
        policies.add(AttachedPolicy.builder()
            .policyArn(policyArn)
            .policyName(policyArn.substring(policyArn.lastIndexOf('/') + 1))
            .build());
        policies.sort(Comparator.comparing(AttachedPolicy::policyName));
        put(role, policies);
    }

    /** Detaches a managed policy; false if it was not attached. */
    boolean detach(String role, String policyArn) {
        List<AttachedPolicy> policies = new ArrayList<>(policies(role));
        boolean was = policies.removeIf((policy) -> policy.policyArn().equals(policyArn));
        put(role, policies);
        return was;
    }

    private void put(String role, List<AttachedPolicy> policies) {
        if (policies.isEmpty()) {
            this.attached.remove(role);
        }
        else {
            this.attached.put(role, ListAttachedRolePoliciesResponse.builder().attachedPolicies(policies).build());
        }
    }

    /**
     * The number of the last version that a policy got.
     *
     * @param number from 1
     */
    record LastVersion(int number) {
    }

}

package dev.shipshape.localaws.iam;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.Role;

/** What IAM remembers, each thing under the role's name. */
record IamTables(Table<Role> roles, Table<ListAttachedRolePoliciesResponse> attached) {

    static IamTables of(Store store) {
        return new IamTables(store.table("iam.roles", Role::builder),
                store.table("iam.attached-policies", ListAttachedRolePoliciesResponse::builder));
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

}

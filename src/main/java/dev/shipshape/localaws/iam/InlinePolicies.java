package dev.shipshape.localaws.iam;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;

/** The policies that are a role's own: 10,240 characters in all, spaces not counted. */
final class InlinePolicies {

    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,128}");

    private static final int MOST_CHARACTERS = 10_240;

    private final IamTables tables;

    InlinePolicies(IamTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("PutRolePolicy",
                Operation.of(PutRolePolicyRequest::builder, this::put)
                    .requiring("RoleName", "PolicyName", "PolicyDocument"),
                "GetRolePolicy",
                Operation.of(GetRolePolicyRequest::builder, this::get).requiring("RoleName", "PolicyName"),
                "DeleteRolePolicy",
                Operation.of(DeleteRolePolicyRequest::builder, this::delete).requiring("RoleName", "PolicyName"),
                "ListRolePolicies", Operation.of(ListRolePoliciesRequest::builder, this::list).requiring("RoleName"));
    }

    private PutRolePolicyResponse put(CallContext context, PutRolePolicyRequest request) {
        String role = this.tables.ours(request.roleName()).roleName();
        if (!NAME.matcher(request.policyName()).matches()) {
            throw IamErrors.invalid("policyName", "Member must be 1 to 128 letters, digits and any of +=,.@-_");
        }
        PolicyDocuments.checkIdentity(request.policyDocument());
        this.tables.inline()
            .put(key(role, request.policyName()), new Inline(request.policyName(), request.policyDocument()));
        long characters = this.tables.inline()
            .startingWith(key(role, ""))
            .stream()
            .mapToLong((policy) -> policy.document().chars().filter((one) -> !Character.isWhitespace(one)).count())
            .sum();
        if (characters > MOST_CHARACTERS) {
            throw IamErrors.limit("Maximum policy size of " + MOST_CHARACTERS + " bytes exceeded for role " + role);
        }
        return PutRolePolicyResponse.builder().build();
    }

    /** Between the names stands what neither may contain. */
    static String key(String role, String policy) {
        return role + "/" + policy;
    }

    private Inline find(String role, String policy) {
        return this.tables.inline()
            .find(key(role, policy))
            .orElseThrow(() -> IamErrors.noEntity("The role policy with name " + policy + " cannot be found."));
    }

    private GetRolePolicyResponse get(CallContext context, GetRolePolicyRequest request) {
        String role = this.tables.role(request.roleName()).roleName();
        Inline policy = find(role, request.policyName());
        return GetRolePolicyResponse.builder()
            .roleName(role)
            .policyName(policy.name())
            .policyDocument(URLEncoder.encode(policy.document(), StandardCharsets.UTF_8))
            .build();
    }

    private DeleteRolePolicyResponse delete(CallContext context, DeleteRolePolicyRequest request) {
        String role = this.tables.ours(request.roleName()).roleName();
        this.tables.inline().remove(key(role, find(role, request.policyName()).name()));
        return DeleteRolePolicyResponse.builder().build();
    }

    private ListRolePoliciesResponse list(CallContext context, ListRolePoliciesRequest request) {
        String role = this.tables.role(request.roleName()).roleName();
        List<String> names = this.tables.inline().startingWith(key(role, "")).stream().map(Inline::name).toList();
        Page<String> page = Pages.of(names, UnaryOperator.identity(), request.maxItems(), request.marker());
        return ListRolePoliciesResponse.builder()
            .policyNames(page.items())
            .isTruncated(page.nextToken() != null)
            .marker(page.nextToken())
            .build();
    }

    /**
     * A policy of a role's own.
     *
     * @param name its name
     * @param document what it says, as it was put
     */
    record Inline(String name, String document) {
    }

}

package dev.shipshape.localaws.iam;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryRequest;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryResponse;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesRequest;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesResponse;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;
import software.amazon.awssdk.services.iam.model.User;

/** The account as clients ask for it first: its one user, and how much there is. */
final class Account {

    private static final String NAME = "sandbox";

    private final IamTables tables;

    private final Profiles profiles;

    Account(IamTables tables, Profiles profiles) {
        this.tables = tables;
        this.profiles = profiles;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("GetUser", Operation.of(GetUserRequest::builder, this::user), "ListUsers",
                Operation.of(ListUsersRequest::builder, this::users), "ListAccountAliases",
                Operation.of(ListAccountAliasesRequest::builder, this::aliases), "GetAccountSummary",
                Operation.of(GetAccountSummaryRequest::builder, this::summary), "SimulatePrincipalPolicy",
                Operation.of(SimulatePrincipalPolicyRequest::builder, this::simulate)
                    .requiring("PolicySourceArn", "ActionNames"));
    }

    private static User sandbox(CallContext context) {
        return User.builder()
            .path("/")
            .userName(NAME)
            .userId("AIDASANDBOXUSER000001")
            .arn("arn:aws:iam::" + context.account() + ":user/" + NAME)
            .createDate(Instant.parse("2026-01-01T00:00:00Z"))
            .build();
    }

    private GetUserResponse user(CallContext context, GetUserRequest request) {
        if (request.userName() != null && !request.userName().equals(NAME)) {
            throw IamErrors.noEntity("The user with name " + request.userName() + " cannot be found.");
        }
        return GetUserResponse.builder().user(sandbox(context)).build();
    }

    private ListUsersResponse users(CallContext context, ListUsersRequest request) {
        boolean isThere = request.pathPrefix() == null || request.pathPrefix().equals("/");
        return ListUsersResponse.builder()
            .users(isThere ? List.of(sandbox(context)) : List.of())
            .isTruncated(false)
            .build();
    }

    private ListAccountAliasesResponse aliases(CallContext context, ListAccountAliasesRequest request) {
        return ListAccountAliasesResponse.builder().accountAliases(List.of()).isTruncated(false).build();
    }

    private GetAccountSummaryResponse summary(CallContext context, GetAccountSummaryRequest request) {
        Map<String, Integer> summary = new HashMap<>(Map.of("Users", 1, "UsersQuota", 5000, "Groups", 0, "GroupsQuota",
                300, "RolesQuota", 1000, "InstanceProfilesQuota", 1000, "PoliciesQuota", 1500, "VersionsPerPolicyQuota",
                5, "AttachedPoliciesPerRoleQuota", 10, "AccountMFAEnabled", 0));
        summary.put("Roles", this.tables.roles().keys("").size());
        summary.put("InstanceProfiles", this.profiles.table().keys("").size());
        summary.put("Policies", this.tables.policies().keys("").size());
        summary.put("PolicySizeQuota", 6144);
        summary.put("AssumeRolePolicySizeQuota", 2048);
        return GetAccountSummaryResponse.builder().summaryMapWithStrings(summary).build();
    }

    /**
     * Nothing evaluates policies here, and a made-up answer would mislead. IAM's own
     * PolicyEvaluation is a 500, which every client would try again in vain.
     */
    private SimulatePrincipalPolicyResponse simulate(CallContext context, SimulatePrincipalPolicyRequest request) {
        throw new AwsError("PolicyEvaluation", 400,
                "The sandbox keeps policies and does not evaluate them: everything is allowed to everyone.");
    }

}

package dev.shipshape.localaws.logs;

import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.cloudwatchlogs.model.AccountPolicy;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteAccountPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteAccountPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeAccountPoliciesRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeAccountPoliciesResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PolicyType;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutAccountPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutAccountPolicyResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Policies for all log groups of an account and region: kept, and never applied. */
final class AccountPolicies {

    /** How many policies of each type there may be (PutAccountPolicy). */
    private static final Map<PolicyType, Integer> MOST = Map.of(PolicyType.DATA_PROTECTION_POLICY, 1,
            PolicyType.SUBSCRIPTION_FILTER_POLICY, 1, PolicyType.FIELD_INDEX_POLICY, 20, PolicyType.TRANSFORMER_POLICY,
            20);

    private final Table<AccountPolicy> table;

    AccountPolicies(Store store) {
        this.table = store.table("logs.account-policies", AccountPolicy::builder);
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("PutAccountPolicy",
                Operation.of(PutAccountPolicyRequest::builder, this::put)
                    .requiring("policyName", "policyDocument", "policyType"),
                "DescribeAccountPolicies",
                Operation.of(DescribeAccountPoliciesRequest::builder, this::describe).requiring("policyType"),
                "DeleteAccountPolicy",
                Operation.of(DeleteAccountPolicyRequest::builder, this::delete).requiring("policyName", "policyType"));
    }

    private static String prefix(CallContext context, PolicyType type) {
        if (type == PolicyType.UNKNOWN_TO_SDK_VERSION) {
            throw LogErrors.member("policyType", "Member must satisfy enum value set: "
                    + PolicyType.knownValues().stream().map(Object::toString).sorted().toList());
        }
        return LogTables.key(context.region(), type.toString(), "");
    }

    private PutAccountPolicyResponse put(CallContext context, PutAccountPolicyRequest request) {
        String prefix = prefix(context, request.policyType());
        if (!request.policyName().matches("[^:*]{1,256}")) {
            throw LogErrors.member("policyName", "Member must satisfy regular expression pattern: [^:*]*");
        }
        try {
            JsonMapper.shared().readTree(request.policyDocument());
        }
        catch (JacksonException ex) {
            throw LogErrors.invalid("The policy document is not valid JSON.");
        }
        String key = prefix + request.policyName();
        if (this.table.find(key).isEmpty()
                && this.table.keys(prefix).size() >= MOST.getOrDefault(request.policyType(), 20)) {
            throw new AwsError("LimitExceededException", "Resource limit exceeded.");
        }
        AccountPolicy policy = AccountPolicy.builder()
            .policyName(request.policyName())
            .policyDocument(request.policyDocument())
            .policyType(request.policyType())
            .scope((request.scopeAsString() != null) ? request.scopeAsString() : "ALL")
            .selectionCriteria(request.selectionCriteria())
            .accountId(context.account())
            .lastUpdatedTime(context.now().toEpochMilli())
            .build();
        this.table.put(key, policy);
        return PutAccountPolicyResponse.builder().accountPolicy(policy).build();
    }

    private DescribeAccountPoliciesResponse describe(CallContext context, DescribeAccountPoliciesRequest request) {
        List<AccountPolicy> found = this.table.startingWith(prefix(context, request.policyType()))
            .stream()
            .filter((one) -> request.policyName() == null || request.policyName().equals(one.policyName()))
            .toList();
        Page<AccountPolicy> page = Page.of(found, AccountPolicy::policyName, 50, request.nextToken(),
                LogErrors::invalidToken);
        return DescribeAccountPoliciesResponse.builder()
            .accountPolicies(page.items())
            .nextToken(page.nextToken())
            .build();
    }

    private DeleteAccountPolicyResponse delete(CallContext context, DeleteAccountPolicyRequest request) {
        if (!this.table.remove(prefix(context, request.policyType()) + request.policyName())) {
            throw new AwsError("ResourceNotFoundException",
                    "Policy with name [" + request.policyName() + "] does not exist");
        }
        return DeleteAccountPolicyResponse.builder().build();
    }

}

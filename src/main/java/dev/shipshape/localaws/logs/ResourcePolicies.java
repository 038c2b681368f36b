package dev.shipshape.localaws.logs;

import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeResourcePoliciesRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeResourcePoliciesResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourcePolicy;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Which services may write logs: ten policies a region, kept and never evaluated. */
final class ResourcePolicies {

    private static final int MOST = 10;

    private final Table<ResourcePolicy> table;

    ResourcePolicies(Store store) {
        this.table = store.table("logs.resource-policies", ResourcePolicy::builder);
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("PutResourcePolicy", Operation.of(PutResourcePolicyRequest::builder, this::put),
                "DescribeResourcePolicies", Operation.of(DescribeResourcePoliciesRequest::builder, this::describe),
                "DeleteResourcePolicy", Operation.of(DeleteResourcePolicyRequest::builder, this::delete));
    }

    private PutResourcePolicyResponse put(CallContext context, PutResourcePolicyRequest request) {
        if (request.policyName() == null || request.policyDocument() == null) {
            throw LogErrors.invalid("policyName and policyDocument are required.");
        }
        try {
            JsonMapper.shared().readTree(request.policyDocument());
        }
        catch (JacksonException ex) {
            throw LogErrors.invalid("The policy document is not valid JSON.");
        }
        String key = LogTables.key(context.region(), request.policyName());
        if (this.table.find(key).isEmpty() && this.table.keys(context.region() + ":").size() >= MOST) {
            throw new AwsError("LimitExceededException", "Resource limit exceeded.");
        }
        ResourcePolicy policy = ResourcePolicy.builder()
            .policyName(request.policyName())
            .policyDocument(request.policyDocument())
            .lastUpdatedTime(context.now().toEpochMilli())
            .build();
        this.table.put(key, policy);
        return PutResourcePolicyResponse.builder().resourcePolicy(policy).build();
    }

    private DescribeResourcePoliciesResponse describe(CallContext context, DescribeResourcePoliciesRequest request) {
        List<ResourcePolicy> all = this.table.startingWith(context.region() + ":");
        Page<ResourcePolicy> page = Page.of(all, ResourcePolicy::policyName, LogGroups.limit(request.limit()),
                request.nextToken(), LogErrors::invalidToken);
        return DescribeResourcePoliciesResponse.builder()
            .resourcePolicies(page.items())
            .nextToken(page.nextToken())
            .build();
    }

    private DeleteResourcePolicyResponse delete(CallContext context, DeleteResourcePolicyRequest request) {
        if (request.policyName() == null || !this.table.remove(LogTables.key(context.region(), request.policyName()))) {
            throw new AwsError("ResourceNotFoundException",
                    "Policy with name [" + request.policyName() + "] does not exist");
        }
        return DeleteResourcePolicyResponse.builder().build();
    }

}

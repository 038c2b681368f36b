package dev.shipshape.localaws.ecr.registry;

import java.util.Map;
import java.util.Set;

import dev.shipshape.localaws.ecr.shared.EcrErrors;
import dev.shipshape.localaws.ecr.shared.PolicyText;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecr.model.DeleteRegistryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.DeleteRegistryPolicyResponse;
import software.amazon.awssdk.services.ecr.model.GetRegistryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.GetRegistryPolicyResponse;
import software.amazon.awssdk.services.ecr.model.PutRegistryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.PutRegistryPolicyResponse;

/** Who may replicate into a region's registry. Kept and given back. */
public final class RegistryPolicies {

    /**
     * All that a policy of scope V1 may speak of (user guide, "Private registry
     * permissions").
     */
    private static final Set<String> SCOPE_V1 = Set.of("ecr:CreateRepository", "ecr:ReplicateImage",
            "ecr:BatchImportUpstreamImage");

    private final Table<Policy> table;

    private final AccountSettings settings;

    /** The policies of all regions' registries. */
    public RegistryPolicies(Store store, AccountSettings settings) {
        this.table = store.records("ecr.registry-policies", Policy.class);
        this.settings = settings;
    }

    record Policy(String text) {

    }

    /** The operations by name. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("PutRegistryPolicy",
                Operation.of(PutRegistryPolicyRequest::builder, this::put).requiring("policyText"), "GetRegistryPolicy",
                Operation.of(GetRegistryPolicyRequest::builder, this::get), "DeleteRegistryPolicy",
                Operation.of(DeleteRegistryPolicyRequest::builder, this::delete));
    }

    private PutRegistryPolicyResponse put(CallContext context, PutRegistryPolicyRequest request) {
        PolicyText policy = PolicyText.read(request.policyText(), "registry");
        if (!policy.namesResources() || !policy.actions().stream().allMatch((action) -> mayBeSaid(context, action))) {
            throw EcrErrors.invalid("PolicyText", "Invalid registry policy provided");
        }
        this.table.put(context.region(), new Policy(policy.indented()));
        return PutRegistryPolicyResponse.builder().registryId(context.account()).policyText(policy.indented()).build();
    }

    private boolean mayBeSaid(CallContext context, String action) {
        if (this.settings.value(context.region(), AccountSettings.POLICY_SCOPE).equals("V2")) {
            return action.startsWith("ecr:");
        }
        return SCOPE_V1.contains(action);
    }

    private GetRegistryPolicyResponse get(CallContext context, GetRegistryPolicyRequest request) {
        return GetRegistryPolicyResponse.builder().registryId(context.account()).policyText(policy(context)).build();
    }

    private DeleteRegistryPolicyResponse delete(CallContext context, DeleteRegistryPolicyRequest request) {
        String text = policy(context);
        this.table.remove(context.region());
        return DeleteRegistryPolicyResponse.builder().registryId(context.account()).policyText(text).build();
    }

    private String policy(CallContext context) {
        return this.table.find(context.region())
            .map(Policy::text)
            .orElseThrow(() -> new AwsError("RegistryPolicyNotFoundException",
                    "Registry policy does not exist in the registry with id '" + context.account() + "'"));
    }

}

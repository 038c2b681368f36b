package dev.shipshape.localaws.ecr.repositories;

import java.util.Map;

import dev.shipshape.localaws.ecr.shared.EcrErrors;
import dev.shipshape.localaws.ecr.shared.Existing;
import dev.shipshape.localaws.ecr.shared.PolicyText;
import dev.shipshape.localaws.oci.content.Registries;
import dev.shipshape.localaws.oci.content.Shelf;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryPolicyResponse;
import software.amazon.awssdk.services.ecr.model.GetRepositoryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.GetRepositoryPolicyResponse;
import software.amazon.awssdk.services.ecr.model.SetRepositoryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.SetRepositoryPolicyResponse;

/** Who may do what with a repository. Kept and given back; every key may do all here. */
public final class RepositoryPolicies {

    private final Registries registries;

    private final Table<Policy> table;

    /** The policies of these registries' repositories. */
    public RepositoryPolicies(Store store, Registries registries) {
        this.registries = registries;
        this.table = store.records("ecr.repository-policies", Policy.class);
        registries.events().onRepositoryDelete((region, repository) -> in(region).remove(repository.repositoryName()));
    }

    record Policy(String text) {

    }

    /** The operations by name. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("SetRepositoryPolicy",
                Operation.of(SetRepositoryPolicyRequest::builder, this::set).requiring("repositoryName", "policyText"),
                "GetRepositoryPolicy",
                Operation.of(GetRepositoryPolicyRequest::builder, this::get).requiring("repositoryName"),
                "DeleteRepositoryPolicy",
                Operation.of(DeleteRepositoryPolicyRequest::builder, this::delete).requiring("repositoryName"));
    }

    private Shelf<Policy> in(String region) {
        return new Shelf<>(this.table, region);
    }

    private SetRepositoryPolicyResponse set(CallContext context, SetRepositoryPolicyRequest request) {
        require(context, request.repositoryName(), request.registryId());
        PolicyText policy = PolicyText.read(request.policyText(), "repository");
        if (!Boolean.TRUE.equals(request.force()) && policy.deniesToAll("ecr:SetRepositoryPolicy")) {
            throw EcrErrors.invalid("PolicyText",
                    "The policy would prevent setting another policy in the future; use force to set it");
        }
        put(context.region(), request.repositoryName(), policy);
        return SetRepositoryPolicyResponse.builder()
            .registryId(context.account())
            .repositoryName(request.repositoryName())
            .policyText(policy.indented())
            .build();
    }

    /** Sets a repository's policy. */
    void put(String region, String repository, PolicyText policy) {
        in(region).put(repository, new Policy(policy.indented()));
    }

    private GetRepositoryPolicyResponse get(CallContext context, GetRepositoryPolicyRequest request) {
        return GetRepositoryPolicyResponse.builder()
            .registryId(context.account())
            .repositoryName(request.repositoryName())
            .policyText(policy(context, request.repositoryName(), request.registryId()))
            .build();
    }

    private DeleteRepositoryPolicyResponse delete(CallContext context, DeleteRepositoryPolicyRequest request) {
        String text = policy(context, request.repositoryName(), request.registryId());
        in(context.region()).remove(request.repositoryName());
        return DeleteRepositoryPolicyResponse.builder()
            .registryId(context.account())
            .repositoryName(request.repositoryName())
            .policyText(text)
            .build();
    }

    private String policy(CallContext context, String repository, @Nullable String registryId) {
        require(context, repository, registryId);
        return in(context.region()).find(repository)
            .map(Policy::text)
            .orElseThrow(
                    () -> EcrErrors.noPolicy("RepositoryPolicyNotFoundException", "Repository policy", repository));
    }

    private void require(CallContext context, String repository, @Nullable String registryId) {
        Existing.repository(this.registries.in(context.region()), repository, registryId);
    }

}

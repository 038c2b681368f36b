package dev.shipshape.localaws.ecr.repositories;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import dev.shipshape.localaws.ecr.lifecycle.LifecyclePolicies;
import dev.shipshape.localaws.ecr.shared.PolicyText;
import dev.shipshape.localaws.oci.content.Registries;
import dev.shipshape.localaws.oci.content.Repositories;
import dev.shipshape.localaws.protocol.CallContext;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.RCTAppliedFor;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryCreationTemplate;

/**
 * Makes repositories that nobody asked for by name, after the creation templates (Amazon
 * ECR user guide, "Repository creation templates").
 */
public final class TemplatedRepositories {

    private final Registries registries;

    private final CreationTemplates templates;

    private final RepositoryTags tags;

    private final RepositoryPolicies policies;

    private final LifecyclePolicies lifecycles;

    private final Clock clock;

    /** Makes them in these registries. */
    public TemplatedRepositories(Registries registries, CreationTemplates templates, RepositoryTags tags,
            RepositoryPolicies policies, LifecyclePolicies lifecycles, Clock clock) {
        this.registries = registries;
        this.templates = templates;
        this.tags = tags;
        this.policies = policies;
        this.lifecycles = lifecycles;
        this.clock = clock;
    }

    /** For an image that comes from another region: also without a template. */
    public Repository forReplication(String region, String name) {
        return make(region, name, this.templates.find(region, name, RCTAppliedFor.REPLICATION));
    }

    /** For a push to a repository that is not there: only if a template says so. */
    public Optional<Repository> forPush(String region, String name) {
        boolean possible = name.length() >= 2 && name.length() <= 256 && Repositories.NAME.matcher(name).matches();
        Optional<RepositoryCreationTemplate> template = possible
                ? this.templates.find(region, name, RCTAppliedFor.CREATE_ON_PUSH) : Optional.empty();
        return template.map((found) -> make(region, name, template));
    }

    private Repository make(String region, String name, Optional<RepositoryCreationTemplate> template) {
        CallContext context = new CallContext(CallContext.ACCOUNT, region, this.clock.instant(), "", "");
        CreateRepositoryRequest.Builder asked = CreateRepositoryRequest.builder().repositoryName(name);
        template.ifPresent((like) -> {
            asked.imageTagMutability(like.imageTagMutability());
            if (like.hasImageTagMutabilityExclusionFilters()) {
                asked.imageTagMutabilityExclusionFilters(like.imageTagMutabilityExclusionFilters());
            }
            String key = like.encryptionConfiguration().kmsKey();
            asked.encryptionConfiguration(
                    (encryption) -> encryption.encryptionType(like.encryptionConfiguration().encryptionType())
                        .kmsKey((key == null || key.isEmpty()) ? null : key));
        });
        Repository made = NewRepository.of(context, asked.build());
        this.tags.put(made.repositoryArn(), List.of(),
                template.map(RepositoryCreationTemplate::resourceTags).orElse(List.of()));
        this.registries.in(region).repositories().put(made);
        template.ifPresent((like) -> {
            if (like.repositoryPolicy() != null && !like.repositoryPolicy().isEmpty()) {
                this.policies.put(region, name, PolicyText.read(like.repositoryPolicy(), "repository"));
            }
            if (like.lifecyclePolicy() != null && !like.lifecyclePolicy().isEmpty()) {
                this.lifecycles.set(region, name, like.lifecyclePolicy(), context.now());
            }
        });
        return made;
    }

}

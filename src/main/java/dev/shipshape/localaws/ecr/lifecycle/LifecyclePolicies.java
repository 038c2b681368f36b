package dev.shipshape.localaws.ecr.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.shipshape.localaws.ecr.shared.Constraints;
import dev.shipshape.localaws.ecr.shared.EcrErrors;
import dev.shipshape.localaws.ecr.shared.Existing;
import dev.shipshape.localaws.oci.content.OciError;
import dev.shipshape.localaws.oci.content.Registries;
import dev.shipshape.localaws.oci.content.Registry;
import dev.shipshape.localaws.oci.content.Shelf;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.store.Schedule;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecr.model.DeleteLifecyclePolicyRequest;
import software.amazon.awssdk.services.ecr.model.DeleteLifecyclePolicyResponse;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyRequest;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyResponse;
import software.amazon.awssdk.services.ecr.model.PutLifecyclePolicyRequest;
import software.amazon.awssdk.services.ecr.model.PutLifecyclePolicyResponse;

/**
 * Lifecycle policies, kept and carried out: a minute after one was put and then each
 * hour, by the endpoint's clock. AWS promises within 24 hours.
 */
public final class LifecyclePolicies {

    private static final Logger logger = LoggerFactory.getLogger(LifecyclePolicies.class);

    private static final Duration FIRST = Duration.ofMinutes(1);

    private static final Duration BETWEEN = Duration.ofHours(1);

    /** The shortest and longest text (ECR's model, LifecyclePolicyText). */
    private static final int LEAST = 100;

    private static final int MOST = 30720;

    private static final String BAR = "|";

    private final Registries registries;

    private final Table<Kept> table;

    private final Schedule schedule;

    /** The policies of these registries' repositories. */
    public LifecyclePolicies(Store store, Registries registries) {
        this.registries = registries;
        this.table = store.records("ecr.lifecycle-policies", Kept.class);
        this.schedule = store.schedule("ecr.lifecycle-evaluations");
        registries.events().onRepositoryDelete((region, repository) -> forget(region, repository.repositoryName()));
    }

    record Kept(String text, @Nullable Instant evaluatedAt) {

        /** AWS shows the beginning of time as long as a policy was not evaluated. */
        Instant shownTime() {
            return (this.evaluatedAt != null) ? this.evaluatedAt : Instant.EPOCH;
        }

    }

    /** The operations by name. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("PutLifecyclePolicy",
                Operation.of(PutLifecyclePolicyRequest::builder, this::put)
                    .requiring("repositoryName", "lifecyclePolicyText"),
                "GetLifecyclePolicy",
                Operation.of(GetLifecyclePolicyRequest::builder, this::get).requiring("repositoryName"),
                "DeleteLifecyclePolicy",
                Operation.of(DeleteLifecyclePolicyRequest::builder, this::delete).requiring("repositoryName"));
    }

    /** Carries out what is due by now. */
    public void advance(Instant now) {
        for (String key : List.copyOf(this.schedule.due(now))) {
            int bar = key.indexOf(BAR);
            evaluate(key.substring(0, bar), key.substring(bar + 1), now);
        }
    }

    private void evaluate(String region, String repository, Instant now) {
        Registry registry = this.registries.in(region);
        Optional<Kept> kept = in(region).find(repository);
        if (kept.isEmpty()) {
            this.schedule.cancel(region + BAR + repository);
            return;
        }
        try {
            LifecyclePolicy policy = LifecyclePolicy.read(kept.get().text());
            Evaluation.carryOut(registry, Evaluation.of(registry.images(), repository, policy, now));
        }
        catch (AwsError | OciError ex) {
            // One policy that cannot be carried out must not stop the endpoint.
            logger.warn("The lifecycle policy of {} in {} could not be carried out", repository, region, ex);
        }
        in(region).put(repository, new Kept(kept.get().text(), now));
        this.schedule.set(region + BAR + repository, now.plus(BETWEEN));
    }

    /** The policy of a repository that is there, or LifecyclePolicyNotFoundException. */
    Kept require(CallContext context, String repository, @Nullable String registryId) {
        Existing.repository(this.registries.in(context.region()), repository, registryId);
        return in(context.region()).find(repository)
            .orElseThrow(() -> EcrErrors.noPolicy("LifecyclePolicyNotFoundException", "Lifecycle policy", repository));
    }

    /** Refuses a text that is no policy. */
    public static void check(String text) {
        Constraints.length("lifecyclePolicyText", text, LEAST, MOST);
        LifecyclePolicy.read(text);
    }

    /** Sets a repository's policy, checked. */
    public void set(String region, String repository, String text, Instant now) {
        in(region).put(repository, new Kept(LifecyclePolicy.read(text).text(), null));
        this.schedule.set(region + BAR + repository, now.plus(FIRST));
    }

    private Shelf<Kept> in(String region) {
        return new Shelf<>(this.table, region);
    }

    private void forget(String region, String repository) {
        in(region).remove(repository);
        this.schedule.cancel(region + BAR + repository);
    }

    private PutLifecyclePolicyResponse put(CallContext context, PutLifecyclePolicyRequest request) {
        Existing.repository(this.registries.in(context.region()), request.repositoryName(), request.registryId());
        check(request.lifecyclePolicyText());
        set(context.region(), request.repositoryName(), request.lifecyclePolicyText(), context.now());
        return PutLifecyclePolicyResponse.builder()
            .registryId(context.account())
            .repositoryName(request.repositoryName())
            .lifecyclePolicyText(require(context, request.repositoryName(), request.registryId()).text())
            .build();
    }

    private GetLifecyclePolicyResponse get(CallContext context, GetLifecyclePolicyRequest request) {
        Kept kept = require(context, request.repositoryName(), request.registryId());
        return GetLifecyclePolicyResponse.builder()
            .registryId(context.account())
            .repositoryName(request.repositoryName())
            .lifecyclePolicyText(kept.text())
            .lastEvaluatedAt(kept.shownTime())
            .build();
    }

    private DeleteLifecyclePolicyResponse delete(CallContext context, DeleteLifecyclePolicyRequest request) {
        Kept kept = require(context, request.repositoryName(), request.registryId());
        forget(context.region(), request.repositoryName());
        return DeleteLifecyclePolicyResponse.builder()
            .registryId(context.account())
            .repositoryName(request.repositoryName())
            .lifecyclePolicyText(kept.text())
            .lastEvaluatedAt(kept.shownTime())
            .build();
    }

}

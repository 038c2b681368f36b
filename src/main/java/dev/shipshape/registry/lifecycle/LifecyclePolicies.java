package dev.shipshape.registry.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.AwsCommand;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.registry.Image;
import dev.shipshape.registry.ImageUse;
import dev.shipshape.registry.Images;
import dev.shipshape.registry.Repositories;
import dev.shipshape.registry.Repository;
import dev.shipshape.registry.images.ImageTree;
import dev.shipshape.web.Problem;
import dev.shipshape.web.Rehearsal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecr.model.DeleteLifecyclePolicyRequest;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyPreviewRequest;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyPreviewResponse;
import software.amazon.awssdk.services.ecr.model.ImageActionType;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyPreviewNotFoundException;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyPreviewResult;
import software.amazon.awssdk.services.ecr.model.PutLifecyclePolicyRequest;
import software.amazon.awssdk.services.ecr.model.StartLifecyclePolicyPreviewRequest;

/** Lifecycle policies of repositories: what ECR deletes by itself. */
@Component
class LifecyclePolicies {

    /** GetLifecyclePolicyPreview answers with up to 100 a page (ECR API reference). */
    private static final int A_PAGE = 100;

    private final AwsClients clients;

    private final SharedReads reads;

    private final ActionLog actions;

    private final Images images;

    private final ImageUse use;

    LifecyclePolicies(AwsClients clients, SharedReads reads, ActionLog actions, Images images, ImageUse use) {
        this.clients = clients;
        this.reads = reads;
        this.actions = actions;
        this.images = images;
        this.use = use;
    }

    /** The policy of a repository, if it has one; may be two seconds old. */
    Optional<Policy> of(Connection connection, Repository repository) {
        return this.reads.shared(connection, "lifecycle policy " + repository.name(), () -> {
            try {
                var told = this.clients.ecr(connection)
                    .getLifecyclePolicy((request) -> request.repositoryName(repository.name()));
                Instant evaluated = told.lastEvaluatedAt();
                return Optional.of(new Policy(told.lifecyclePolicyText(),
                        (evaluated == null || evaluated.equals(Instant.EPOCH)) ? null : evaluated));
            }
            catch (LifecyclePolicyNotFoundException ex) {
                return Optional.<Policy>empty();
            }
        });
    }

    /**
     * Sets the policy of a repository.
     * @throws Problem if AWS refuses, about the JSON where the policy is wrong
     */
    void put(Connection connection, Repository repository, String text) {
        PutLifecyclePolicyRequest request = PutLifecyclePolicyRequest.builder()
            .repositoryName(repository.name())
            .lifecyclePolicyText(text)
            .build();
        this.actions.run(change(connection, repository).by(request), () -> {
            this.clients.ecr(connection).putLifecyclePolicy(request);
            return Outcome.of(text).note("The lifecycle policy was set.");
        });
    }

    /** Deletes the policy of a repository; that there is none any more is no problem. */
    void delete(Connection connection, Repository repository) {
        DeleteLifecyclePolicyRequest request = DeleteLifecyclePolicyRequest.builder()
            .repositoryName(repository.name())
            .build();
        this.actions.run(change(connection, repository).by(request), () -> {
            try {
                this.clients.ecr(connection).deleteLifecyclePolicy(request);
            }
            catch (LifecyclePolicyNotFoundException ex) {
                return Outcome.of("").note("The lifecycle policy was gone already.");
            }
            return Outcome.of("").note("The lifecycle policy was deleted.");
        });
    }

    private static Change change(Connection connection, Repository repository) {
        return Change.of(connection, Verb.UPDATE, Repositories.KIND, repository.name()).on(repository.arn());
    }

    /**
     * Asks AWS what a policy would do. That changes nothing, so it is not written down as
     * an action.
     * @throws Problem if AWS refuses
     */
    void startPreview(Connection connection, Repository repository, String text) {
        StartLifecyclePolicyPreviewRequest request = StartLifecyclePolicyPreviewRequest.builder()
            .repositoryName(repository.name())
            .lifecyclePolicyText(text)
            .build();
        Rehearsal.end(AwsCommand.of(connection, request));
        this.reads.fresh(() -> this.clients.ecr(connection).startLifecyclePolicyPreview(request));
        this.reads.changed(connection);
    }

    /** What AWS says by now; empty if it was not asked. */
    Optional<Preview> preview(Connection connection, Repository repository) {
        return this.reads.shared(connection, "lifecycle preview " + repository.name(),
                () -> readPreview(connection, repository));
    }

    private Optional<Preview> readPreview(Connection connection, Repository repository) {
        GetLifecyclePolicyPreviewRequest request = GetLifecyclePolicyPreviewRequest.builder()
            .repositoryName(repository.name())
            .maxResults(A_PAGE)
            .build();
        List<LifecyclePolicyPreviewResult> results = new ArrayList<>();
        String text = "";
        String state = "";
        try {
            for (GetLifecyclePolicyPreviewResponse page : this.clients.ecr(connection)
                .getLifecyclePolicyPreviewPaginator(request)) {
                text = page.lifecyclePolicyText();
                state = page.statusAsString();
                results.addAll(page.previewResults());
            }
        }
        catch (LifecyclePolicyPreviewNotFoundException ex) {
            return Optional.empty();
        }
        if (results.isEmpty()) {
            return Optional.of(new Preview(text, state, List.of(), null));
        }
        List<Image> all = this.images.in(connection, repository);
        Map<String, Image> there = all.stream().collect(Collectors.toMap(Image::digest, Function.identity()));
        ImageUse.Uses uses = this.use.of(connection, repository, all, Extent.IN_TIME);
        ImageTree tree = ImageTree.of(all, uses);
        List<Preview.Hit> hits = results.stream()
            .flatMap((result) -> Optional.ofNullable(there.get(result.imageDigest()))
                .map((image) -> new Preview.Hit(tree.row(image), result.appliedRulePriority(),
                        result.action() == null || result.action().type() != ImageActionType.TRANSITION))
                .stream())
            .toList();
        return Optional.of(new Preview(text, state, hits, uses.unread()));
    }

    /**
     * A policy that stands.
     *
     * @param text its JSON
     * @param evaluatedAt when AWS carried it out last; null for never
     */
    record Policy(String text, @Nullable Instant evaluatedAt) {
    }

}

package dev.shipshape.localaws.ecr.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import dev.shipshape.localaws.ecr.shared.Constraints;
import dev.shipshape.localaws.ecr.shared.EcrErrors;
import dev.shipshape.localaws.ecr.shared.Existing;
import dev.shipshape.localaws.ecr.shared.Pages;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.oci.content.Registries;
import dev.shipshape.localaws.oci.content.Registry;
import dev.shipshape.localaws.oci.content.Shelf;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyPreviewRequest;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyPreviewResponse;
import software.amazon.awssdk.services.ecr.model.ImageActionType;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyPreviewResult;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyPreviewStatus;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyPreviewSummary;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyStorageClass;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyTargetStorageClass;
import software.amazon.awssdk.services.ecr.model.StartLifecyclePolicyPreviewRequest;
import software.amazon.awssdk.services.ecr.model.StartLifecyclePolicyPreviewResponse;
import software.amazon.awssdk.services.ecr.model.TagStatus;
import software.amazon.awssdk.services.ecr.model.TransitioningImageTotalCount;

/** What a lifecycle policy would do, if it were carried out now. */
public final class PolicyPreviews {

    /** How long a preview of a few images takes at AWS. */
    private static final int SECONDS = 3;

    /** After that long a preview says nothing about the repository any more. */
    private static final Duration VALIDITY = Duration.ofHours(24);

    private static final int PAGE = 100;

    private final Registries registries;

    private final LifecyclePolicies policies;

    private final Table<Preview> table;

    private final Duration duration;

    /** Previews for these registries' repositories, as fast as the pace says. */
    public PolicyPreviews(Store store, Registries registries, LifecyclePolicies policies, Pace pace) {
        this.registries = registries;
        this.policies = policies;
        this.table = store.records("ecr.lifecycle-previews", Preview.class);
        this.duration = pace.of(SECONDS);
        registries.events().onRepositoryDelete((region, repository) -> in(region).remove(repository.repositoryName()));
    }

    record Preview(String text, Instant startedAt, List<Result> results) {

        Preview {
            results = List.copyOf(results);
        }

    }

    record Result(String digest, List<String> tags, Instant pushedAt, int priority, boolean expires, boolean archived) {

        Result {
            tags = List.copyOf(tags);
        }

        static Result of(Evaluation.Hit hit) {
            return new Result(hit.image().digest().toString(), hit.tags(), hit.image().pushedAt(),
                    hit.rule().priority(), hit.rule().action() == LifecycleRule.Action.EXPIRE, hit.rule().archived());
        }

        LifecyclePolicyPreviewResult shown() {
            LifecyclePolicyPreviewResult.Builder result = LifecyclePolicyPreviewResult.builder()
                .imageDigest(this.digest)
                .imagePushedAt(this.pushedAt)
                .appliedRulePriority(this.priority)
                .storageClass(
                        this.archived ? LifecyclePolicyStorageClass.ARCHIVE : LifecyclePolicyStorageClass.STANDARD)
                .action((action) -> {
                    action.type(this.expires ? ImageActionType.EXPIRE : ImageActionType.TRANSITION);
                    if (!this.expires) {
                        action.targetStorageClass(LifecyclePolicyTargetStorageClass.ARCHIVE);
                    }
                });
            return (this.tags.isEmpty() ? result : result.imageTags(this.tags)).build();
        }

        boolean isNamedBy(ImageIdentifier id) {
            return (id.imageDigest() != null || id.imageTag() != null)
                    && (id.imageDigest() == null || id.imageDigest().equals(this.digest))
                    && (id.imageTag() == null || this.tags.contains(id.imageTag()));
        }

    }

    /** The operations by name. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("StartLifecyclePolicyPreview",
                Operation.of(StartLifecyclePolicyPreviewRequest::builder, this::start).requiring("repositoryName"),
                "GetLifecyclePolicyPreview",
                Operation.of(GetLifecyclePolicyPreviewRequest::builder, this::get).requiring("repositoryName"));
    }

    private Shelf<Preview> in(String region) {
        return new Shelf<>(this.table, region);
    }

    private LifecyclePolicyPreviewStatus status(Preview preview, Instant now) {
        if (now.isBefore(preview.startedAt().plus(this.duration))) {
            return LifecyclePolicyPreviewStatus.IN_PROGRESS;
        }
        return now.isBefore(preview.startedAt().plus(VALIDITY)) ? LifecyclePolicyPreviewStatus.COMPLETE
                : LifecyclePolicyPreviewStatus.EXPIRED;
    }

    private StartLifecyclePolicyPreviewResponse start(CallContext context, StartLifecyclePolicyPreviewRequest request) {
        Registry registry = this.registries.in(context.region());
        String repository = request.repositoryName();
        Existing.repository(registry, repository, request.registryId());
        boolean goesOn = in(context.region()).find(repository)
            .filter((last) -> status(last, context.now()) == LifecyclePolicyPreviewStatus.IN_PROGRESS)
            .isPresent();
        if (goesOn) {
            throw new AwsError("LifecyclePolicyPreviewInProgressException",
                    "The previous lifecycle policy preview request has not completed. Wait and try again.");
        }
        String text = (request.lifecyclePolicyText() != null) ? request.lifecyclePolicyText()
                : this.policies.require(context, repository, request.registryId()).text();
        LifecyclePolicy policy = LifecyclePolicy.read(text);
        List<Result> results = Evaluation.of(registry.images(), repository, policy, context.now())
            .stream()
            .map(Result::of)
            .toList();
        in(context.region()).put(repository, new Preview(policy.text(), context.now(), results));
        return StartLifecyclePolicyPreviewResponse.builder()
            .registryId(context.account())
            .repositoryName(repository)
            .lifecyclePolicyText(policy.text())
            .status(LifecyclePolicyPreviewStatus.IN_PROGRESS)
            .build();
    }

    private GetLifecyclePolicyPreviewResponse get(CallContext context, GetLifecyclePolicyPreviewRequest request) {
        String repository = request.repositoryName();
        Existing.repository(this.registries.in(context.region()), repository, request.registryId());
        Preview preview = in(context.region()).find(repository)
            .orElseThrow(() -> EcrErrors.noPolicy("LifecyclePolicyPreviewNotFoundException", "Lifecycle policy preview",
                    repository));
        LifecyclePolicyPreviewStatus status = status(preview, context.now());
        GetLifecyclePolicyPreviewResponse.Builder answer = GetLifecyclePolicyPreviewResponse.builder()
            .registryId(context.account())
            .repositoryName(repository)
            .lifecyclePolicyText(preview.text())
            .status(status);
        if (status != LifecyclePolicyPreviewStatus.COMPLETE) {
            return answer.build();
        }
        List<Result> wanted = wanted(preview.results(), request);
        Page<Integer> page = Pages.of(IntStream.range(0, wanted.size()).boxed().toList(), PolicyPreviews::place,
                request.maxResults(), request.nextToken(), PAGE, PAGE);
        return answer.previewResults(page.items().stream().map((place) -> wanted.get(place).shown()).toList())
            .nextToken(page.nextToken())
            .summary(summary(preview.results()))
            .build();
    }

    private static String place(int place) {
        return String.format(Locale.ROOT, "%08d", place);
    }

    private static List<Result> wanted(List<Result> results, GetLifecyclePolicyPreviewRequest request) {
        if (request.hasImageIds()) {
            Pages.refuseWith("imageIds", request.imageIds(), request.maxResults(), request.nextToken());
            Set<ImageIdentifier> ids = new HashSet<>(request.imageIds());
            return results.stream().filter((result) -> ids.stream().anyMatch(result::isNamedBy)).toList();
        }
        TagStatus tags = (request.filter() != null) ? request.filter().tagStatus() : null;
        Constraints.known("filter.tagStatus", tags, TagStatus.values());
        if (tags == null || tags == TagStatus.ANY) {
            return results;
        }
        return results.stream().filter((result) -> (tags == TagStatus.TAGGED) != result.tags().isEmpty()).toList();
    }

    private static LifecyclePolicyPreviewSummary summary(List<Result> results) {
        int expiring = (int) results.stream().filter(Result::expires).count();
        LifecyclePolicyPreviewSummary.Builder summary = LifecyclePolicyPreviewSummary.builder()
            .expiringImageTotalCount(expiring);
        if (expiring < results.size()) {
            summary.transitioningImageTotalCounts(TransitioningImageTotalCount.builder()
                .targetStorageClass(LifecyclePolicyTargetStorageClass.ARCHIVE)
                .imageTotalCount(results.size() - expiring)
                .build());
        }
        return summary.build();
    }

}

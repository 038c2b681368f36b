package dev.shipshape.localaws.ecr.registry;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

import dev.shipshape.localaws.ecr.shared.Constraints;
import dev.shipshape.localaws.ecr.shared.Pages;
import dev.shipshape.localaws.oci.content.Shelf;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecr.model.DeregisterPullTimeUpdateExclusionRequest;
import software.amazon.awssdk.services.ecr.model.DeregisterPullTimeUpdateExclusionResponse;
import software.amazon.awssdk.services.ecr.model.ListPullTimeUpdateExclusionsRequest;
import software.amazon.awssdk.services.ecr.model.ListPullTimeUpdateExclusionsResponse;
import software.amazon.awssdk.services.ecr.model.RegisterPullTimeUpdateExclusionRequest;
import software.amazon.awssdk.services.ecr.model.RegisterPullTimeUpdateExclusionResponse;

/**
 * Principals whose pulls are not to be written down. Kept and listed; here nobody is told
 * from another, so every pull is.
 */
public final class PullTimeExclusions {

    /** ECR's model, PrincipalArn. */
    private static final Pattern PRINCIPAL = Pattern
        .compile("^arn:aws(-[a-z]+)*:iam::[0-9]{12}:(role|user)/[\\w+=,.@-]+(/[\\w+=,.@-]+)*$");

    /** Amazon ECR user guide, "Amazon ECR service quotas". */
    private static final int MOST = 100;

    private final Table<Exclusion> table;

    /** The exclusions of all regions' registries. */
    public PullTimeExclusions(Store store) {
        this.table = store.records("ecr.pull-time-exclusions", Exclusion.class);
    }

    record Exclusion(String principal, Instant createdAt) {

    }

    /** The operations by name. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("RegisterPullTimeUpdateExclusion",
                Operation.of(RegisterPullTimeUpdateExclusionRequest::builder, this::register).requiring("principalArn"),
                "DeregisterPullTimeUpdateExclusion",
                Operation.of(DeregisterPullTimeUpdateExclusionRequest::builder, this::deregister)
                    .requiring("principalArn"),
                "ListPullTimeUpdateExclusions", Operation.of(ListPullTimeUpdateExclusionsRequest::builder, this::list));
    }

    private Shelf<Exclusion> in(CallContext context) {
        return new Shelf<>(this.table, context.region());
    }

    private static void check(String principal) {
        Constraints.length("principalArn", principal, 0, 200);
        Constraints.pattern("principalArn", principal, PRINCIPAL);
    }

    private RegisterPullTimeUpdateExclusionResponse register(CallContext context,
            RegisterPullTimeUpdateExclusionRequest request) {
        check(request.principalArn());
        if (in(context).find(request.principalArn()).isPresent()) {
            throw new AwsError("ExclusionAlreadyExistsException", "The pull time update exclusion for principal '"
                    + request.principalArn() + "' already exists in the registry with id '" + context.account() + "'");
        }
        if (in(context).keys("").size() >= MOST) {
            throw new AwsError("LimitExceededException",
                    "The number of pull time update exclusions exceeds the limit of " + MOST + ".");
        }
        in(context).put(request.principalArn(), new Exclusion(request.principalArn(), context.now()));
        return RegisterPullTimeUpdateExclusionResponse.builder()
            .principalArn(request.principalArn())
            .createdAt(context.now())
            .build();
    }

    private DeregisterPullTimeUpdateExclusionResponse deregister(CallContext context,
            DeregisterPullTimeUpdateExclusionRequest request) {
        check(request.principalArn());
        if (!in(context).remove(request.principalArn())) {
            throw new AwsError("ExclusionNotFoundException", "The pull time update exclusion for principal '"
                    + request.principalArn() + "' does not exist in the registry with id '" + context.account() + "'");
        }
        return DeregisterPullTimeUpdateExclusionResponse.builder().principalArn(request.principalArn()).build();
    }

    private ListPullTimeUpdateExclusionsResponse list(CallContext context,
            ListPullTimeUpdateExclusionsRequest request) {
        Page<String> page = Pages.of(in(context).keys(""), (key) -> key, request.maxResults(), request.nextToken());
        return ListPullTimeUpdateExclusionsResponse.builder()
            .pullTimeUpdateExclusions(page.items())
            .nextToken(page.nextToken())
            .build();
    }

}

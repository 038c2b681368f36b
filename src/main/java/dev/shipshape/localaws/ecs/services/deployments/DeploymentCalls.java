package dev.shipshape.localaws.ecs.services.deployments;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.shipshape.localaws.ecs.clusters.Clusters;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.References;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.CreatedAt;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentResponse;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;

/** The calls on service deployments and service revisions. */
public final class DeploymentCalls {

    private static final int MOST_DESCRIBED = 20;

    private final EcsTables tables;

    private final Clusters clusters;

    private final DeploymentHistory history;

    /** The calls on this history. */
    public DeploymentCalls(EcsTables tables, Clusters clusters, DeploymentHistory history) {
        this.tables = tables;
        this.clusters = clusters;
        this.history = history;
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("ListServiceDeployments",
                Operation.of(ListServiceDeploymentsRequest::builder, this::list).requiring("service"),
                "DescribeServiceDeployments",
                Operation.of(DescribeServiceDeploymentsRequest::builder, this::describe)
                    .requiring("serviceDeploymentArns"),
                "DescribeServiceRevisions",
                Operation.of(DescribeServiceRevisionsRequest::builder, this::revisions)
                    .requiring("serviceRevisionArns"),
                "StopServiceDeployment",
                Operation.of(StopServiceDeploymentRequest::builder, this::stop).requiring("serviceDeploymentArn"),
                // Newer than the SDK's model: no deployment here has a hook to wait at.
                "ContinueServiceDeployment", Operation
                    .<ListClustersRequest, ListClustersResponse>of(ListClustersRequest::builder, (context, request) -> {
                        throw notFound();
                    }));
    }

    private static AwsError notFound() {
        return new AwsError("ServiceDeploymentNotFoundException", "The service deployment was not found.");
    }

    private ListServiceDeploymentsResponse list(CallContext context, ListServiceDeploymentsRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        Service service = this.tables.services()
            .find(References.within(context, cluster, "service", request.service()))
            .orElseThrow(EcsErrors::serviceNotFound);
        if (request.status().contains(ServiceDeploymentStatus.UNKNOWN_TO_SDK_VERSION)) {
            throw EcsErrors.invalidParameter("status should be one of " + ServiceDeploymentStatus.knownValues());
        }
        int size = (request.maxResults() != null) ? request.maxResults() : MOST_DESCRIBED;
        if (size < 1 || size > 100) {
            throw EcsErrors.invalidParameter("maxResults must be between 1 and 100.");
        }
        Comparator<String> newestFirst = Comparator.reverseOrder();
        List<ServiceDeployment> found = this.history.deployments()
            .startingWith(DeploymentHistory.deploymentsOf(service))
            .stream()
            .filter((deployment) -> request.status().isEmpty() || request.status().contains(deployment.status()))
            .filter((deployment) -> isWithin(deployment.createdAt(), request.createdAt()))
            .sorted(Comparator.comparing(DeploymentCalls::order, newestFirst))
            .toList();
        Page<ServiceDeployment> page = Page.of(found, DeploymentCalls::order, newestFirst, size, request.nextToken(),
                EcsErrors::invalidToken);
        return ListServiceDeploymentsResponse.builder()
            .serviceDeployments(page.items().stream().map(DeploymentCalls::brief).toList())
            .nextToken(page.nextToken())
            .build();
    }

    private static String order(ServiceDeployment deployment) {
        return deployment.createdAt() + "|" + deployment.serviceDeploymentArn();
    }

    private static boolean isWithin(Instant createdAt, @Nullable CreatedAt range) {
        return range == null || ((range.before() == null || createdAt.isBefore(range.before()))
                && (range.after() == null || createdAt.isAfter(range.after())));
    }

    private static ServiceDeploymentBrief brief(ServiceDeployment deployment) {
        return ServiceDeploymentBrief.builder()
            .serviceDeploymentArn(deployment.serviceDeploymentArn())
            .serviceArn(deployment.serviceArn())
            .clusterArn(deployment.clusterArn())
            .createdAt(deployment.createdAt())
            .startedAt(deployment.startedAt())
            .finishedAt(deployment.finishedAt())
            .targetServiceRevisionArn(deployment.targetServiceRevision().arn())
            .status(deployment.status())
            .statusReason(deployment.statusReason())
            .build();
    }

    private DescribeServiceDeploymentsResponse describe(CallContext context,
            DescribeServiceDeploymentsRequest request) {
        checkNumber(request.serviceDeploymentArns());
        List<ServiceDeployment> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String arn : request.serviceDeploymentArns()) {
            References.resource(context, "service-deployment", arn);
            this.history.deployments()
                .find(arn)
                .ifPresentOrElse((deployment) -> found.add(present(deployment)), () -> failures.add(missing(arn)));
        }
        return DescribeServiceDeploymentsResponse.builder().serviceDeployments(found).failures(failures).build();
    }

    private static void checkNumber(List<String> arns) {
        if (arns.size() > MOST_DESCRIBED) {
            throw EcsErrors.invalidParameter("You can specify a maximum of 20 ARNs.");
        }
    }

    private static Failure missing(String arn) {
        return Failure.builder().arn(arn).reason("MISSING").build();
    }

    /** With the counts of now, while it is on its way. */
    private ServiceDeployment present(ServiceDeployment deployment) {
        return service(deployment)
            .filter((service) -> deployment.serviceDeploymentArn().equals(service.currentServiceDeployment()))
            .map((service) -> DeploymentHistory.counted(deployment, service))
            .orElse(deployment);
    }

    private Optional<Service> service(ServiceDeployment deployment) {
        return this.tables.services().find(deployment.serviceArn());
    }

    private DescribeServiceRevisionsResponse revisions(CallContext context, DescribeServiceRevisionsRequest request) {
        checkNumber(request.serviceRevisionArns());
        List<ServiceRevision> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String arn : request.serviceRevisionArns()) {
            References.resource(context, "service-revision", arn);
            this.history.revisions().find(arn).ifPresentOrElse(found::add, () -> failures.add(missing(arn)));
        }
        return DescribeServiceRevisionsResponse.builder().serviceRevisions(found).failures(failures).build();
    }

    private StopServiceDeploymentResponse stop(CallContext context, StopServiceDeploymentRequest request) {
        References.resource(context, "service-deployment", request.serviceDeploymentArn());
        if (request.stopType() == StopServiceDeploymentStopType.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.invalidParameter("stopType should be one of [ABORT,ROLLBACK]");
        }
        ServiceDeployment deployment = this.history.deployments()
            .find(request.serviceDeploymentArn())
            .orElseThrow(DeploymentCalls::notFound);
        Service service = service(deployment)
            .filter((found) -> deployment.serviceDeploymentArn().equals(found.currentServiceDeployment()))
            .filter((found) -> deployment.status() == ServiceDeploymentStatus.IN_PROGRESS)
            .orElseThrow(() -> conflict(deployment, "The service deployment is not in progress."));
        Deployment before = completed(service)
            .orElseThrow(() -> conflict(deployment, "The service has no earlier revision to roll back to."));
        Service stopped = Deployments.change(service,
                (primary) -> primary.rolloutState(DeploymentRolloutState.FAILED)
                    .rolloutStateReason("ECS deployment stopped by a user.")
                    .updatedAt(context.now()));
        Service next = this.history.rollBack(stopped, before,
                "Service deployment rolled back because of a user " + "request.", context.now());
        this.tables.services().put(next.serviceArn(), next);
        return StopServiceDeploymentResponse.builder().serviceDeploymentArn(deployment.serviceDeploymentArn()).build();
    }

    /** The last deployment that was completed before the newest. */
    public static Optional<Deployment> completed(Service service) {
        return service.deployments()
            .stream()
            .filter((each) -> !Deployments.isPrimary(each) && each.rolloutState() == DeploymentRolloutState.COMPLETED)
            .max(Comparator.comparing(Deployment::createdAt));
    }

    private static AwsError conflict(ServiceDeployment deployment, String message) {
        return new AwsError("ConflictException", message).with("resourceIds",
                List.of(deployment.serviceDeploymentArn()));
    }

}

package dev.shipshape.ecsservices.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.ecsservices.EcsServices;
import dev.shipshape.ecsservices.Service;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;

/** What a service ran before. AWS remembers deployments for 90 days. */
@Component
public class ServiceHistory {

    /**
     * DescribeServiceDeployments and DescribeServiceRevisions take 20 a call (ECS API
     * reference); older ones are not shown.
     */
    private static final int A_CALL = 20;

    private final AwsClients clients;

    private final SharedReads reads;

    private final ActionLog actions;

    ServiceHistory(AwsClients clients, SharedReads reads, ActionLog actions) {
        this.clients = clients;
        this.reads = reads;
        this.actions = actions;
    }

    /**
     * The last deployments of a service, the newest first; none of one that is deleted.
     * @throws dev.shipshape.web.Problem if AWS cannot be asked, or does not let us
     */
    public List<PastDeployment> of(Connection connection, Service service) {
        if (service.inactive()) {
            return List.of();
        }
        return this.reads.shared(connection, "deployments " + service.arn(),
                () -> read(this.clients.ecs(connection), service));
    }

    private static List<PastDeployment> read(EcsClient ecs, Service service) {
        List<String> arns = ecs
            .listServiceDeployments(
                    (request) -> request.cluster(service.cluster()).service(service.arn()).maxResults(A_CALL))
            .serviceDeployments()
            .stream()
            .map(ServiceDeploymentBrief::serviceDeploymentArn)
            .toList();
        if (arns.isEmpty()) {
            return List.of();
        }
        List<ServiceDeployment> told = ecs.describeServiceDeployments((request) -> request.serviceDeploymentArns(arns))
            .serviceDeployments();
        List<String> revisions = told.stream()
            .map(ServiceDeployment::targetServiceRevision)
            .filter(Objects::nonNull)
            .map((target) -> target.arn())
            .distinct()
            .toList();
        Map<String, String> definitions = new HashMap<>();
        if (!revisions.isEmpty()) {
            ecs.describeServiceRevisions((request) -> request.serviceRevisionArns(revisions))
                .serviceRevisions()
                .forEach((revision) -> definitions.put(revision.serviceRevisionArn(),
                        revision.taskDefinition().substring(revision.taskDefinition().lastIndexOf('/') + 1)));
        }
        return arns.stream()
            .flatMap((arn) -> told.stream().filter((one) -> arn.equals(one.serviceDeploymentArn())))
            .map((one) -> PastDeployment.of(one, definitions))
            .toList();
    }

    /**
     * Stops a deployment that is on its way; the service goes back to what ran before.
     * @throws dev.shipshape.web.Problem if AWS refuses, such as where nothing ran before
     */
    public void stop(Connection connection, Service service, PastDeployment deployment) {
        StopServiceDeploymentRequest request = StopServiceDeploymentRequest.builder()
            .serviceDeploymentArn(deployment.arn())
            .stopType(StopServiceDeploymentStopType.ROLLBACK)
            .build();
        Change change = Change.of(connection, Verb.UPDATE, EcsServices.KIND, service.name())
            .in(service.cluster())
            .on(service.arn());
        this.actions.run(change.by(request), () -> {
            this.clients.ecs(connection).stopServiceDeployment(request);
            return Outcome.of(deployment);
        });
    }

}

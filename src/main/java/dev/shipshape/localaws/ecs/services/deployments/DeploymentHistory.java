package dev.shipshape.localaws.ecs.services.deployments;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Rollback;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * The service deployments and the service revisions, which stay when the deployments of
 * the service itself are over (developer guide, "View service history").
 */
public final class DeploymentHistory {

    private final Table<ServiceDeployment> deployments;

    private final Table<ServiceRevision> revisions;

    private final Table<TaskDefinition> definitions;

    /** The history in a store. */
    public DeploymentHistory(Store store, EcsTables tables) {
        this.deployments = store.table("ecs.service-deployments", ServiceDeployment::builder);
        this.revisions = store.table("ecs.service-revisions", ServiceRevision::builder);
        this.definitions = tables.taskDefinitions();
    }

    Table<ServiceDeployment> deployments() {
        return this.deployments;
    }

    Table<ServiceRevision> revisions() {
        return this.revisions;
    }

    /** The ARN of the revision that a deployment rolls out. */
    public static String revisionArn(Service service, Deployment deployment) {
        return service.serviceArn().replace(":service/", ":service-revision/") + "/" + Deployments.number(deployment);
    }

    /** Where the ARNs of the deployments of a service begin. */
    static String deploymentsOf(Service service) {
        return service.serviceArn().replace(":service/", ":service-deployment/") + "/";
    }

    /** Writes down the newest deployment of a service, which has just begun. */
    public Service begin(Service service, Instant now) {
        Deployment primary = Deployments.primary(service);
        stop(service, "A new service deployment has started.", now);
        keepRevision(service, primary, now);
        String arn = deploymentsOf(service) + UUID.randomUUID().toString().replace("-", "").substring(0, 21);
        this.deployments.put(arn,
                ServiceDeployment.builder()
                    .serviceDeploymentArn(arn)
                    .serviceArn(service.serviceArn())
                    .clusterArn(service.clusterArn())
                    .createdAt(now)
                    .startedAt(now)
                    .updatedAt(now)
                    .status(ServiceDeploymentStatus.IN_PROGRESS)
                    .deploymentConfiguration(service.deploymentConfiguration())
                    .targetServiceRevision(summary(service, primary))
                    .sourceServiceRevisions(service.deployments()
                        .stream()
                        .filter((each) -> !Deployments.isPrimary(each))
                        .map((each) -> summary(service, each))
                        .toList())
                    .build());
        return service.toBuilder().currentServiceDeployment(arn).build();
    }

    private void keepRevision(Service service, Deployment deployment, Instant now) {
        List<ContainerImage> images = this.definitions.find(service.taskDefinition())
            .map(TaskDefinition::containerDefinitions)
            .orElse(List.of())
            .stream()
            .map((container) -> ContainerImage.builder()
                .containerName(container.name())
                .image(container.image())
                .build())
            .toList();
        String arn = revisionArn(service, deployment);
        this.revisions.put(arn,
                ServiceRevision.builder()
                    .serviceRevisionArn(arn)
                    .serviceArn(service.serviceArn())
                    .clusterArn(service.clusterArn())
                    .taskDefinition(service.taskDefinition())
                    .capacityProviderStrategy(service.capacityProviderStrategy())
                    .launchType(service.launchType())
                    .platformVersion(service.platformVersion())
                    .platformFamily(service.platformFamily())
                    .loadBalancers(service.loadBalancers())
                    .serviceRegistries(service.serviceRegistries())
                    .networkConfiguration(service.networkConfiguration())
                    .containerImages(images)
                    .guardDutyEnabled(false)
                    .serviceConnectConfiguration(deployment.serviceConnectConfiguration())
                    .volumeConfigurations(deployment.volumeConfigurations())
                    .vpcLatticeConfigurations(deployment.vpcLatticeConfigurations())
                    .createdAt(now)
                    .build());
    }

    private static ServiceRevisionSummary summary(Service service, Deployment deployment) {
        return ServiceRevisionSummary.builder()
            .arn(revisionArn(service, deployment))
            .requestedTaskCount(deployment.desiredCount())
            .runningTaskCount(deployment.runningCount())
            .pendingTaskCount(deployment.pendingCount())
            .build();
    }

    /** The present deployment succeeded, or rolled back what had failed. */
    public Service complete(Service service, Instant now) {
        return end(service, (deployment) -> deployment.finishedAt(now), now, (before) -> (before.rollback() != null)
                ? ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL : ServiceDeploymentStatus.SUCCESSFUL);
    }

    /** The present deployment failed and is not rolled back. */
    public Service fail(Service service, String reason, Instant now) {
        return end(service, (deployment) -> deployment.statusReason(reason).stoppedAt(now), now,
                (before) -> (before.rollback() != null) ? ServiceDeploymentStatus.ROLLBACK_FAILED
                        : ServiceDeploymentStatus.STOPPED);
    }

    /** Ends the present deployment, if one is on its way, because of something else. */
    public Service stop(Service service, String reason, Instant now) {
        return end(service, (deployment) -> deployment.statusReason(reason).stoppedAt(now), now,
                (before) -> ServiceDeploymentStatus.STOPPED);
    }

    private Service end(Service service, UnaryOperator<ServiceDeployment.Builder> change, Instant now,
            Function<ServiceDeployment, ServiceDeploymentStatus> status) {
        if (service.currentServiceDeployment() == null) {
            return service;
        }
        this.deployments.find(service.currentServiceDeployment())
            .ifPresent((before) -> this.deployments.put(before.serviceDeploymentArn(),
                    change.apply(counted(before, service).toBuilder().status(status.apply(before)).updatedAt(now))
                        .build()));
        return service.toBuilder().currentServiceDeployment(null).build();
    }

    /**
     * With the newest deployment being what an earlier one was: the present service
     * deployment goes on, as a rollback.
     */
    public Service rollBack(Service service, Deployment to, String reason, Instant now) {
        String revision = revisionArn(service, to);
        Service.Builder back = service.toBuilder()
            .taskDefinition(to.taskDefinition())
            .launchType(to.launchType())
            .capacityProviderStrategy(to.capacityProviderStrategy())
            .platformVersion(to.platformVersion())
            .networkConfiguration(to.networkConfiguration());
        this.revisions.find(revision)
            .ifPresent(
                    (known) -> back.loadBalancers(known.loadBalancers()).serviceRegistries(known.serviceRegistries()));
        Service next = Deployments.start(back.build(), Extras.of(to), reason, now);
        keepRevision(next, Deployments.primary(next), now);
        this.deployments.find(String.valueOf(service.currentServiceDeployment()))
            .ifPresent((present) -> this.deployments.put(present.serviceDeploymentArn(),
                    counted(present, service).toBuilder()
                        .status(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS)
                        .statusReason(reason)
                        .updatedAt(now)
                        .rollback(Rollback.builder().reason(reason).startedAt(now).serviceRevisionArn(revision).build())
                        .build()));
        return next;
    }

    /** Forgets all that was written down about a service. */
    public void forget(Service service) {
        String deploymentPrefix = deploymentsOf(service);
        this.deployments.keys(deploymentPrefix).forEach(this.deployments::remove);
        String revisionPrefix = service.serviceArn().replace(":service/", ":service-revision/") + "/";
        this.revisions.keys(revisionPrefix).forEach(this.revisions::remove);
    }

    /** With the counts of the service's own deployments, as far as these are there. */
    static ServiceDeployment counted(ServiceDeployment deployment, Service service) {
        return deployment.toBuilder()
            .targetServiceRevision(counted(deployment.targetServiceRevision(), service))
            .sourceServiceRevisions(
                    deployment.sourceServiceRevisions().stream().map((source) -> counted(source, service)).toList())
            .build();
    }

    private static ServiceRevisionSummary counted(ServiceRevisionSummary before, Service service) {
        return service.deployments()
            .stream()
            .filter((each) -> revisionArn(service, each).equals(before.arn()))
            .map((each) -> summary(service, each))
            .findFirst()
            .orElseGet(() -> before.toBuilder().requestedTaskCount(0).runningTaskCount(0).pendingTaskCount(0).build());
    }

}

package dev.shipshape.localaws.ecs;

import java.util.function.Consumer;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceConnectService;
import software.amazon.awssdk.services.ecs.model.ServiceRegistry;
import software.amazon.awssdk.services.ecs.model.ServiceVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * API reference, CreateService and UpdateService: what is filled in and what is refused.
 */
class ServiceRulesTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private static final String GROUP = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/"
            + "0123456789abcdef";

    private EcsClient ecs;

    private EcsFixture fixture;

    @BeforeEach
    void connect() {
        this.ecs = aws.ecs();
        this.fixture = new EcsFixture(this.ecs, aws.subnet());
        this.ecs.createCluster(
                (request) -> request.clusterName(EcsFixture.CLUSTER).capacityProviders("FARGATE", "FARGATE_SPOT"));
        this.fixture.register("web",
                EcsFixture.container("web")
                    .portMappings(PortMapping.builder().containerPort(80).name("http").build())
                    .build());
    }

    @Test
    void awsFillsInWhatIsNotSaid() {
        Service service = this.ecs.createService(request().build()).service();
        DeploymentConfiguration configuration = service.deploymentConfiguration();
        assertThat(configuration.minimumHealthyPercent()).isEqualTo(100);
        assertThat(configuration.maximumPercent()).isEqualTo(200);
        assertThat(configuration.strategy()).isEqualTo(DeploymentStrategy.ROLLING);
        assertThat(service.schedulingStrategy()).isEqualTo(SchedulingStrategy.REPLICA);
        assertThat(service.deploymentController().typeAsString()).isEqualTo("ECS");
        assertThat(service.availabilityZoneRebalancing()).isEqualTo(AvailabilityZoneRebalancing.ENABLED);
        assertThat(service.platformVersion()).isEqualTo("1.4.0");
        assertThat(service.propagateTagsAsString()).isEqualTo("NONE");
    }

    @Test
    void attachmentsAreKeptAndCheckedAgainstTheTaskDefinition() {
        Service service = this.ecs
            .createService(request().loadBalancers(balancer("web", 80))
                .serviceRegistries(ServiceRegistry.builder()
                    .registryArn("arn:aws:servicediscovery:us-east-1:123456789012:service/srv-1")
                    .build())
                .build())
            .service();
        assertThat(service.loadBalancers().get(0).targetGroupArn()).isEqualTo(GROUP);
        assertThat(service.serviceRegistries()).hasSize(1);
        refused("The container none does not exist in the task definition.",
                (request) -> request.loadBalancers(balancer("none", 80)));
        refused("did not have a container port 81 defined", (request) -> request.loadBalancers(balancer("web", 81)));
        refused("Container Name can not be blank.",
                (request) -> request.loadBalancers(LoadBalancer.builder().targetGroupArn(GROUP).build()));
        refused("no namespace was specified",
                (request) -> request.serviceConnectConfiguration((connect) -> connect.enabled(true)));
        refused("does not match any named port",
                (request) -> request.serviceConnectConfiguration((connect) -> connect.enabled(true)
                    .namespace("apps")
                    .services(ServiceConnectService.builder().portName("grpc").build())));
        refused("is not configured at launch",
                (request) -> request.volumeConfigurations(ServiceVolumeConfiguration.builder()
                    .name("data")
                    .managedEBSVolume((managed) -> managed.roleArn("role").sizeInGiB(10))
                    .build()));
    }

    @Test
    void aDaemonTakesNeitherCountNorStrategyNorFargate() {
        refused("does not support a desired count", (request) -> request.schedulingStrategy("DAEMON"));
        refused("not supported with the Fargate launch type",
                (request) -> request.schedulingStrategy("DAEMON").desiredCount(null));
        refused("does not support placement strategies",
                (request) -> request.schedulingStrategy("DAEMON")
                    .desiredCount(null)
                    .launchType(LaunchType.EC2)
                    .placementStrategy(PlacementStrategy.builder().type("random").build()));
        refused("does not support values above 100 for maximumPercent",
                (request) -> request.schedulingStrategy("DAEMON")
                    .desiredCount(null)
                    .launchType(LaunchType.EC2)
                    .deploymentConfiguration((configuration) -> configuration.maximumPercent(200)));
    }

    @Test
    void whatIsNotOfTheModelIsRefused() {
        assertThatExceptionOfType(ClientException.class)
            .isThrownBy(() -> this.ecs.createService(request().launchType("SOMETHING").build()))
            .withMessageContaining("launch type should be one of [EC2,FARGATE]");
        refused("scheduling strategy should be one of", (request) -> request.schedulingStrategy("OTHER"));
        refused("propagateTags should be one of", (request) -> request.propagateTags("OTHER"));
        refused("deployment controller type should be one of",
                (request) -> request.deploymentController((controller) -> controller.type("OTHER")));
        refused("Both maximumPercent and minimumHealthyPercent cannot be 100", (request) -> request
            .deploymentConfiguration((configuration) -> configuration.maximumPercent(100).minimumHealthyPercent(100)));
        refused("DesiredCount cannot be null or negative", (request) -> request.desiredCount(-1));
        refused("TaskDefinition can not be blank.", (request) -> request.taskDefinition(null));
        refused("Specifying both a launch type and capacity provider strategy",
                (request) -> request.capacityProviderStrategy(spot()));
    }

    @Test
    void otherCapacityNeedsAForcedDeployment() {
        this.ecs.createService(request().build());
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> update((request) -> request.capacityProviderStrategy(spot())))
            .withMessageContaining("you must force a new deployment.");
        Service changed = update((request) -> request.capacityProviderStrategy(spot()).forceNewDeployment(true));
        assertThat(changed.launchType()).isNull();
        assertThat(changed.capacityProviderStrategy()).hasSize(1);
        EcsFixture.until(() -> this.fixture.service("web"), (service) -> service.deployments().size() == 1);
        assertThat(
                this.ecs
                    .describeTasks((request) -> request.cluster(EcsFixture.CLUSTER)
                        .tasks(this.ecs.listTasks((list) -> list.cluster(EcsFixture.CLUSTER).serviceName("web"))
                            .taskArns()))
                    .tasks()
                    .get(0)
                    .capacityProviderName())
            .isEqualTo("FARGATE_SPOT");
    }

    @Test
    void onlyCodeDeployDeploysItsServices() {
        this.ecs.createService(request().deploymentController((controller) -> controller.type("CODE_DEPLOY")).build());
        assertThat(update((request) -> request.desiredCount(2)).desiredCount()).isEqualTo(2);
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> update((request) -> request.taskDefinition("web")))
            .withMessageContaining("Unable to update task definition on services with a CODE_DEPLOY deployment "
                    + "controller. Use AWS CodeDeploy to trigger a new deployment.");
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> update((request) -> request.forceNewDeployment(true)))
            .withMessageContaining("Cannot force a new deployment");
    }

    @Test
    void deletingAServiceWithoutTasksMakesItInactiveAtOnce() {
        this.ecs.createService(request().desiredCount(0).build());
        assertThat(this.ecs.deleteService((request) -> request.cluster(EcsFixture.CLUSTER).service("web"))
            .service()
            .status()).isEqualTo("INACTIVE");
        assertThat(this.fixture.service("web").status()).isEqualTo("INACTIVE");
        assertThat(this.ecs.createService(request().build()).service().status()).isEqualTo("ACTIVE");
    }

    @Test
    void aMissingServiceIsNamedAsItWasAskedFor() {
        assertThat(this.ecs.describeServices((request) -> request.cluster(EcsFixture.CLUSTER).services("none"))
            .failures()
            .get(0)
            .arn()).isEqualTo("arn:aws:ecs:us-east-1:123456789012:service/none");
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.describeServices((request) -> request.cluster(EcsFixture.CLUSTER)))
            .withMessageContaining("Services cannot be empty.");
    }

    private Service update(Consumer<UpdateServiceRequest.Builder> change) {
        return this.ecs.updateService((request) -> {
            request.cluster(EcsFixture.CLUSTER).service("web");
            change.accept(request);
        }).service();
    }

    private void refused(String message, Consumer<CreateServiceRequest.Builder> change) {
        CreateServiceRequest.Builder request = request().serviceName("other");
        change.accept(request);
        assertThatExceptionOfType(InvalidParameterException.class).as(message)
            .isThrownBy(() -> this.ecs.createService(request.build()))
            .withMessageContaining(message);
    }

    private CreateServiceRequest.Builder request() {
        return CreateServiceRequest.builder()
            .cluster(EcsFixture.CLUSTER)
            .serviceName("web")
            .taskDefinition("web")
            .launchType(LaunchType.FARGATE)
            .networkConfiguration(this.fixture.network())
            .desiredCount(1);
    }

    private static LoadBalancer balancer(String container, int port) {
        return LoadBalancer.builder().targetGroupArn(GROUP).containerName(container).containerPort(port).build();
    }

    private static CapacityProviderStrategyItem spot() {
        return CapacityProviderStrategyItem.builder().capacityProvider("FARGATE_SPOT").weight(1).build();
    }

}

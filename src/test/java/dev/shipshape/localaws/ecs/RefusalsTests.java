package dev.shipshape.localaws.ecs;

import java.util.List;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.TargetNotConnectedException;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.UnsupportedFeatureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Operations that the sandbox refuses, with exceptions that the API reference names for
 * them.
 */
class RefusalsTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private EcsClient ecs;

    private EcsFixture fixture;

    @BeforeEach
    void connect() {
        this.ecs = aws.ecs();
        this.fixture = new EcsFixture(this.ecs, aws.subnet());
        this.ecs.createCluster((request) -> request.clusterName(EcsFixture.CLUSTER));
    }

    @Test
    void aCommandNeedsATaskThatAllowsIt() {
        Task task = EcsFixture.until(() -> this.fixture.task(started(false)),
                (one) -> one.lastStatus().equals("RUNNING"));
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> execute(task.taskArn(), true))
            .withMessageContaining("execute command was not enabled when the task was run");
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> execute(task.taskArn(), false))
            .withMessageContaining("Interactive is the only mode supported currently.");
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> execute("0123456789", true))
            .withMessageContaining("The referenced task was not found.");
    }

    @Test
    void theAgentOfATaskThatAllowsCommandsDoesNotConnect() {
        Task task = started(true);
        EcsFixture.until(() -> this.fixture.task(task), (one) -> one.lastStatus().equals("RUNNING"));
        assertThatExceptionOfType(TargetNotConnectedException.class).isThrownBy(() -> execute(task.taskArn(), true))
            .withMessageContaining("The execute command failed due to an internal error. Try again later.");
    }

    @Test
    void expressServicesAreNotThere() {
        assertThatExceptionOfType(UnsupportedFeatureException.class)
            .isThrownBy(() -> this.ecs.createExpressGatewayService((request) -> request.executionRoleArn("role")
                .infrastructureRoleArn("role")
                .primaryContainer((container) -> container.image("nginx"))));
        String arn = "arn:aws:ecs:us-east-1:123456789012:service/demo/express";
        assertThatExceptionOfType(ResourceNotFoundException.class)
            .isThrownBy(() -> this.ecs.describeExpressGatewayService((request) -> request.serviceArn(arn)));
        assertThatExceptionOfType(ServiceNotFoundException.class)
            .isThrownBy(() -> this.ecs.updateExpressGatewayService((request) -> request.serviceArn(arn)));
        assertThatExceptionOfType(ServiceNotFoundException.class)
            .isThrownBy(() -> this.ecs.deleteExpressGatewayService((request) -> request.serviceArn(arn)));
    }

    @Test
    void anArnOfAnotherPlaceIsRefused() {
        for (List<String> each : List.of(List.of("arn:aws:ecs:eu-west-1:123456789012:cluster/demo", "Invalid Region"),
                List.of("arn:aws:ecs:us-east-1:210987654321:cluster/demo", "Identifier is for 210987654321"),
                List.of("arn:aws:ecs:us-east-1:123456789012:task/demo/1", "Unsupported resource type: task"))) {
            assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> this.ecs.listServices((request) -> request.cluster(each.get(0))))
                .withMessageContaining(each.get(1));
        }
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.describeServices((request) -> request.cluster("demo")
                .services("arn:aws:ecs:us-east-1:123456789012:service/other/web")))
            .withMessageContaining("Identifier is for cluster other. Your cluster is demo");
    }

    private Task started(boolean executeCommand) {
        this.fixture.register("web", EcsFixture.container("web").build());
        Task task = this.ecs.runTask(this.fixture.request("web").enableExecuteCommand(executeCommand).build())
            .tasks()
            .get(0);
        assertThat(task.enableExecuteCommand()).isEqualTo(executeCommand);
        return task;
    }

    private void execute(String task, boolean interactive) {
        this.ecs.executeCommand(
                (request) -> request.cluster(EcsFixture.CLUSTER).task(task).command("sh").interactive(interactive));
    }

}

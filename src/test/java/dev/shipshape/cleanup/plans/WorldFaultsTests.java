package dev.shipshape.cleanup.plans;

import java.time.Duration;
import java.util.List;

import dev.shipshape.FaultyEndpoint.Fault;
import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Attribution.Who;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.cleanup.plans.Step.State;
import dev.shipshape.cost.Billable;
import dev.shipshape.tasks.Workplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.model.Role;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody else deletes, remakes and changes things while a plan waits or runs. */
class WorldFaultsTests extends FaultsTest {

    @Autowired
    private ActionLog actions;

    @BeforeEach
    void demo() {
        this.workplace.cluster();
        this.workplace.web();
        this.workplace.service("api");
        this.workplace.service("shop");
        this.clients.ecr(this.byHand).createRepository((request) -> request.repositoryName("web"));
    }

    @Test
    void whatIsGoneAlreadyCountsAsGoneInEveryForm() {
        String group = balanced();
        role();
        List<String> tasks = run(2);
        String id = confirmed(SANDBOX);
        assertThat(states(id))
            .containsKeys("load-balancer shop", "target-group web", "role execution", "repository web",
                    "log-group /ecs/web", "service api", "service shop", "service front")
            .containsKeys(tasks.stream().map((task) -> "task " + task).toArray(String[]::new));
        tasks.forEach((task) -> ecs().stopTask((request) -> request.cluster(Workplace.CLUSTER).task(task)));
        for (String service : List.of("api", "shop", "front")) {
            deleteService(service);
        }
        this.workplace.until(
                () -> ecs().describeTasks((request) -> request.cluster(Workplace.CLUSTER).tasks(tasks)).tasks(),
                (told) -> told.stream().allMatch((task) -> task.lastStatus().equals("STOPPED")));
        ecs().deleteCluster((request) -> request.cluster(Workplace.CLUSTER));
        ecs().deregisterTaskDefinition((request) -> request.taskDefinition("web:1"));
        ecs().deleteTaskDefinitions((request) -> request.taskDefinitions("web:1"));
        elb().describeLoadBalancers()
            .loadBalancers()
            .forEach((one) -> elb().deleteLoadBalancer((request) -> request.loadBalancerArn(one.loadBalancerArn())));
        elb().deleteTargetGroup((request) -> request.targetGroupArn(group));
        this.clients.ecr(this.byHand).deleteRepository((request) -> request.repositoryName("web").force(true));
        this.clients.logs(this.byHand).deleteLogGroup((request) -> request.logGroupName("/ecs/web"));
        this.clients.iam(this.byHand).deleteRole((request) -> request.roleName("execution"));
        missing("DescribeServices", "services", "service/demo/api");
        missing("DescribeTasks", "tasks", tasks.get(1));
        finish(id);
        assertThat(this.aws.changes()).isEmpty();
        assertThat(states(id).values()).containsOnly(State.DONE);
        assertThat(planPage(id)).contains("Nothing billable is left on sandbox").doesNotContain("Failed");
    }

    /** AWS shows a deleted thing for a while and then knows nothing of it. */
    private void missing(String operation, String member, String part) {
        this.aws.always(operation,
                Fault
                    .answering(
                            "{\"" + member + "\":[],\"failures\":[{\"arn\":\"" + part + "\",\"reason\":\"MISSING\"}]}")
                    .where(part));
    }

    @Test
    void aNewcomerOfTheSameNameIsLeftAlone() throws Exception {
        String id = confirmed(SANDBOX);
        later();
        deleteService("api");
        this.workplace
            .until(() -> ecs().describeServices((request) -> request.cluster(Workplace.CLUSTER).services("api"))
                .services(), (told) -> told.get(0).status().equals("INACTIVE"));
        ecs().createService((request) -> request.cluster(Workplace.CLUSTER)
            .serviceName("api")
            .taskDefinition("web")
            .desiredCount(0)
            .launchType(LaunchType.FARGATE)
            .networkConfiguration(
                    (network) -> network.awsvpcConfiguration((awsvpc) -> awsvpc.subnets(this.workplace.subnet()))));
        this.clients.ecr(this.byHand).deleteRepository((request) -> request.repositoryName("web"));
        this.clients.ecr(this.byHand).createRepository((request) -> request.repositoryName("web"));
        remakeLogGroup();
        finish(id);
        assertThat(states(id)).containsEntry("service api", State.DONE)
            .containsEntry("repository web", State.DONE)
            .containsEntry("log-group /ecs/web", State.DONE);
        assertThat(this.aws.changes()).doesNotContain("DeleteRepository", "DeleteLogGroup")
            .containsOnlyOnce("DeleteService");
        assertThat(ecs().describeServices((request) -> request.cluster(Workplace.CLUSTER).services("api"))
            .services()
            .get(0)
            .status()).isEqualTo("ACTIVE");
        assertThat(this.clients.ecr(this.byHand).describeRepositories().repositories()).hasSize(1);
        assertThat(this.clients.logs(this.byHand).describeLogGroups().logGroups()).hasSize(1);
        assertThat(planPage(id)).contains("service api on sandbox", "repository web on sandbox",
                "log group /ecs/web on sandbox", "Not all was confirmed gone");
    }

    /**
     * Time passes in the sandbox, so that what is remade has another time of creation.
     */
    private void later() {
        this.control.advance(Duration.ofSeconds(5));
    }

    private void remakeLogGroup() {
        this.clients.logs(this.byHand).deleteLogGroup((request) -> request.logGroupName("/ecs/web"));
        this.clients.logs(this.byHand).createLogGroup((request) -> request.logGroupName("/ecs/web"));
    }

    @Test
    void whatSomebodyChangedSinceThePlanWasMadeIsSaidBeforeAnythingIsDone() throws Exception {
        String id = this.plans.make(SANDBOX);
        later();
        this.aws.forgetChanges();
        this.clock.advance(Duration.ofMinutes(1));
        ecs().updateService((request) -> request.cluster(Workplace.CLUSTER).service("shop").desiredCount(1));
        remakeLogGroup();
        this.clients.ecr(this.byHand).deleteRepository((request) -> request.repositoryName("web"));
        this.clients.ecr(this.byHand).createRepository((request) -> request.repositoryName("late"));
        assertThat(confirm(id, "sandbox", 422)).contains("Something has changed", "service shop has changed: count 0",
                "count 1", "log group /ecs/web is another one of the same name, made since.",
                "repository late has come since.", "repository web is gone, or is kept now.");
        assertThat(this.aws.changes()).isEmpty();
        confirm(id, "sandbox", 302);
        finish(id);
        assertThat(turns()).startsWith("DeleteService", "UpdateService", "DeleteService");
        assertThat(states(id).values()).containsOnly(State.DONE);
    }

    private List<String> run(int count) {
        return ecs()
            .runTask((request) -> request.cluster(Workplace.CLUSTER)
                .taskDefinition("web")
                .count(count)
                .launchType(LaunchType.FARGATE)
                .networkConfiguration(
                        (network) -> network.awsvpcConfiguration((awsvpc) -> awsvpc.subnets(this.workplace.subnet()))))
            .tasks()
            .stream()
            .map((task) -> task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1))
            .toList();
    }

    /** A service behind a load balancer; the ARN of its target group. */
    private String balanced() {
        return Parts.balanced(this.clients, this.byHand, "front", "shop", "web");
    }

    private void role() {
        Role role = this.clients.iam(this.byHand)
            .createRole((request) -> request.roleName("execution").assumeRolePolicyDocument("""
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                    "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}]}"""))
            .role();
        Resource resource = new Resource("role", "execution", null, role.arn(), role.createDate(),
                Billable.nothing("us-east-1").facts());
        this.acting.as(new Who("ada", null),
                () -> this.actions.run(Change.of(this.workplace.sandbox(), Verb.CREATE, "role", "execution"),
                        () -> Outcome.of(role).made(resource)));
    }

    private void deleteService(String name) {
        ecs().deleteService((request) -> request.cluster(Workplace.CLUSTER).service(name).force(true));
    }

    private EcsClient ecs() {
        return this.clients.ecs(this.byHand);
    }

    private ElasticLoadBalancingV2Client elb() {
        return this.clients.elb(this.byHand);
    }

}

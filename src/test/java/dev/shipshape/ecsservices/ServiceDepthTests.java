package dev.shipshape.ecsservices;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import dev.shipshape.ConsoleTest;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.tasks.Workplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Services in depth: options, edits, stops, ways back, and why they are not steady. */
@ConsoleTest
class ServiceDepthTests {

    private static final String PAGE = "/sandbox/clusters/demo/services/api";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Workplace place;

    @Autowired
    private EcsServices services;

    @Autowired
    private AwsClients clients;

    @Autowired
    private SharedReads reads;

    @BeforeEach
    void clusterAndDefinition() {
        this.place.cluster();
        this.place.web();
    }

    @Test
    void aServiceIsMadeWithEveryOption() {
        String group = targetGroup("front");
        assertThat(body("/sandbox/services/new?cluster=demo&taskDefinition=web:1")).contains("front · HTTP:80",
                "Circuit breaker", "Capacity providers (Advanced)");
        assertThat(this.mvc.post()
            .uri("/sandbox/services")
            .with(csrf())
            .param("cluster", "demo")
            .param("name", "api")
            .param("taskDefinition", "web:1")
            .param("launch", "STRATEGY")
            .param("count", "4")
            .param("subnets", this.place.subnet())
            .param("publicAddress", "true")
            .param("tags", "team=blue")
            .param("options.strategy[0].provider", "FARGATE")
            .param("options.strategy[0].base", "1")
            .param("options.strategy[0].weight", "1")
            .param("options.strategy[1].provider", "FARGATE_SPOT")
            .param("options.strategy[1].weight", "3")
            .param("options.minimum", "50")
            .param("options.maximum", "150")
            .param("options.breaker", "true")
            .param("options.rollback", "true")
            .param("options.grace", "30")
            .param("options.rebalancing", "DISABLED")
            .param("options.targets[0].group", group)
            .param("options.targets[0].container", "web")
            .param("options.targets[0].port", "80")
            .param("options.propagate", "SERVICE")
            .param("options.exec", "true")).hasRedirectedUrl(PAGE);
        var told = told();
        assertThat(told.capacityProviderStrategy()).hasSize(2);
        assertThat(told.deploymentConfiguration().minimumHealthyPercent()).isEqualTo(50);
        assertThat(told.deploymentConfiguration().deploymentCircuitBreaker().rollback()).isTrue();
        assertThat(told.healthCheckGracePeriodSeconds()).isEqualTo(30);
        assertThat(told.availabilityZoneRebalancing()).isEqualTo(AvailabilityZoneRebalancing.DISABLED);
        assertThat(told.loadBalancers()).singleElement()
            .satisfies((balancer) -> assertThat(balancer.targetGroupArn()).isEqualTo(group));
        assertThat(told.propagateTags()).isEqualTo(PropagateTags.SERVICE);
        assertThat(told.enableExecuteCommand()).isTrue();
        assertThat(told.tags()).contains(Tag.builder().key("team").value("blue").build());
        assertThat(body(PAGE)).contains("FARGATE_SPOT weight 3", "front to web:80", "50 to 150 %",
                "on, goes back by itself");
    }

    @Test
    void aServiceOfOneTaskOnEachInstanceIsMadeFromTheUsualForm() {
        this.place.instance();
        this.place.ecs()
            .registerTaskDefinition((request) -> request.family("agent")
                .requiresCompatibilities(Compatibility.EC2)
                .memory("128")
                .containerDefinitions(ContainerDefinition.builder().name("agent").image("busybox").memory(64).build()));
        assertThat(this.mvc.post()
            .uri("/sandbox/services")
            .with(csrf())
            .param("cluster", "demo")
            .param("name", "api")
            .param("taskDefinition", "agent:1")
            .param("launch", "EC2")
            .param("scheduling", "DAEMON")
            .param("count", "1")
            .param("options.minimum", "100")
            .param("options.maximum", "200")
            .param("options.breaker", "true")).hasRedirectedUrl(PAGE);
        assertThat(told().schedulingStrategyAsString()).isEqualTo("DAEMON");
        assertThat(told().deploymentConfiguration().maximumPercent()).isEqualTo(100);
    }

    @Test
    void whatIsWrongInAnOptionIsSaidBesideIt() {
        running(1);
        assertThat(edit("lots")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("0 to 100.", "value=\"lots\"");
        assertThat(edit().param("options.placement", "pile cpu")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("Each line is random");
        assertThat(edit().param("options.targets[0].group", "arn:x")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("Name the container that answers");
    }

    @Test
    void anEditAsksOnlyForWhatIsAnother() {
        running(1);
        assertThat(body(PAGE + "/edits/new")).contains("Edit", "web:1", "Minimum healthy percent");
        assertThat(edit()).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("Nothing is another than it was");
        assertThat(edit().param("preview", "command").param("options.exec", "true")).bodyText()
            .contains("aws ecs update-service --cluster demo --service api --enable-execute-command")
            .doesNotContain("--desired-count");
        assertThat(edit().param("options.exec", "true").param("options.breaker", "true")).hasRedirectedUrl(PAGE);
        assertThat(told().enableExecuteCommand()).isTrue();
        assertThat(told().deploymentConfiguration().deploymentCircuitBreaker().enable()).isTrue();
        assertThat(told().deployments()).hasSize(1);
    }

    @Test
    void anEditKeepsWhatTheFormDoesNotKnowAndEachTargetGroup() {
        running(1);
        List<LoadBalancer> balancers = Stream.of("front", "back")
            .map((name) -> LoadBalancer.builder()
                .targetGroupArn(targetGroup(name))
                .containerName("web")
                .containerPort(80)
                .build())
            .toList();
        this.place.ecs()
            .updateService((request) -> request.cluster("demo")
                .service("api")
                .loadBalancers(balancers)
                .deploymentConfiguration((deployment) -> deployment.minimumHealthyPercent(100)
                    .maximumPercent(200)
                    .alarms((alarms) -> alarms.alarmNames("slow").enable(true).rollback(true))));
        this.reads.changed(this.place.sandbox());
        assertThat(body(PAGE + "/edits/new")).contains("options.targets[1].group", "options.targets[2].group");
        assertThat(edit("50").param("options.targets[0].group", balancers.get(0).targetGroupArn())
            .param("options.targets[0].container", "web")
            .param("options.targets[0].port", "80")
            .param("options.targets[1].group", balancers.get(1).targetGroupArn())
            .param("options.targets[1].container", "web")
            .param("options.targets[1].port", "80")).hasRedirectedUrl(PAGE);
        assertThat(told().loadBalancers()).containsExactlyElementsOf(balancers);
        assertThat(told().deploymentConfiguration().minimumHealthyPercent()).isEqualTo(50);
        assertThat(told().deploymentConfiguration().alarms().alarmNames()).containsExactly("slow");
    }

    @Test
    void stoppedItRemembersItsCountAndStartsAsItWas() {
        running(2);
        assertThat(body(PAGE + "/stops/new")).contains("Its 2 tasks of web:1 end");
        assertThat(post("/stops").param("preview", "command")).bodyText()
            .contains("aws ecs tag-resource", "--desired-count 0");
        assertThat(told().desiredCount()).isEqualTo(2);
        assertThat(post("/stops")).hasRedirectedUrl(PAGE);
        Service stopped = until(0);
        assertThat(stopped.tags()).containsEntry("shipshape:before-stop", "2");
        assertThat(body(PAGE)).contains("Scaled to 0", "It was stopped; it kept 2 before", "starts/new");
        assertThat(post("/stops")).hasStatus(HttpStatus.CONFLICT);
        assertThat(body(PAGE + "/starts/new")).contains("value=\"2\"");
        assertThat(post("/starts").param("count", "0")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(post("/starts").param("count", "2")).hasRedirectedUrl(PAGE);
        assertThat(until(2).tags()).doesNotContainKey("shipshape:before-stop");
    }

    @Test
    void itGoesBackToARevisionThatItRanBefore() {
        running(1);
        this.place.web2();
        assertThat(post("/deployments").param("taskDefinition", "web:2")).hasRedirectedUrl(PAGE);
        this.place.until(() -> this.services.named(this.place.sandbox(), "demo", "api"),
                (service) -> service.atRest() && service.definition().equals("web:2"));
        assertThat(body(PAGE)).contains("Roll back to web:1", "Steady", "1 of 1 running");
        assertThat(body(PAGE + "/rollbacks/new")).contains("It runs web:2 now", "web:1 · deployed");
        assertThat(post("/rollbacks").param("taskDefinition", "web:9")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("It did not run that before");
        assertThat(post("/rollbacks").param("taskDefinition", "web:1")).hasRedirectedUrl(PAGE);
        this.place.until(() -> this.services.named(this.place.sandbox(), "demo", "api"),
                (service) -> service.atRest() && service.definition().equals("web:1"));
    }

    @Test
    void itsTagsAreChanged() {
        running(0);
        assertThat(post("/tags").param("tags", "team=red")).hasRedirectedUrl(PAGE + "/tags");
        assertThat(told().tags()).containsExactly(Tag.builder().key("team").value("red").build());
        assertThat(body(PAGE + "/tags")).contains("team=red");
    }

    @Test
    void withoutInstancesItSaysSoAndWhatToDo() {
        this.place.ecs()
            .registerTaskDefinition((request) -> request.family("deck")
                .requiresCompatibilities(Compatibility.EC2)
                .containerDefinitions(ContainerDefinition.builder().name("deck").image("redis:7").memory(64).build()));
        this.place.ecs()
            .createService((request) -> request.cluster("demo")
                .serviceName("api")
                .taskDefinition("deck")
                .desiredCount(1)
                .launchType(LaunchType.EC2));
        this.place.until(() -> this.services.named(this.place.sandbox(), "demo", "api"),
                (service) -> !service.events().isEmpty());
        assertThat(body(PAGE)).contains("Not steady", "The cluster has no container instance to place tasks on",
                "Let an EC2 instance join", "What AWS said");
        assertThat(body(PAGE + "?q=nothing-like-it")).contains("No event matches the filter");
    }

    @Test
    void tasksThatKeepFailingAreTheReasonThatIsGiven() {
        this.place.script("broken", "exit 3");
        this.place.service("api");
        this.place.ecs()
            .updateService(
                    (request) -> request.cluster("demo").service("api").taskDefinition("broken").desiredCount(1));
        this.place.until(() -> body(PAGE), (page) -> page.contains("has ended: ") || page.contains("have ended: "));
        assertThat(body(PAGE)).contains("Not steady", "exit code 3");
    }

    private void running(int tasks) {
        this.place.service("api");
        this.place.ecs()
            .updateService((request) -> request.cluster("demo")
                .service("api")
                .desiredCount(tasks)
                .deploymentConfiguration((deployment) -> deployment.minimumHealthyPercent(100).maximumPercent(200)));
        until(tasks);
    }

    private Service until(int tasks) {
        return this.place.until(() -> this.services.named(this.place.sandbox(), "demo", "api"),
                (service) -> service.running() == tasks && service.desired() == tasks && service.atRest());
    }

    private software.amazon.awssdk.services.ecs.model.Service told() {
        return this.place.ecs()
            .describeServices((request) -> request.cluster("demo").services("api").includeWithStrings("TAGS"))
            .services()
            .get(0);
    }

    private String targetGroup(String name) {
        return this.clients.elb(this.place.sandbox())
            .createTargetGroup((request) -> request.name(name)
                .protocol(ProtocolEnum.HTTP)
                .port(80)
                .vpcId(vpc())
                .targetType(TargetTypeEnum.IP))
            .targetGroups()
            .get(0)
            .targetGroupArn();
    }

    private String vpc() {
        return this.clients.ec2(this.place.sandbox()).describeVpcs().vpcs().get(0).vpcId();
    }

    /** The edit form as it stands for a service of one task. */
    private MockMvcRequestBuilder edit() {
        return edit("100");
    }

    private MockMvcRequestBuilder edit(String minimum) {
        return post("/edits").param("taskDefinition", "web:1")
            .param("count", "1")
            .param("subnets", this.place.subnet())
            .param("options.minimum", minimum)
            .param("options.maximum", "200");
    }

    private MockMvcRequestBuilder post(String part) {
        return this.mvc.post().uri(PAGE + part).with(csrf());
    }

    private String body(String address) {
        MvcTestResult answer = this.mvc.get().uri(address).exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

}

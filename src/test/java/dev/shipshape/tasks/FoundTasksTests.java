package dev.shipshape.tasks;

import java.util.List;
import java.util.UUID;

import dev.shipshape.ConsoleTest;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.Scouts;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cleanup.spi.Stoppable;
import dev.shipshape.cleanup.spi.Survey;
import dev.shipshape.web.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** All tasks are found with what bills them, and one that was stopped comes back. */
@ConsoleTest
class FoundTasksTests {

    @Autowired
    private Workplace workplace;

    @Autowired
    private Scouts scouts;

    @Autowired
    private ResourceLedger ledger;

    private Connection sandbox;

    @BeforeEach
    void makeACluster() {
        this.sandbox = this.workplace.sandbox();
        this.workplace.cluster();
        this.workplace.web();
    }

    @Test
    void tasksOfServicesArePartsOfThem() {
        this.workplace.service("api");
        this.workplace.ecs()
            .updateService((request) -> request.cluster(Workplace.CLUSTER).service("api").desiredCount(2));
        Task alone = run(AssignPublicIp.ENABLED);
        Survey survey = this.workplace.until(() -> this.scouts.at(this.sandbox), (found) -> found.of("task").size() == 3
                && found.of("task").stream().allMatch((task) -> task.uses().containsKey("subnet")));
        Resource service = survey.of("service").get(0).resource();
        assertThat(survey.of("task")).filteredOn((task) -> service.arn().equals(task.partOf())).hasSize(2);
        assertThat(survey.of("task")).filteredOn((task) -> task.partOf() == null).singleElement().satisfies((task) -> {
            assertThat(task.resource().arn()).isEqualTo(alone.taskArn());
            assertThat(task.resource().facts()).containsEntry("billed", "fargate").containsEntry("public", "true");
            assertThat(task.over()).isFalse();
            assertThat(task.tags()).containsEntry("team", "blue");
            assertThat(task.uses().get("task-definition")).containsExactly("web:1");
        });
        assertThat(survey.of("service")).singleElement().satisfies((found) -> {
            assertThat(found.resource().facts()).containsEntry("count", "2");
            assertThat(found.uses().get("subnet")).containsExactly(this.workplace.subnet());
        });
        assertThat(survey.of("task-definition")).singleElement()
            .satisfies((found) -> assertThat(found.uses().get("log-group")).containsExactly("/ecs/web"));
        assertThat(survey.names("log-group")).containsExactly("/ecs/web");
    }

    @Test
    void whatStoppedWithinTheHourWasBilledFromItsPullToItsStop() {
        Task task = run(AssignPublicIp.ENABLED);
        this.workplace.until(() -> found(task), (found) -> "true".equals(found.resource().facts().get("public")));
        this.workplace.ecs().stopTask((request) -> request.cluster(Workplace.CLUSTER).task(task.taskArn()));
        Found stopped = this.workplace.until(() -> found(task), Found::over);
        Task told = told(task.taskArn());
        assertThat(stopped.billedUntil()).isEqualTo(told.stoppedAt());
        if (told.pullStartedAt() != null) {
            assertThat(stopped.billedFrom()).isEqualTo(told.pullStartedAt());
            assertThat(stopped.resource().facts()).containsEntry("public", "true");
        }
    }

    @Test
    void aStoppedTaskComesBackAsItWas() {
        Task task = run(AssignPublicIp.ENABLED);
        Found found = this.workplace.until(() -> found(task), (one) -> one.uses().containsKey("subnet"));
        Stoppable stoppable = this.scouts.stoppable("task");
        Resource resource = found.resource();
        String memo = stoppable.memo(this.sandbox, resource);
        assertThat(memo).contains("web:1", "SHOP").hasSizeLessThan(20_000);
        assertThat(stoppable.isStopped(this.sandbox, resource)).isFalse();
        stoppable.stop(this.sandbox, resource);
        this.workplace.until(() -> stoppable.isStopped(this.sandbox, resource), (is) -> is);
        stoppable.stop(this.sandbox, resource);
        String mark = UUID.randomUUID().toString();
        assertThat(stoppable.isBack(this.sandbox, resource, memo, mark)).isFalse();
        stoppable.bringBack(this.sandbox, resource, memo, mark);
        assertThat(stoppable.isBack(this.sandbox, resource, memo, mark)).isTrue();
        stoppable.bringBack(this.sandbox, resource, memo, mark);
        Task back = this.workplace.until(() -> again(mark), (one) -> "RUNNING".equals(one.lastStatus()));
        assertThat(back.taskArn()).isNotEqualTo(task.taskArn());
        assertThat(back.startedBy()).isEqualTo("shipshape/" + mark + "/operator");
        assertThat(back.taskDefinitionArn()).isEqualTo(task.taskDefinitionArn());
        assertThat(back.capacityProviderName()).isEqualTo("FARGATE_SPOT");
        assertThat(back.group()).isEqualTo("batch");
        assertThat(back.overrides().containerOverrides().get(0).environment().get(0).name()).isEqualTo("SHOP");
        assertThat(back.tags())
            .contains(Tag.builder().key("team").value("blue").build(),
                    Tag.builder().key(Change.TAG).value(mark).build())
            .filteredOn((tag) -> tag.key().equals(Change.OWNER))
            .extracting(Tag::value)
            .containsExactly("operator");
        Found again = this.workplace.until(() -> found(back), (one) -> one.uses().containsKey("subnet"));
        assertThat(again.resource().facts()).isEqualTo(found.resource().facts());
        assertThat(again.uses()).isEqualTo(found.uses());
        assertThat(this.ledger.standing()).singleElement()
            .satisfies((entry) -> assertThat(entry.resource().arn()).isEqualTo(back.taskArn()));
    }

    @Test
    void bringingBackIsTriedAgainUnderTheSameMark() {
        Task task = run(AssignPublicIp.DISABLED);
        Found found = this.workplace.until(() -> found(task), (one) -> one.uses().containsKey("subnet"));
        Stoppable stoppable = this.scouts.stoppable("task");
        String memo = stoppable.memo(this.sandbox, found.resource());
        String mark = UUID.randomUUID().toString();
        String nowhere = memo.replace(this.workplace.subnet(), "subnet-none");
        assertThatExceptionOfType(Problem.class)
            .isThrownBy(() -> stoppable.bringBack(this.sandbox, found.resource(), nowhere, mark));
        stoppable.bringBack(this.sandbox, found.resource(), memo, mark);
        assertThat(again(mark).startedBy()).isEqualTo("shipshape/" + mark + "/operator");
    }

    private Found found(Task task) {
        return this.scouts.one(this.sandbox, "task", task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1));
    }

    /** Of all tasks that carry the mark there is one. */
    private Task again(String mark) {
        List<Task> marked = this.workplace.ecs()
            .listTasksPaginator((request) -> request.cluster(Workplace.CLUSTER))
            .taskArns()
            .stream()
            .map(this::told)
            .filter((task) -> task.startedBy() != null && task.startedBy().contains(mark))
            .toList();
        assertThat(marked).hasSize(1);
        return marked.get(0);
    }

    private Task told(String arn) {
        return this.workplace.ecs()
            .describeTasks((request) -> request.cluster(Workplace.CLUSTER).tasks(arn).include(TaskField.TAGS))
            .tasks()
            .get(0);
    }

    private Task run(AssignPublicIp address) {
        return this.workplace.ecs()
            .runTask((request) -> request.cluster(Workplace.CLUSTER)
                .taskDefinition("web")
                .group("batch")
                .capacityProviderStrategy(
                        CapacityProviderStrategyItem.builder().capacityProvider("FARGATE_SPOT").weight(1).build())
                .overrides((overrides) -> overrides.containerOverrides(ContainerOverride.builder()
                    .name("web")
                    .environment(KeyValuePair.builder().name("SHOP").value("open").build())
                    .build()))
                .tags(Tag.builder().key("team").value("blue").build())
                .networkConfiguration((network) -> network
                    .awsvpcConfiguration((awsvpc) -> awsvpc.subnets(this.workplace.subnet()).assignPublicIp(address))))
            .tasks()
            .get(0);
    }

}

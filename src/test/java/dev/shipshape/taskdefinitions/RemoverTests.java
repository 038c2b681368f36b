package dev.shipshape.taskdefinitions;

import java.time.Instant;
import java.util.List;

import dev.shipshape.ConsoleTest;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Settlement.Verdict;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.taskdefinitions.roles.TaskRoles;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.iam.IamClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Lost replies are settled by AWS's state, and what the ledger knows can be removed. */
@ConsoleTest
class RemoverTests {

    private static final String ROLE = "ecsTaskExecutionRole";

    @Autowired
    private AwsClients clients;

    @Autowired
    private Connections connections;

    @Autowired
    private TaskRoles roles;

    @Autowired
    private ResourceLedger ledger;

    @Autowired
    private List<Remover> removers;

    private Connection sandbox;

    @BeforeEach
    void sandbox() {
        this.sandbox = this.connections.named(Connection.SANDBOX);
    }

    @Test
    void aRegistrationWhoseReplyWasLostIsFoundByItsTag() {
        register("web", "someone-else");
        String arn = register("web", "lost");
        register("web-2", "lost-too");
        Remover remover = remover("task-definition");
        assertThat(remover.madeBy(this.sandbox, open("lost", Verb.CREATE, "task-definition", "web", null)))
            .singleElement()
            .satisfies((resource) -> {
                assertThat(resource.arn()).isEqualTo(arn);
                assertThat(resource.name()).isEqualTo("web:2");
            });
        assertThat(settled("never", Verb.CREATE, "web", null)).isEqualTo(Verdict.DID_NOT);
    }

    @Test
    void whetherARevisionWasDeregisteredOrDeletedIsToldByItsState() {
        String arn = register("web", "an-action");
        assertThat(settled("a", Verb.DEREGISTER, "web:1", arn)).isEqualTo(Verdict.DID_NOT);
        ecs().deregisterTaskDefinition((request) -> request.taskDefinition(arn));
        assertThat(settled("a", Verb.DEREGISTER, "web:1", arn)).isEqualTo(Verdict.TOOK_PLACE);
        assertThat(settled("b", Verb.DELETE, "web:1", arn)).isEqualTo(Verdict.DID_NOT);
        ecs().deleteTaskDefinitions((request) -> request.taskDefinitions(arn));
        assertThat(settled("b", Verb.DELETE, "web:1", arn)).isEqualTo(Verdict.TOOK_PLACE);
    }

    @Test
    void aRoleThatWeMadeIsFoundRemovedAndGone() {
        IamClient iam = this.clients.iam(this.sandbox);
        iam.listAttachedRolePolicies((request) -> request.roleName(ROLE))
            .attachedPolicies()
            .forEach((policy) -> iam
                .detachRolePolicy((request) -> request.roleName(ROLE).policyArn(policy.policyArn())));
        iam.deleteRole((request) -> request.roleName(ROLE));
        this.roles.createExecutionRole(this.sandbox);
        Remover remover = remover("role");
        Resource resource = this.ledger.standing().get(0).resource();
        String action = iam.getRole((request) -> request.roleName(ROLE))
            .role()
            .tags()
            .stream()
            .filter((tag) -> tag.key().equals(Change.TAG))
            .findFirst()
            .orElseThrow()
            .value();
        assertThat(remover.madeBy(this.sandbox, open(action, Verb.CREATE, "role", ROLE, null))).hasSize(1);
        assertThat(remover.madeBy(this.sandbox, open("another", Verb.CREATE, "role", ROLE, null))).isEmpty();
        assertThat(remover.isGone(this.sandbox, resource)).isFalse();
        Resource older = new Resource("role", ROLE, null, resource.arn(), Instant.EPOCH, resource.facts());
        assertThat(remover.isGone(this.sandbox, older)).isTrue();
        remover.remove(this.sandbox, resource);
        assertThat(remover.isGone(this.sandbox, resource)).isTrue();
        assertThat(this.ledger.standing()).isEmpty();
    }

    private EcsClient ecs() {
        return this.clients.ecs(this.sandbox);
    }

    private String register(String family, String action) {
        return ecs()
            .registerTaskDefinition((request) -> request.family(family)
                .tags(Tag.builder().key(Change.TAG).value(action).build())
                .containerDefinitions(ContainerDefinition.builder().name("web").image("nginx").memory(128).build()))
            .taskDefinition()
            .taskDefinitionArn();
    }

    private Verdict settled(String id, Verb verb, String name, @Nullable String arn) {
        return remover("task-definition").settle(this.sandbox, open(id, verb, "task-definition", name, arn)).verdict();
    }

    private static OpenAction open(String id, Verb verb, String kind, String name, @Nullable String arn) {
        return new OpenAction(id, verb, kind, name, null, arn, "", Instant.now());
    }

    private Remover remover(String key) {
        return this.removers.stream().filter((one) -> one.key().equals(key)).findFirst().orElseThrow();
    }

}

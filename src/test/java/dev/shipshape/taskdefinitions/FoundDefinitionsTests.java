package dev.shipshape.taskdefinitions;

import dev.shipshape.ConsoleTest;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.Scouts;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cleanup.spi.Survey;
import dev.shipshape.tasks.Workplace;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Revisions are found by page, and those in use lead to their log groups. */
@ConsoleTest
class FoundDefinitionsTests {

    @Autowired
    private Workplace workplace;

    @Autowired
    private Scouts scouts;

    @Test
    void allThatAreActiveOrInactiveAreFound() {
        for (int number = 0; number < 103; number++) {
            register("many");
        }
        this.workplace.ecs().deregisterTaskDefinition((request) -> request.taskDefinition("many:1"));
        this.workplace.ecs().deregisterTaskDefinition((request) -> request.taskDefinition("many:2"));
        this.workplace.ecs().deleteTaskDefinitions((request) -> request.taskDefinitions("many:2"));
        Connection sandbox = this.workplace.sandbox();
        Survey survey = this.scouts.at(sandbox);
        assertThat(survey.names("task-definition")).hasSize(102)
            .contains("many:1", "many:103")
            .doesNotContain("many:2");
        Found unused = this.scouts.one(sandbox, "task-definition", "many:103");
        assertThat(unused.resource().createdAt()).isNull();
        assertThat(unused.uses()).isEmpty();
    }

    @Test
    void whatIsInUseIsDescribedAndItsLogGroupsAreFound() {
        this.workplace.cluster();
        this.workplace.web();
        this.workplace.service("api");
        Survey survey = this.scouts.at(this.workplace.sandbox());
        assertThat(survey.of("task-definition")).singleElement().satisfies((found) -> {
            assertThat(found.resource().createdAt()).isNotNull();
            assertThat(found.uses().get("log-group")).containsExactly("/ecs/web");
        });
    }

    private void register(String family) {
        this.workplace.ecs()
            .registerTaskDefinition((request) -> request.family(family)
                .containerDefinitions(software.amazon.awssdk.services.ecs.model.ContainerDefinition.builder()
                    .name("web")
                    .image("nginx")
                    .memory(128)
                    .build()));
    }

}

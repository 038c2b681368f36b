package dev.shipshape.taskdefinitions.usage;

import java.time.Duration;

import dev.shipshape.ConsoleTest;
import dev.shipshape.SandboxControl;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.tasks.Workplace;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

import static org.assertj.core.api.Assertions.assertThat;

/** Where a revision is used, and what another one says. */
@ConsoleTest
class UsagePagesTests {

    private static final String FAMILY = "/sandbox/task-definitions/web";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Workplace workplace;

    @Autowired
    private SharedReads reads;

    @Test
    void servicesAndTasksOfAllClustersAreNamed() {
        this.workplace.cluster();
        this.workplace.web();
        this.workplace.service("api");
        another("nginx:2");
        assertThat(this.mvc.get().uri(FAMILY + "/1")).hasStatusOk()
            .bodyText()
            .contains("Where it is used", "1 service", ">api</a>");
        assertThat(this.mvc.get().uri(FAMILY)).hasStatusOk().bodyText().contains("1 service", "not in use");
        assertThat(this.mvc.get().uri(FAMILY + "/2")).bodyText().contains("No service and no task");
    }

    @Test
    void whatIsNotReadInTimeIsSaidAndReadAgain() {
        this.workplace.cluster();
        this.workplace.web();
        SandboxControl sandbox = SandboxControl.of(this.workplace.sandbox());
        sandbox.slow("ecs:ListTasks", Duration.ofSeconds(3));
        assertThat(this.mvc.get().uri(FAMILY + "?details=true")).hasStatusOk()
            .bodyText()
            .contains("not in use as far as read", "More tasks are being read", "hx-trigger=\"every 2s\"");
        sandbox.mend();
        this.reads.changed(this.workplace.sandbox());
        assertThat(this.mvc.get().uri(FAMILY + "?details=true")).hasStatusOk()
            .bodyText()
            .contains("not in use")
            .doesNotContain("as far as read", "hx-trigger=\"every 2s\"");
    }

    @Test
    void twoRevisionsAreCompared() {
        this.workplace.web();
        another("nginx:2");
        assertThat(this.mvc.get().uri(FAMILY + "/differences")).hasStatusOk()
            .bodyText()
            .contains("web:1", "web:2", "nginx:2</ins>", "Changed", "<del>");
        assertThat(this.mvc.get().uri(FAMILY + "/differences?from=2&to=1")).hasStatusOk()
            .bodyText()
            .contains("nginx:2</del>");
        assertThat(this.mvc.get().uri(FAMILY + "/differences?id=2&id=1")).hasStatusOk()
            .bodyText()
            .contains("nginx:2</ins>");
        assertThat(this.mvc.get().uri(FAMILY + "/differences?id=2")).hasStatusOk()
            .bodyText()
            .contains("Two revisions make a difference");
        assertThat(this.mvc.get().uri(FAMILY + "/differences?from=1&to=1")).hasStatusOk()
            .bodyText()
            .contains("Both say the same");
        assertThat(this.mvc.get().uri(FAMILY + "/differences?from=7&to=1")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(this.mvc.get().uri(FAMILY + "/differences?from=x&to=1")).hasStatus(HttpStatus.BAD_REQUEST);
    }

    private void another(String image) {
        this.workplace.ecs()
            .registerTaskDefinition((request) -> request.family("web")
                .containerDefinitions(ContainerDefinition.builder().name("web").image(image).memory(128).build()));
        this.reads.changed(this.workplace.sandbox());
    }

}

package dev.shipshape.taskdefinitions.retention;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

import dev.shipshape.ConsoleTest;
import dev.shipshape.SandboxControl;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.tasks.Workplace;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** The newest revisions and those in use stay; the others go by a plan, in tens. */
@ConsoleTest
class RetentionTests {

    private static final String PREVIEW = "/sandbox/task-definitions/web/retentions/new";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Workplace workplace;

    @Autowired
    private SharedReads reads;

    @Test
    void thePreviewSaysWhatGoesAndWhatStaysAndWhy() {
        family(12);
        assertThat(this.mvc.get().uri(PREVIEW + "?keep=3")).hasStatusOk()
            .bodyText()
            .contains("8 revisions would go", ">web:1</code>", ">web:3–9</code>", "One of the newest 3.",
                    "Used by service api of cluster demo.", "Plan to deregister and delete 8");
        assertThat(this.mvc.get().uri(PREVIEW + "?keep=50")).hasStatusOk()
            .bodyText()
            .contains("Nothing: all of them are among the newest, or in use.")
            .doesNotContain("Plan to deregister");
        assertThat(active()).hasSize(12);
    }

    @Test
    void theOldOnesAreDeregisteredAndDeletedInTens() throws Exception {
        family(25);
        String plan = plan("REMOVE", "2");
        assertThat(this.mvc.get().uri(plan)).hasStatusOk()
            .bodyText()
            .contains("22 steps", "Used by service api of cluster demo.", "One of the newest 2.");
        long before = calls("ecs:DeleteTaskDefinitions");
        assertThat(this.mvc.post().uri(plan + "/runs").with(csrf()).param("confirmation", "web"))
            .hasStatus3xxRedirection();
        ended(plan);
        assertThat(page(plan)).contains("Gone: 22");
        assertThat(active()).containsExactly("web:25", "web:24", "web:2");
        assertThat(this.workplace.ecs()
            .listTaskDefinitions((request) -> request.familyPrefix("web").status("INACTIVE"))
            .taskDefinitionArns()).isEmpty();
        assertThat(calls("ecs:DeleteTaskDefinitions") - before).isEqualTo(3);
    }

    @Test
    void theOldOnesAreDeregisteredAloneAndStayToBeRead() {
        family(6);
        String plan = plan("RETIRE", "1");
        assertThat(this.mvc.get().uri(plan)).hasStatusOk()
            .bodyText()
            .contains("Deregister what is old of web", "This deregisters 4 revisions and deletes none.");
        assertThat(this.mvc.post().uri(plan + "/runs").with(csrf())).hasStatus3xxRedirection();
        ended(plan);
        assertThat(active()).containsExactly("web:6", "web:2");
        assertThat(this.workplace.ecs()
            .listTaskDefinitions((request) -> request.familyPrefix("web").status("INACTIVE"))
            .taskDefinitionArns()).hasSize(4);
        assertThat(this.mvc.post()
            .uri("/cleanup/plans")
            .with(csrf())
            .param("connection", "sandbox")
            .param("family", "web")
            .param("keep", "1")
            .param("purpose", "RETIRE")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("nothing old here");
    }

    @Test
    void whatAwsRefusesOfABatchIsToldByRevision() throws Exception {
        family(6);
        String plan = plan("REMOVE", "1");
        sandbox().fault(Map.of("operation", "ecs:DeleteTaskDefinitions", "kind", "failures", "failing", 1, "next", 1,
                "reason", "The specified task definition is odd"));
        assertThat(this.mvc.post().uri(plan + "/runs").with(csrf()).param("confirmation", "web"))
            .hasStatus3xxRedirection();
        ended(plan);
        assertThat(page(plan)).contains("Gone: 3", "The specified task definition is odd", "Try again");
    }

    @Test
    void nothingGoesWhileItIsNotKnownWhatIsInUse() throws Exception {
        family(6);
        sandbox().deny("ecs:ListServices");
        assertThat(this.mvc.get().uri(PREVIEW + "?keep=1")).hasStatus4xxClientError();
        assertThat(this.mvc.post()
            .uri("/cleanup/plans")
            .with(csrf())
            .param("connection", "sandbox")
            .param("family", "web")
            .param("keep", "1")).hasStatus4xxClientError();
        sandbox().mend();
        assertThat(active()).hasSize(6);
    }

    @Test
    void manyNumbersAreFewWords() {
        assertThat(Ranges.of(List.of(9, 1, 2, 3, 5, 8))).containsExactly("1–3", "5", "8–9");
        assertThat(Ranges.of(List.of())).isEmpty();
    }

    /** So many revisions, of which the second is in use. */
    private void family(int revisions) {
        this.workplace.cluster();
        for (int number = 1; number <= revisions; number++) {
            this.workplace.register("web", ContainerDefinition.builder().name("web").image("nginx:" + number).build());
        }
        this.workplace.ecs()
            .createService((request) -> request.cluster(Workplace.CLUSTER)
                .serviceName("api")
                .taskDefinition("web:2")
                .desiredCount(0)
                .launchType(LaunchType.FARGATE)
                .networkConfiguration(
                        (network) -> network.awsvpcConfiguration((awsvpc) -> awsvpc.subnets(this.workplace.subnet()))));
        this.reads.changed(this.workplace.sandbox());
    }

    private String plan(String purpose, String keep) {
        MvcTestResult made = this.mvc.post()
            .uri("/cleanup/plans")
            .with(csrf())
            .param("connection", "sandbox")
            .param("family", "web")
            .param("keep", keep)
            .param("purpose", purpose)
            .exchange();
        assertThat(made).hasStatus3xxRedirection();
        return Objects.requireNonNull(made.getResponse().getRedirectedUrl());
    }

    /** Looks until the plan has ended, a minute at most. */
    private void ended(String plan) {
        Instant deadline = Instant.now().plus(Duration.ofMinutes(1));
        while (!page(plan).contains("RECEIPT")) {
            assertThat(Instant.now()).as("The plan goes on").isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private List<String> active() {
        return this.workplace.ecs()
            .listTaskDefinitions((request) -> request.familyPrefix("web").sort("DESC"))
            .taskDefinitionArns()
            .stream()
            .map((arn) -> arn.substring(arn.lastIndexOf('/') + 1))
            .toList();
    }

    private String page(String address) {
        try {
            return this.mvc.get().uri(address).exchange().getResponse().getContentAsString();
        }
        catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private long calls(String operation) {
        return sandbox().calls().getOrDefault(operation, 0L);
    }

    private SandboxControl sandbox() {
        return SandboxControl.of(this.workplace.sandbox());
    }

}

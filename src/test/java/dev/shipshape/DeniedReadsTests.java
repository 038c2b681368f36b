package dev.shipshape;

import java.nio.charset.StandardCharsets;

import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.tasks.Workplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page whose second read is denied shows the rest, and in the place of what is missing
 * which permission it takes.
 */
@ConsoleTest
class DeniedReadsTests {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Workplace work;

    @Autowired
    private AwsClients clients;

    @Autowired
    private SharedReads reads;

    @BeforeEach
    void something() {
        this.work.cluster();
        this.work.web();
        this.clients.ecr(this.work.sandbox()).createRepository((request) -> request.repositoryName("shop"));
    }

    @ParameterizedTest
    @CsvSource({ "/repositories/shop/deletions/new, ecs:ListServices, Delete repository",
            "/repositories/shop/settings, ecr:GetRepositoryPolicy, Scan every image",
            "/repositories/shop/settings, ecr:GetRegistryScanningConfiguration, It has no policy",
            "/task-definitions/web, ecs:ListServices, web:1", "/task-definitions/web/1, ecs:ListTasks, nginx" })
    void theRestIsShown(String page, String operation, String rest) {
        denied(page, operation, rest);
    }

    @ParameterizedTest
    @CsvSource({ "/clusters/demo/services/api, ecs:ListTasks, Deployments",
            "/clusters/demo/services/api, ecs:ListServiceDeployments, Desired",
            "/clusters/demo/infrastructure, ecs:ListContainerInstances, Capacity providers" })
    void theRestOfWhatRunsIsShown(String page, String operation, String rest) {
        this.work.service("api");
        this.work.instance();
        denied(page, operation, rest);
    }

    @Test
    void aTaskIsShownWithoutItsAddress() {
        this.work.service("api");
        this.work.ecs().updateService((request) -> request.cluster(Workplace.CLUSTER).service("api").desiredCount(1));
        String arn = this.work
            .until(() -> this.work.ecs().listTasks((request) -> request.cluster(Workplace.CLUSTER)).taskArns(),
                    (arns) -> !arns.isEmpty())
            .get(0);
        this.work.until(() -> this.work.ecs().describeTasks((request) -> request.cluster(Workplace.CLUSTER).tasks(arn)),
                (answer) -> answer.tasks().get(0).lastStatus().equals("RUNNING"));
        denied("/clusters/demo/tasks/" + arn.substring(arn.lastIndexOf('/') + 1), "ec2:DescribeNetworkInterfaces",
                "Private address");
    }

    private void denied(String page, String operation, String rest) {
        SandboxControl.of(this.work.sandbox()).deny(operation);
        this.reads.changed(this.work.sandbox());
        MvcTestResult answer = this.mvc.get().uri("/sandbox" + page).exchange();
        assertThat(answer).hasStatusOk();
        assertThat(new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8)).contains(rest,
                "AWS does not allow " + operation + " here.", "&quot;Action&quot;: &quot;" + operation + "&quot;");
    }

}

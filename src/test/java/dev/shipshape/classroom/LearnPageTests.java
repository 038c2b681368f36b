package dev.shipshape.classroom;

import java.nio.charset.StandardCharsets;

import dev.shipshape.ConsoleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithAnonymousUser;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

@ConsoleTest
class LearnPageTests {

    @Autowired
    private MockMvcTester mvc;

    @Test
    @WithMockUser(username = "viewer", roles = "VIEWER")
    void aViewerLearnsWhatTheWordsMean() {
        assertThat(page()).contains("<h1>ECS in ten minutes</h1>", "Elastic Container Service",
                "Elastic Container Registry", "Fargate Spot", "container instances", "The words in one picture",
                "The life of a task", "ECS and EKS", "What costs, and what does not",
                "Cleaning up, and in which order");
    }

    @ParameterizedTest
    @CsvSource({ "Cluster, /sandbox/clusters", "Service, /sandbox/clusters", "Task, /sandbox/tasks",
            "Task definition, /sandbox/task-definitions", "Repository, /sandbox/repositories",
            "Image, /sandbox/repositories" })
    void eachWordLeadsToItsPage(String word, String address) {
        assertThat(page()).contains("<dt><a href=\"" + address + "\">" + word + "</a></dt>");
    }

    @Test
    void cleanUpActivityAndTheHandsOnAreOneStepAway() {
        assertThat(page()).contains("<a href=\"/cleanup\">Clean-up</a>", "<a href=\"/activity\">Activity</a>",
                "<a class=\"btn btn-primary\" href=\"/\">Try it: the hands-on</a>");
    }

    @Test
    void thePictureIsToldInWordsToo() {
        assertThat(page()).contains("<title id=\"picture-wide-title\">The words of ECS in one picture</title>",
                "aria-labelledby=\"picture-wide-title picture-wide-says\"", "id=\"picture-wide-says\"",
                "aria-labelledby=\"picture-tall-title picture-tall-says\"", "id=\"picture-tall-says\"");
    }

    @Test
    void allStatesOfATaskStandInTheirOrder() {
        assertThat(page()).containsSubsequence("ss-learn-states", "Provisioning", "Pending", "Activating", "Running",
                "Deactivating", "Stopping", "Deprovisioning", "Stopped");
    }

    @Test
    void ecsIsComparedWithEks() {
        assertThat(page()).containsSubsequence("How ECS differs from EKS", "Architecture", "Kubernetes support",
                "Scaling", "Flexibility", "Community");
    }

    @Test
    void whatToCleanUpStandsInTheOrderThatWorks() {
        assertThat(page()).containsSubsequence("<strong>Services</strong>",
                "<strong>Tasks that no service keeps</strong>", "<strong>The cluster</strong>",
                "<strong>Task definitions</strong>", "<strong>Images and repositories</strong>",
                "<strong>Log groups</strong>", "roles last of all");
    }

    @Test
    void theExampleHasTheRegionsPriceAndItsDate() {
        assertThat(page()).containsSubsequence("us-east-1", "$0.0123/h", "$0.0173/h", "$12.66", "2026-09-11");
    }

    @Test
    void theNavigationLeadsHere() {
        assertThat(this.mvc.get().uri("/sandbox/clusters")).hasStatusOk()
            .bodyText()
            .containsSubsequence("<a href=\"/learn\"", ">Learn</span>");
    }

    @Test
    @WithAnonymousUser
    void onlyWhoHasSignedInIsTaught() {
        assertThat(this.mvc.get().uri("/learn")).hasStatus3xxRedirection();
    }

    private String page() {
        MvcTestResult answer = this.mvc.get().uri("/learn").exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

}

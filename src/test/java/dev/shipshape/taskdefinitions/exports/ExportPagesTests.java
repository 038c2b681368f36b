package dev.shipshape.taskdefinitions.exports;

import dev.shipshape.ConsoleTest;
import dev.shipshape.tasks.Workplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** A revision in other notations, and what is pasted in them. */
@ConsoleTest
class ExportPagesTests {

    private static final String LIST = "/sandbox/task-definitions";

    private static final String EXPORTS = LIST + "/shop/1/exports/";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Workplace workplace;

    @BeforeEach
    void shop() {
        this.workplace.register("shop",
                ContainerDefinition.builder()
                    .name("web")
                    .image("nginx:1")
                    .environment(KeyValuePair.builder().name("PASSWORD").value("hush-hush").build())
                    .build());
    }

    @ParameterizedTest
    @CsvSource({ "json, &quot;family&quot; : &quot;shop&quot;, shop-1.json",
            "cli, aws ecs register-task-definition, shop-1.sh", "compose, services:, shop-1.compose.yaml",
            "cloudformation, AWS::ECS::TaskDefinition, shop-1.cloudformation.yaml",
            "kubernetes, kind: Deployment, shop-1.kubernetes.yaml" })
    void eachNotationIsShownAndDownloadedWithoutValuesUntilTheyAreAskedFor(String format, String says, String file) {
        assertThat(this.mvc.get().uri(EXPORTS + format)).hasStatusOk()
            .bodyText()
            .contains(says, "Download " + file, "PASSWORD", "are left out", "lost")
            .doesNotContain("hush-hush", "shipshape:action");
        assertThat(this.mvc.get().uri(EXPORTS + format + "?values=true")).hasStatusOk()
            .bodyText()
            .contains("hush-hush", "do not pass this on");
        assertThat(this.mvc.get().uri(EXPORTS + format + "/file")).hasStatusOk()
            .hasHeader("Content-Disposition", "attachment; filename=\"" + file + "\"")
            .bodyText()
            .contains("PASSWORD")
            .doesNotContain("hush-hush");
        assertThat(this.mvc.get().uri(EXPORTS + format + "/file?values=true")).bodyText().contains("hush-hush");
    }

    @Test
    void whatIsLostIsNamed() {
        assertThat(this.mvc.get().uri(EXPORTS + "kubernetes")).bodyText()
            .contains("What is lost", "executionRoleArn", "On EKS the role of the node");
        assertThat(this.mvc.get().uri(EXPORTS + "json")).bodyText().contains("Nothing is lost");
        assertThat(this.mvc.get().uri(EXPORTS + "word")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void aComposeFileFillsInTheFormAndNamesWhatItLost() {
        assertThat(this.mvc.get().uri(LIST + "/pastes/new")).hasStatusOk().bodyText().contains("JSON or YAML");
        assertThat(this.mvc.post().uri(LIST + "/pastes").with(csrf()).param("pasted", """
                name: forum
                services:
                  web: {image: "nginx:2", env_file: .env, ports: ["80"]}
                """)).hasStatusOk()
            .bodyText()
            .contains("value=\"forum\"", "value=\"nginx:2\"", "services.web.env_file", "on your machine",
                    "Nothing is registered yet");
    }

    @Test
    void whatCannotBeReadStaysWithItsReason() {
        assertThat(this.mvc.post().uri(LIST + "/pastes").with(csrf()).param("pasted", "services: [oops"))
            .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("This is not YAML at line 1", "services: [oops");
    }

    @Test
    @WithMockUser(username = "viewer", roles = "VIEWER")
    void aViewerMayExportAndNotPaste() {
        assertThat(this.mvc.get().uri(EXPORTS + "compose")).hasStatusOk();
        assertThat(this.mvc.get().uri(LIST + "/pastes/new")).hasStatus(HttpStatus.FORBIDDEN);
    }

}

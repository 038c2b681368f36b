package dev.shipshape.aws.access;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.shipshape.ConsoleTest;
import dev.shipshape.SandboxControl;
import dev.shipshape.aws.Connections;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Who we are on a connection, and what we may see there. */
@ConsoleTest
class ConnectionPagesTests {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Connections connections;

    @Autowired
    private Probes probes;

    @Test
    void aConnectionTellsWhoWeAreThereAndNoSecret() {
        assertThat(page("/connections/sandbox"))
            .contains("arn:aws:iam::123456789012:user/sandbox", "Answers", "answered in", "us-east-1", "Role to assume")
            .doesNotContainIgnoringCase("secret");
        assertThat(page("/connections")).contains("href=\"/connections/sandbox\"", "123456789012", "Answers");
        assertThat(this.mvc.get().uri("/connections/nowhere")).hasStatus(404);
    }

    @Test
    void checkingAsksAboutEveryPermissionAndTellsWhichAreThere() {
        assertThat(this.mvc.post().uri("/connections/sandbox/checks").with(csrf()))
            .hasRedirectedUrl("/connections/sandbox")
            .flash()
            .containsEntry("message", "All " + PageNeeds.reads().size() + " permissions to look are there.");
        assertThat(page("/connections/sandbox")).doesNotContain("not asked yet", "Missing permissions");
    }

    @Test
    void everyPermissionToLookCanBeAskedAbout() {
        assertThat(this.probes.permissions()).containsAll(PageNeeds.reads());
        Set<String> both = new TreeSet<>(PageNeeds.reads());
        both.retainAll(PageNeeds.changes());
        assertThat(both).isEmpty();
    }

    @Test
    void thePoliciesAllowWhatTheDocumentsSay() throws Exception {
        String policy = Files.readString(Path.of("docs/deployment.md"));
        String looks = policy.substring(policy.indexOf("\"Sid\": \"Look\""), policy.indexOf("\"Sid\": \"Change\""));
        int change = policy.indexOf("\"Sid\": \"Change\"");
        String changes = policy.substring(change, policy.indexOf("```", change));
        assertThat(actions(looks)).as("docs/deployment.md and PageNeeds").isEqualTo(new TreeSet<>(PageNeeds.reads()));
        assertThat(PageNeeds.changes()).as("PageNeeds.CHANGES").containsAll(actions(changes));
    }

    private static Set<String> actions(String statement) {
        Set<String> actions = new TreeSet<>();
        Matcher names = Pattern.compile("\"([a-z0-9-]+:[A-Z]\\w+)\"").matcher(statement);
        while (names.find()) {
            if (!names.group(1).equals("iam:PassedToService")) {
                actions.add(names.group(1));
            }
        }
        return actions;
    }

    @Test
    void whatIsDeniedIsNamedForItsPageWithThePolicyThatAllowsIt() throws Exception {
        sandbox().deny("ecs:ListTasks");
        sandbox().deny("ec2:DescribeVpcs");
        assertThat(this.mvc.post().uri("/connections/sandbox/checks").with(csrf()))
            .hasRedirectedUrl("/connections/sandbox");
        String page = page("/connections/sandbox");
        assertThat(page).contains("Missing permissions", "AWS does not allow ec2:DescribeVpcs, ecs:ListTasks here.",
                "1 denied", "&quot;ec2:DescribeVpcs&quot;,\n        &quot;ecs:ListTasks&quot;");
        assertThat(page("/connections")).containsPattern("data-label=\"Permissions missing\">2<");
    }

    @Test
    void whatAPageWasDeniedIsRememberedWithoutACheck() throws Exception {
        sandbox().deny("ecr:DescribeRepositories");
        assertThat(this.mvc.get().uri("/sandbox/repositories")).hasStatus(422)
            .bodyText()
            .contains("AWS does not allow ecr:DescribeRepositories here.",
                    "&quot;Action&quot;: &quot;ecr:DescribeRepositories&quot;", "href=\"/connections/sandbox\"");
        String denied = "AWS does not allow [^<]*ecr:DescribeRepositories[^<]* here";
        assertThat(page("/connections/sandbox")).containsPattern(denied);
        sandbox().mend();
        assertThat(page("/sandbox/repositories")).contains("There is no repository yet");
        assertThat(page("/connections/sandbox")).doesNotContainPattern(denied);
    }

    @Test
    @WithMockUser(username = "viewer", roles = "VIEWER")
    void aViewerSeesItAndMayNotCheck() {
        assertThat(page("/connections/sandbox")).contains("Who we are there").doesNotContain("/checks\"");
        assertThat(this.mvc.post().uri("/connections/sandbox/checks").with(csrf())).hasStatus(403);
    }

    @Test
    void theSwitchKeepsThePlace() {
        assertThat(page("/sandbox/repositories")).contains("<a href=\"/sandbox/repositories\" aria-current=\"true\"");
        assertThat(page("/sandbox/tasks/new")).contains("<a href=\"/sandbox/tasks/new\" aria-current=\"true\"");
        assertThat(page("/connections/sandbox")).contains("<a href=\"/connections/sandbox\" aria-current=\"true\"");
        assertThat(page("/activity")).contains("<a href=\"/sandbox/clusters\"");
    }

    private SandboxControl sandbox() {
        return SandboxControl.of(this.connections.named("sandbox"));
    }

    private String page(String address) {
        MvcTestResult answer = this.mvc.get().uri(address).exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

}

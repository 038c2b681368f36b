package dev.shipshape.aws;

import dev.shipshape.ConsoleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@ConsoleTest
class RefreshTests {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private AwsClients clients;

    @Autowired
    private Connections connections;

    @Test
    @WithMockUser(username = "viewer", roles = "VIEWER")
    void everyPageSaysHowOldItIsAndARefreshAsksAwsNow() {
        assertThat(this.mvc.get().uri("/sandbox/clusters")).bodyText()
            .contains("as of", "Refresh: ask AWS now", "value=\"/sandbox/clusters\"");
        this.clients.ecs(this.connections.named(Connection.SANDBOX))
            .createCluster((request) -> request.clusterName("from-elsewhere"));
        // what many press counts once a second
        await().pollInSameThread().untilAsserted(() -> {
            assertThat(this.mvc.post().uri("/refreshes").with(csrf()).param("back", "/sandbox/clusters?q=else"))
                .hasRedirectedUrl("/sandbox/clusters?q=else");
            assertThat(this.mvc.get().uri("/sandbox/clusters")).bodyText().contains("from-elsewhere");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://example.org/", "//example.org/", "/\\example.org", "x" })
    void noOtherHostIsLedTo(String back) {
        assertThat(this.mvc.post().uri("/refreshes").with(csrf()).param("back", back)).hasRedirectedUrl("/");
    }

}

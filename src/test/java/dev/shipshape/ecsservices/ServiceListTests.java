package dev.shipshape.ecsservices;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.shipshape.ConsoleTest;
import dev.shipshape.tasks.Workplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.ecs.model.Service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@ConsoleTest
class ServiceListTests {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Workplace place;

    @BeforeEach
    void twoServices() {
        this.place.cluster();
        this.place.web();
        this.place.service("api");
        this.place.service("front");
    }

    @Test
    void theServicesOfAllClustersAreListedAndFiltered() {
        assertThat(body("/sandbox/services")).contains("/sandbox/clusters/demo/services/api", "Tick front", "Cluster",
                "Scale");
        assertThat(body("/sandbox/services?q=front")).contains("services/front")
            .doesNotContain("clusters/demo/services/api");
    }

    @Test
    void theListIsAFile() {
        assertThat(body("/sandbox/services?format=csv&sort=-name")).startsWith("\"name\",\"cluster\",\"state\"")
            .containsSubsequence("\"front\"", "\"api\"");
        assertThat(body("/sandbox/clusters/demo/services?format=json&q=api")).contains("\"name\" : \"api\"")
            .doesNotContain("front");
    }

    @Test
    void manyAreScaledAfterOneConfirmationThatNamesThem() {
        assertThat(body("/sandbox/services/scalings/new?id=demo/api&id=demo/front")).contains("Scale 2 services",
                "Desired tasks of each", "api", "front");
        assertThat(this.mvc.post()
            .uri("/sandbox/services/scalings")
            .with(csrf())
            .param("id", "demo/api", "demo/front")
            .param("count", "2")).hasRedirectedUrl("/sandbox/clusters/demo/services");
        assertThat(told()).extracting(Service::desiredCount).containsExactly(2, 2);
        assertThat(this.mvc.post().uri("/sandbox/services/stops").with(csrf()).param("id", "demo/api"))
            .hasRedirectedUrl("/sandbox/clusters/demo/services");
        assertThat(told()).extracting(Service::desiredCount).containsExactly(0, 2);
    }

    @Test
    void eachTellsWhyItWasNotChanged() {
        MvcTestResult answer = this.mvc.post()
            .uri("/sandbox/services/stops")
            .with(csrf())
            .param("id", "demo/api", "demo/front")
            .exchange();
        assertThat(String.valueOf(answer.getMvcResult().getFlashMap().get("many"))).contains("is scaled to 0 already");
        assertThat(this.mvc.get().uri("/sandbox/services/stops/new")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(this.mvc.get().uri("/sandbox/services/stops/new?id=demo/none")).hasStatus(HttpStatus.NOT_FOUND);
    }

    private List<Service> told() {
        return this.place.ecs()
            .describeServices((request) -> request.cluster("demo").services("api", "front"))
            .services();
    }

    private String body(String address) {
        MvcTestResult answer = this.mvc.get().uri(address).exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

}

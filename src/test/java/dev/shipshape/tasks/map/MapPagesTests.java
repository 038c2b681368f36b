package dev.shipshape.tasks.map;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.shipshape.ConsoleTest;
import dev.shipshape.ecsservices.EcsServices;
import dev.shipshape.ecsservices.Service;
import dev.shipshape.tasks.Workplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;

import static org.assertj.core.api.Assertions.assertThat;

@ConsoleTest
class MapPagesTests {

    private static final String MAP = "/sandbox/clusters/demo";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Workplace place;

    @Autowired
    private EcsServices services;

    @BeforeEach
    void clusterAndDefinition() {
        this.place.cluster();
        this.place.web();
    }

    @Test
    void anEmptyClusterSaysWhatWillAppear() {
        assertThat(body(MAP)).contains("Nothing stands in this cluster", "/sandbox/tasks/new?cluster=demo",
                "href=\"/sandbox/clusters/demo\" aria-current=\"page\">Map");
    }

    @Test
    void eachTaskIsATileThatLinksToItAndSaysItsState() {
        service("api", 2);
        String page = body(MAP);
        assertThat(tiles(page)).isEqualTo(2);
        String id = this.place.ecs().listTasks((request) -> request.cluster("demo")).taskArns().get(0);
        id = id.substring(id.lastIndexOf('/') + 1);
        assertThat(page)
            .contains("data-task=\"" + id + "\"", "/sandbox/clusters/demo/tasks/" + id,
                    "<span class=\"mp-word\">Running</span>", "data-row=\"service api\"", "every 2s")
            .doesNotContain("mp-place");
        assertThat(body(MAP + "/map")).contains("data-task=\"" + id + "\"");
    }

    @Test
    void whatIsWantedAndNotThereIsADashedPlace() {
        this.place.service("lost");
        onDeck("deck", 3);
        String page = body(MAP);
        assertThat(tiles(page)).isZero();
        assertThat(count(page, "mp-tile mp-place")).isEqualTo(3);
        assertThat(page).contains("Missing", "data-row=\"service lost\"", "Scaled to 0");
        assertThat(count(body(MAP + "?by=zone"), "mp-tile mp-place")).isEqualTo(3);
    }

    @Test
    void theSameTasksAreGroupedByZoneAndByInstance() {
        service("api", 2);
        this.place.instance();
        assertThat(body(MAP + "?by=zone")).contains("data-row=\"zone us-east-1", ">api</a>");
        String page = body(MAP + "?by=instance");
        assertThat(tiles(page)).isEqualTo(2);
        assertThat(page).contains("data-row=\"instance i-", "t3.micro", "no tasks", "data-row=\"capacity Fargate\"",
                "MiB free");
    }

    @Test
    void theFilterAndThePresentationStandInTheAddress() {
        service("api", 1);
        service("front", 1);
        assertThat(body(MAP + "?q=service:front")).contains("data-row=\"service front\"")
            .doesNotContain("data-row=\"service api\"");
        assertThat(body(MAP + "?q=nothing")).contains("Nothing matches the filter");
        assertThat(body(MAP + "?present=true&by=zone")).contains("mp-present", "Leave the presentation", "present=true")
            .doesNotContain("ss-tabs");
    }

    @Test
    void manyTasksMakeSmallTilesAndWhatIsLeftOutIsSaid() {
        onDeck("many", 1600);
        String page = body(MAP);
        assertThat(page).contains("mp-tiny", "1600", "and 100 more tasks");
        assertThat(count(page, "mp-tile mp-place")).isEqualTo(1500);
    }

    @Test
    void unchangedItIsNotSentAgainAndNeverStopsAsking() {
        service("api", 1);
        Matcher address = Pattern.compile("hx-get=\"([^\"]+)\"").matcher(body(MAP));
        assertThat(address.find()).isTrue();
        String again = address.group(1).replace("&amp;", "&");
        assertThat(this.mvc.get().uri(again).header("HX-Request", "true")).hasStatus(204);
    }

    private void service(String name, int tasks) {
        this.place.service(name);
        this.place.ecs().updateService((request) -> request.cluster("demo").service(name).desiredCount(tasks));
        this.place.until(() -> this.services.named(this.place.sandbox(), "demo", name),
                (service) -> service.running() == tasks && service.atRest());
    }

    /** A service whose tasks find no instance. */
    private void onDeck(String name, int tasks) {
        this.place.ecs()
            .registerTaskDefinition((request) -> request.family("deck")
                .requiresCompatibilities(Compatibility.EC2)
                .containerDefinitions(ContainerDefinition.builder().name("deck").image("redis:7").memory(64).build()));
        this.place.ecs()
            .createService((request) -> request.cluster("demo")
                .serviceName(name)
                .taskDefinition("deck")
                .desiredCount(tasks)
                .launchType(LaunchType.EC2));
    }

    private static int tiles(String page) {
        return count(page, "data-task=");
    }

    private static int count(String page, String part) {
        return page.split(Pattern.quote(part), -1).length - 1;
    }

    private String body(String address) {
        MvcTestResult answer = this.mvc.get().uri(address).exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

}

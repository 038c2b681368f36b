package dev.shipshape.cost.pages;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.shipshape.ConsoleTest;
import dev.shipshape.cost.Billable;
import dev.shipshape.cost.Meter;
import dev.shipshape.cost.Usage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/** What a person sees of costs and prices. */
@ConsoleTest
class CostPagesTests {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Meter meter;

    @Test
    void withNothingObservedThePageSaysSo() {
        assertThat(this.mvc.get().uri("/costs")).hasStatusOk()
            .bodyText()
            .contains("Nothing has been observed yet", "/costs", "Costs");
    }

    @Test
    void ratesSumsAndForecastStandOnThePage() {
        look("sandbox", task("a", "ada", "lab-1", 3, null), task("b", "eve", null, 5, 2));
        assertThat(this.mvc.get().uri("/costs")).hasStatusOk()
            .bodyText()
            .contains("$0.0173/h", "prices of 2026-09-11, partly undated", "by the end of the month", "By cluster",
                    "By person", "ada", "eve", "lab-1", "no lab", "demo", "tasks", "The sandbox is free", "<rect",
                    "The same as numbers")
            .doesNotContain("style=", "not priced, and in no sum");
    }

    @Test
    void theChartIsToldApartByPersonAndTime() {
        look("sandbox", task("a", "ada", null, 3, null));
        for (String range : List.of("24h", "7d", "30d", "month", "nonsense")) {
            assertThat(this.mvc.get().uri("/costs?by=person&range=" + range)).hasStatusOk()
                .bodyText()
                .contains("Sums by person", "class=\"cs-colour-1\"");
        }
        assertThat(this.mvc.get().uri("/costs?by=person&range=month")).bodyText()
            .contains("ahead, if all goes on as now");
    }

    @Test
    void whatIsNotPricedIsListedWithTheReason() {
        Instant from = Instant.now().minus(2, ChronoUnit.HOURS);
        look("sandbox",
                new Usage("load-balancer", "gate", null, "arn:gate", from, null, "ada", null, null, null,
                        Map.of("billed", "gwlb")),
                new Usage("task", "far", "demo", "arn:far", from, null, "ada", null, from, null,
                        Billable.fargate("us-east-1", 256, 512, "SPARC", false, false, 1).facts()),
                new Usage("instance", "i-1", "demo", "arn:i-1", from, null, "ada", null, null, null,
                        Billable.ec2("us-east-1", "x9.huge").facts()));
        assertThat(this.mvc.get().uri("/costs")).hasStatusOk()
            .bodyText()
            .contains("gate", "Nothing is known of how it is billed.", "i-1",
                    "No price is known of a x9.huge instance in us-east-1.", "not priced, and in no sum");
    }

    @Test
    void theSandboxIsLeftOutWhereThereIsMore() {
        look("sandbox", task("a", "ada", null, 3, null));
        look("prod", task("b", "eve", null, 3, null));
        assertThat(this.mvc.get().uri("/costs")).bodyText()
            .contains("eve", "All of AWS")
            .doesNotContain(">ada<", "The sandbox is free");
        assertThat(this.mvc.get().uri("/costs?on=sandbox")).bodyText()
            .contains(">ada<", "The sandbox is free")
            .doesNotContain(">eve<");
    }

    @Test
    @WithMockUser(username = "viewer", roles = "VIEWER")
    void aViewerSeesCostsAndNoPrices() {
        assertThat(this.mvc.get().uri("/costs")).hasStatusOk().bodyText().doesNotContain("/settings/prices");
        assertThat(this.mvc.get().uri("/settings/prices")).hasStatus(403);
    }

    @Test
    @WithMockUser(username = "admin", roles = "ADMIN")
    void anAdministratorSeesEveryPriceWithItsDate() {
        assertThat(this.mvc.get().uri("/settings/prices")).hasStatusOk()
            .bodyText()
            .contains("us-east-1", "used on sandbox", "Fargate vCPU, x86", "$0.04048", "2026-09-11", "date unknown",
                    "NAT gateway", "Ask AWS now", "AWS has not been asked for prices yet");
        assertThat(this.mvc.get().uri("/settings")).bodyText().contains("href=\"/settings/prices\"");
    }

    private void look(String connection, Usage... usages) {
        this.meter.observe(connection, "us-east-1", List.of(usages), Set.of("task"), Instant.now());
    }

    private static Usage task(String name, String person, @Nullable String lab, int fromHoursAgo,
            @Nullable Integer untilHoursAgo) {
        Instant from = Instant.now().minus(fromHoursAgo, ChronoUnit.HOURS);
        Instant until = (untilHoursAgo != null) ? Instant.now().minus(untilHoursAgo, ChronoUnit.HOURS) : null;
        return new Usage("task", name, "demo", "arn:task/" + name, from, null, person, lab, from, until,
                Billable.fargate("us-east-1", 256, 512, "X86_64", false, true, 1).facts());
    }

}

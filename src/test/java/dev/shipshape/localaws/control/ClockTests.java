package dev.shipshape.localaws.control;

import java.time.Duration;
import java.time.Instant;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.TestClock;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The endpoint's clock can be moved forwards, and stays moved until a reset. */
class ClockTests {

    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

    private static final TestClock clock = new TestClock(START);

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.REALISTIC, clock);

    private final Steering steering = new Steering(aws);

    private Instant groupMadeAt(String name) {
        CloudWatchLogsClient logs = aws.client(CloudWatchLogsClient.builder());
        logs.createLogGroup((group) -> group.logGroupName(name));
        return Instant.ofEpochMilli(
                logs.describeLogGroups((groups) -> groups.logGroupNamePrefix(name)).logGroups().get(0).creationTime());
    }

    @Test
    void whatIsMadeLaterIsMadeAtTheMovedTimeAlsoAfterARestart() {
        assertThat(this.steering.post("clock", "{\"advance\": \"PT1H\"}").body())
            .isEqualTo("{\"now\":\"2026-06-01T01:00:00Z\",\"ahead\":\"PT1H\"}");
        assertThat(groupMadeAt("one")).isEqualTo(START.plus(Duration.ofHours(1)));
        assertThat(this.steering.post("clock", "{\"to\": \"2026-06-02T00:00:00Z\"}").statusCode()).isEqualTo(200);
        aws.restart();
        assertThat(this.steering.get("clock")).contains("\"now\":\"2026-06-02T00:00:00Z\"");
        assertThat(groupMadeAt("two")).isEqualTo(Instant.parse("2026-06-02T00:00:00Z"));
        aws.reset();
        assertThat(this.steering.get("clock")).contains("\"ahead\":\"PT0S\"");
        aws.restart();
        assertThat(this.steering.get("clock")).contains("\"ahead\":\"PT0S\"");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"advance\": \"-PT1H\"}", "{\"advance\": \"PT0S\"}", "{\"advance\": 1}",
            "{\"to\": \"2020-01-01T00:00:00Z\"}", "{\"to\": \"tomorrow\"}", "{\"advance\": \"P4000D\"}",
            "{\"advance\": \"PT1H\", \"to\": \"2027-01-01T00:00:00Z\"}", "{\"back\": \"PT1H\"}",
            "{\"advance\": \"PT9999999999999999H\"}" })
    void onlyForwardsAndNotBeyondTenYears(String body) {
        HttpResponseAssert.isRefused(this.steering.post("clock", body), 400);
        assertThat(this.steering.get("clock")).contains("\"ahead\":\"PT0S\"");
    }

}

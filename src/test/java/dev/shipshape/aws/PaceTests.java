package dev.shipshape.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTests {

    private final List<Duration> waits = new ArrayList<>();

    private long now;

    private final Pace pace = new Pace(() -> this.now, (time) -> {
        this.waits.add(time);
        this.now += time.toNanos();
    });

    @Test
    void aBurstGoesAtOnceAndTheRestAsAwsAllows() {
        IntStream.range(0, 100).forEach((call) -> this.pace.take("DescribeTasks"));
        assertThat(this.waits).isEmpty();
        IntStream.range(0, 200).forEach((call) -> this.pace.take("ListTasks"));
        assertThat(Duration.ofNanos(this.now)).isBetween(Duration.ofMillis(9_900), Duration.ofMillis(10_100));
    }

    @Test
    void tokensComeBack() {
        IntStream.range(0, 5).forEach((call) -> this.pace.take("DeleteTaskDefinitions"));
        this.now += Duration.ofSeconds(3).toNanos();
        IntStream.range(0, 3).forEach((call) -> this.pace.take("DeleteTaskDefinitions"));
        assertThat(this.waits).isEmpty();
        this.pace.take("DeleteTaskDefinitions");
        assertThat(this.waits).hasSize(1);
    }

    @Test
    void readsDoNotKeepChangesWaiting() {
        IntStream.range(0, 150).forEach((call) -> this.pace.take("DescribeServices"));
        this.waits.clear();
        this.pace.take("UpdateService");
        assertThat(this.waits).isEmpty();
    }

    @Test
    void whatHasNoLimitOfEcsWaitsForNothing() {
        IntStream.range(0, 1_000).forEach((call) -> this.pace.take("DescribeImages"));
        assertThat(this.waits).isEmpty();
    }

}

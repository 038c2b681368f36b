package dev.shipshape.aws;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class SharedReadsTests {

    private static final List<Integer> MANY = IntStream.range(0, 20).boxed().toList();

    private final SharedReads reads = new SharedReads();

    @AfterEach
    void close() {
        this.reads.close();
    }

    @Test
    void readsWithinReadsComeToAnEnd() {
        List<Integer> sums = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> this.reads.each(MANY, (one) -> sum(
                this.reads.each(MANY, (two) -> sum(this.reads.each(MANY, (three) -> one + two + three))))));
        assertThat(sums).hasSize(20).first().isEqualTo(20 * 20 * 19);
    }

    private static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

}

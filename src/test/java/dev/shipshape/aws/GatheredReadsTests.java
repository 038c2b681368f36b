package dev.shipshape.aws;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import dev.shipshape.web.Freshness;
import dev.shipshape.web.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class GatheredReadsTests {

    private static final Connection PLACE = new Connection("prod", "eu-west-2", null, null, null, false);

    private final SharedReads shared = new SharedReads();

    private final GatheredReads reads = new GatheredReads(this.shared);

    @AfterEach
    void close() {
        RequestContextHolder.resetRequestAttributes();
        this.reads.close();
        this.shared.close();
    }

    @Test
    void aShortListIsReadOnceHoweverManyLook() {
        AtomicInteger asked = new AtomicInteger();
        Consumer<Gathering<String>> read = (gathering) -> gathering.add(List.of("a" + asked.incrementAndGet()));
        assertThat(list(read)).containsExactly("a1");
        assertThat(list(read)).containsExactly("a1");
        this.shared.changed(PLACE);
        assertThat(list(read)).containsExactly("a2");
    }

    @Test
    void aPageShowsWhatHasComeInTimeAndSaysWhatIsMissing() {
        request();
        CountDownLatch rest = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Consumer<Gathering<String>> read = (gathering) -> {
            asked.incrementAndGet();
            gathering.batch(2, () -> List.of("a", "b"));
            gathering.batch(1, () -> {
                hold(rest);
                return List.of("c");
            });
        };
        assertThat(list(read)).containsExactly("a", "b");
        assertThat(Freshness.missing()).containsExactly("2 of 3 tasks were read so far");
        assertThat(Freshness.oldest()).isNotNull();
        rest.countDown();
        request();
        assertThat(list(read)).containsExactly("a", "b", "c");
        assertThat(Freshness.missing()).isEmpty();
        assertThat(asked).hasValue(1);
    }

    @Test
    void aListThatTakesLongIsShownWithItsAgeWhileItIsReadAnew() {
        request();
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        Consumer<Gathering<String>> slow = (gathering) -> {
            if (asked.incrementAndGet() > 1) {
                hold(never);
            }
            long until = System.nanoTime() + 1_100_000_000L;
            await().until(() -> System.nanoTime() > until);
            gathering.add(List.of("a"));
        };
        assertThat(list(slow)).containsExactly("a");
        this.shared.changed(PLACE); // ours: the page waits for the new list as long as it
                                    // may
        request();
        assertThat(list(slow)).containsExactly("a");
        assertThat(asked).hasValue(2);
        assertThat(Freshness.missing()).isEmpty();
        never.countDown();
    }

    @Test
    void whatMustNotMissAnythingWaitsForAll() {
        request();
        CountDownLatch rest = new CountDownLatch(1);
        Consumer<Gathering<String>> read = (gathering) -> gathering.batch(1, () -> {
            hold(rest);
            return List.of("a");
        });
        CompletableFuture<List<String>> whole = CompletableFuture
            .supplyAsync(() -> this.reads.list(PLACE, "tasks", "task", Extent.WHOLE, read));
        assertThat(list(read)).isEmpty();
        rest.countDown();
        assertThat(whole.join()).containsExactly("a");
    }

    @Test
    void whatIsAskedNowIsWholeAndNotKept() {
        request();
        AtomicInteger asked = new AtomicInteger();
        Consumer<Gathering<String>> read = (gathering) -> gathering.batch(1,
                () -> List.of("a" + asked.incrementAndGet()));
        assertThat(list(read)).containsExactly("a1");
        assertThat(this.reads.now(read)).containsExactly("a2");
        assertThat(list(read)).containsExactly("a1");
    }

    @Test
    void whatAwsRefusesIsToldAndAskedForAgain() {
        AtomicInteger asked = new AtomicInteger();
        Consumer<Gathering<String>> read = (gathering) -> {
            if (asked.incrementAndGet() == 1) {
                throw new Problem(HttpStatus.BAD_GATEWAY, "AWS could not be asked.", "");
            }
            gathering.add(List.of("a"));
        };
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> list(read));
        assertThat(list(read)).containsExactly("a");
    }

    private List<String> list(Consumer<Gathering<String>> read) {
        return this.reads.list(PLACE, "tasks", "task", Extent.IN_TIME, read);
    }

    private static void request() {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

}

package dev.shipshape.scale;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import dev.shipshape.ConsoleTest;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.SharedReads;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

/**
 * However many look, AWS is asked once per read and interval, and in no more calls than
 * the batches that its API takes.
 */
@ConsoleTest
class ManyLookTests {

    private static final int VIEWERS = 40;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private AwsClients clients;

    @Autowired
    private Connections connections;

    @Autowired
    private SharedReads reads;

    @Test
    void manyWhoLookAtServicesAskOnce() {
        Connection sandbox = this.connections.named(Connection.SANDBOX);
        new Fleet(this.clients, sandbox).services(35);
        Map<String, Long> calls = look(sandbox, "/sandbox/clusters/fleet/services", "35 services");
        assertThat(calls.keySet()).contains("ecs:ListServices", "ecs:DescribeServices");
        assertThat(calls.getOrDefault("ecs:DescribeServices", 0L))
            .isEqualTo(4 * calls.getOrDefault("ecs:ListServices", 0L));
    }

    @Test
    void manyWhoLookAtTasksAskOnce() {
        Connection sandbox = this.connections.named(Connection.SANDBOX);
        new Fleet(this.clients, sandbox).tasks(250);
        Map<String, Long> calls = look(sandbox, "/sandbox/clusters/fleet/tasks", "of 250 tasks");
        // three pages of those that run, one of those that have stopped
        assertThat(calls.keySet()).contains("ecs:ListTasks", "ecs:DescribeTasks");
        assertThat(4 * calls.getOrDefault("ecs:DescribeTasks", 0L))
            .isEqualTo(3 * calls.getOrDefault("ecs:ListTasks", 0L));
    }

    /** The calls of all looks, at most as many times a read's as there were intervals. */
    private Map<String, Long> look(Connection sandbox, String page, String shown) {
        Requests requests = new Requests(sandbox);
        this.reads.changed(sandbox);
        Instant begun = Instant.now();
        ExecutorService viewers = Executors.newFixedThreadPool(VIEWERS);
        try {
            List<CompletableFuture<Void>> looks = IntStream.range(0, VIEWERS)
                .mapToObj((viewer) -> CompletableFuture
                    .runAsync(() -> assertThat(this.mvc.get().uri(page).with(user("operator").roles("OPERATOR")))
                        .hasStatusOk()
                        .bodyText()
                        .contains(shown), viewers))
                .toList();
            looks.forEach(CompletableFuture::join);
        }
        finally {
            viewers.shutdownNow();
        }
        long intervals = 1 + Duration.between(begun, Instant.now()).toMillis() / 2000;
        Map<String, Long> calls = requests.since();
        assertThat(calls.getOrDefault("ecs:ListServices", 0L)).isLessThanOrEqualTo(intervals);
        assertThat(calls.getOrDefault("ecs:ListTasks", 0L)).isLessThanOrEqualTo(4 * intervals);
        return calls;
    }

}

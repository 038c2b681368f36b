package dev.shipshape.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.shipshape.web.Attempt;
import dev.shipshape.web.Freshness;
import dev.shipshape.web.Freshness.Noted;
import dev.shipshape.web.Problem;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Asks several connections at the same time for a page about all of them, and waits for
 * none longer than a moment. One that is down costs that moment once; as long as it stays
 * down, its last failure is told at once while it is asked again behind the page.
 */
@Component
public class SideBySide {

    private final Duration patience;

    private final Map<String, Flight<?>> flights = new ConcurrentHashMap<>();

    private final ExecutorService threads = Executors.newCachedThreadPool(Daemons.named("aws-side-by-side"));

    SideBySide(@Value("${shipshape.patience:2s}") Duration patience) {
        this.patience = patience;
    }

    /**
     * One answer for each connection, in their order.
     * @param connections whom to ask
     * @param what names the read; there is one at a time for each connection
     * @param read asks one
     * @return what was read, or why it was not; what is not there in time is a
     * {@link Late} problem
     */
    public <T> List<Attempt<T>> ask(Collection<Connection> connections, String what, Function<Connection, T> read) {
        List<Connection> asked = List.copyOf(connections);
        List<Flight<T>> begun = asked.stream().map((connection) -> begin(connection, what, read)).toList();
        long until = System.nanoTime() + this.patience.toNanos();
        List<Attempt<T>> answers = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            answers.add(begun.get(i).wait(asked.get(i), until));
        }
        return answers;
    }

    private <T> Flight<T> begin(Connection connection, String what, Function<Connection, T> read) {
        @SuppressWarnings("unchecked") // the name names the read, and a read has one type
        Flight<T> flight = (Flight<T>) this.flights.computeIfAbsent(connection + " " + what, (key) -> new Flight<T>());
        flight.begin(() -> Attempt.at(() -> read.apply(connection)), this.threads);
        return flight;
    }

    @PreDestroy
    void close() {
        this.threads.shutdownNow();
    }

    /** The reads of one kind on one connection: one after another, never two. */
    private static final class Flight<T> {

        private CompletableFuture<Noted<Attempt<T>>> present = CompletableFuture
            .failedFuture(new IllegalStateException("nothing was asked yet"));

        private @Nullable Attempt<T> failure;

        synchronized void begin(Supplier<Attempt<T>> read, ExecutorService threads) {
            if (this.present.isDone()) {
                this.present = CompletableFuture.supplyAsync(() -> ended(Freshness.apart(read)), threads);
            }
        }

        private synchronized Noted<Attempt<T>> ended(Noted<Attempt<T>> read) {
            this.failure = read.value().ok() ? null : read.value();
            return read;
        }

        private synchronized @Nullable Attempt<T> failure() {
            return this.failure;
        }

        private synchronized CompletableFuture<Noted<Attempt<T>>> present() {
            return this.present;
        }

        Attempt<T> wait(Connection connection, long until) {
            Attempt<T> before = failure();
            boolean down = before != null && before.problem() != null && before.problem().status().is5xxServerError();
            long patience = down ? TimeUnit.MILLISECONDS.toNanos(50) : Math.max(0, until - System.nanoTime());
            try {
                return present().get(patience, TimeUnit.NANOSECONDS).here();
            }
            catch (TimeoutException ex) {
                return (before != null && down) ? before : Attempt.failed(new Late(connection));
            }
            catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
                return Attempt.failed(new Late(connection));
            }
            catch (ExecutionException ex) {
                throw (ex.getCause() instanceof RuntimeException cause) ? cause : new CompletionException(ex);
            }
        }

    }

    /** It has not answered yet; the page does not wait for it. */
    public static final class Late extends Problem {

        private static final long serialVersionUID = 1L;

        Late(Connection connection) {
            super(HttpStatus.GATEWAY_TIMEOUT, connection.name() + " has not answered yet.",
                    "The page does not wait for it, and asks again.");
        }

    }

}

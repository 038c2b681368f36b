package dev.shipshape.localaws.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

import dev.shipshape.localaws.RawCall;

/** Calls of ECS from several clients at once, and how long each took. */
final class Load {

    private static final int CLIENTS = 4;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String url;

    Load(String url) {
        this.url = url;
    }

    /** One call of ECS; it must succeed. */
    String call(String operation, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(this.url + "/"))
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("Authorization", RawCall.SIGNED)
            .header("X-Amz-Target", "AmazonEC2ContainerServiceV20141113." + operation)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
        try {
            HttpResponse<String> answer = this.http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(operation + ": " + answer.body());
            }
            return answer.body();
        }
        catch (IOException | InterruptedException ex) {
            throw new AssertionError(ex);
        }
    }

    /** Makes many calls; the numbers tell the bodies apart. */
    Measured measure(String operation, int calls, IntFunction<String> body) {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            long start = System.nanoTime();
            List<Callable<List<Long>>> work = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int first = client;
                work.add(() -> {
                    List<Long> nanos = new ArrayList<>();
                    for (int call = first; call < calls; call += CLIENTS) {
                        long began = System.nanoTime();
                        call(operation, body.apply(call));
                        nanos.add(System.nanoTime() - began);
                    }
                    return nanos;
                });
            }
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> done : clients.invokeAll(work)) {
                all.addAll(done.get());
            }
            return new Measured(all.stream().sorted().toList(), System.nanoTime() - start);
        }
        catch (InterruptedException | ExecutionException ex) {
            throw new AssertionError(ex);
        }
        finally {
            clients.shutdownNow();
        }
    }

    /**
     * What many calls took.
     *
     * @param sorted each one's nanoseconds, ascending
     * @param whole nanoseconds from the first to the last
     */
    record Measured(List<Long> sorted, long whole) {

        double perSecond() {
            return this.sorted.size() * 1e9 / this.whole;
        }

        double millis(double share) {
            return this.sorted.get((int) Math.ceil(this.sorted.size() * share) - 1) / 1e6;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%7.0f requests/s, p50 %6.2f ms, p99 %6.2f ms", perSecond(), millis(0.5),
                    millis(0.99));
        }

    }

}

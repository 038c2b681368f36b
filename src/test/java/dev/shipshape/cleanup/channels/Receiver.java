package dev.shipshape.cleanup.channels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpServer;

/** A receiver of notices on loopback, which answers as it is told. */
public final class Receiver implements AutoCloseable {

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** What arrived, in order. */
    public final List<Post> posts = new CopyOnWriteArrayList<>();

    private final HttpServer server;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private volatile int status = 200;

    private volatile Runnable onPost = () -> {
    };

    public Receiver() {
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        this.server.createContext("/", (exchange) -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                this.posts.add(new Post(String.valueOf(exchange.getRequestHeaders().getFirst("X-Shipshape-Id")),
                        String.valueOf(exchange.getRequestHeaders().getFirst(Signature.HEADER)), body));
                this.onPost.run();
                byte[] answer = ((this.status == 200) ? "ok" : "no <service>").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(this.status, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        this.server.setExecutor(this.threads);
        this.server.start();
    }

    /** Its address. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + "/hook/secret-path");
    }

    /** Answers with this status from now on. */
    public void answer(int status) {
        this.status = status;
    }

    /** Does this before each answer. */
    public void onPost(Runnable work) {
        this.onPost = work;
    }

    /** Forgets what arrived and answers well again. */
    public void reset() {
        this.posts.clear();
        this.status = 200;
        this.onPost = () -> {
        };
    }

    @Override
    public void close() {
        this.server.stop(0);
        this.threads.shutdownNow();
    }

    /**
     * What arrived.
     *
     * @param id the notice's id
     * @param signature the signature's header
     * @param body the JSON
     */
    public record Post(String id, String signature, String body) {

        /** Whether a receiver that knows the secret believes it. */
        public boolean isSignedWith(String secret) {
            long seconds = Long.parseLong(this.signature.substring(2, this.signature.indexOf(',')));
            return this.signature.equals(Signature.of(secret, seconds, this.body));
        }

    }

}

package dev.shipshape.crash;

import java.io.IOException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The console in a process of its own, with its sandbox, so that it can be killed the
 * hard way. Used like a browser: with cookies and the CSRF token of the page.
 */
class ConsoleProcess implements AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private static final Duration START = Duration.ofMinutes(3);

    private final Process process;

    private final Path log;

    private final int port;

    private final int awsPort;

    private final HttpClient http = HttpClient.newBuilder()
        .cookieHandler(new CookieManager())
        .connectTimeout(Duration.ofSeconds(5))
        .build();

    private String token = "";

    private ConsoleProcess(Process process, Path log, int port, int awsPort) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.awsPort = awsPort;
    }

    /**
     * Starts the console on a data directory and waits until its sign-in page answers.
     */
    static ConsoleProcess start(Path data) throws Exception {
        int port = freePort();
        int awsPort = freePort();
        Path log = Files.createTempFile("shipshape-crash", ".log");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-cp",
                System.getProperty("java.class.path"), "dev.shipshape.Shipshape", "--server.port=" + port,
                "--shipshape.localaws.port=" + awsPort, "--shipshape.localaws.pace=instant",
                "--shipshape.data-dir=" + data, "--shipshape.call-timeout=1s", "--shipshape.settle-every=500ms")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
        ConsoleProcess console = new ConsoleProcess(process, log, port, awsPort);
        console.awaitStart();
        return console;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitStart() throws Exception {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end) {
            if (!this.process.isAlive()) {
                break;
            }
            try {
                if (get("/login").statusCode() == 200) {
                    return;
                }
            }
            catch (IOException ex) {
                Thread.onSpinWait(); // not there yet
            }
        }
        throw new AssertionError("The console did not start: " + Files.readString(this.log));
    }

    /** Signs in as the demonstration account that may change AWS. */
    void signIn() throws Exception {
        this.token = tokenOf(get("/login").body());
        HttpResponse<String> answer = post("/login", Map.of("username", "operator", "password", "operator"));
        if (answer.statusCode() != 302 || answer.headers().firstValue("Location").orElse("").contains("error")) {
            throw new AssertionError("Could not sign in: " + answer.statusCode());
        }
        this.token = tokenOf(get("/sandbox/clusters/new").body());
    }

    /** True if the console said that the cluster stands. */
    boolean createsCluster(String name) throws Exception {
        HttpResponse<String> answer = post("/sandbox/clusters",
                Map.of("name", name, "provider", "FARGATE", "tags", ""));
        return answer.statusCode() == 302;
    }

    /** The address of the sandbox's APIs. */
    URI aws() {
        return URI.create("http://127.0.0.1:" + this.awsPort);
    }

    HttpResponse<String> get(String path) throws Exception {
        return this.http.send(HttpRequest.newBuilder(address(path)).timeout(Duration.ofSeconds(20)).build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
        String body = form.entrySet()
            .stream()
            .map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
        return this.http.send(HttpRequest.newBuilder(address(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .timeout(Duration.ofSeconds(20))
            .POST(BodyPublishers.ofString(body + "&_csrf=" + URLEncoder.encode(this.token, StandardCharsets.UTF_8)))
            .build(), BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + this.port + path);
    }

    private static String tokenOf(String page) {
        Matcher matcher = TOKEN.matcher(page);
        if (!matcher.find()) {
            throw new AssertionError("No CSRF token in " + page);
        }
        return matcher.group(1);
    }

    /** SIGKILL: nothing is flushed, no hook runs. */
    void kill() {
        this.process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() throws IOException {
        kill();
        Files.deleteIfExists(this.log);
    }

}

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The console in a process of its own, with its sandbox, so that it can be killed the
 * hard way. Used like a browser: with cookies and the CSRF token of the page.
 */
class ConsoleProcess implements AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private static final Pattern PLAN = Pattern.compile("/cleanup/plans/([0-9a-f-]{36})$");

    private static final String JAVA_COMMAND = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final List<String> JAVA = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m",
            "-Dspring.devtools.restart.enabled=false");

    private static final List<String> CLASS_PATH = List.of("-cp", System.getProperty("java.class.path"));

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
     * @param settings further arguments, such as {@code --shipshape.hosts=a}
     */
    static ConsoleProcess start(Path data, String... settings) throws Exception {
        return start(data, CLASS_PATH, settings);
    }

    /**
     * The same, more quickly.
     * @param java what {@link #archive} has answered
     */
    static ConsoleProcess start(Path data, List<String> java, String... settings) throws Exception {
        ConsoleProcess console = launch(data, java, freePort(), freePort(), settings);
        console.awaitStart();
        return console;
    }

    /**
     * Archives the console's classes, for a test that starts it many times.
     * @param directory where to
     * @return what Java is to be told at each start
     */
    static List<String> archive(Path directory) throws IOException, InterruptedException {
        ClassArchive archive = new ClassArchive(directory);
        List<String> java = new ArrayList<>(JAVA);
        java.add(0, JAVA_COMMAND);
        archive.make(java);
        return archive.options();
    }

    /**
     * Starts the console where it cannot run, and waits until it has ended.
     * @return what it printed
     */
    static String refused(Path data, int port, int awsPort) throws Exception {
        try (ConsoleProcess console = launch(data, CLASS_PATH, port, awsPort)) {
            if (!console.process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("The console runs: " + console.printed());
            }
            if (console.process.exitValue() == 0) {
                throw new AssertionError("The console says that all is well: " + console.printed());
            }
            return console.printed();
        }
    }

    private static ConsoleProcess launch(Path data, List<String> java, int port, int awsPort, String... settings)
            throws IOException {
        Path log = Files.createTempFile("shipshape-crash", ".log");
        List<String> command = new ArrayList<>(List.of(JAVA_COMMAND));
        command.addAll(JAVA);
        command.addAll(java);
        command.addAll(List.of("dev.shipshape.Shipshape", "--server.port=" + port,
                "--shipshape.localaws.port=" + awsPort, "--shipshape.localaws.pace=instant",
                "--shipshape.data-dir=" + data, "--shipshape.call-timeout=2s", "--shipshape.settle-every=500ms"));
        command.addAll(List.of(settings));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        return new ConsoleProcess(process, log, port, awsPort);
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
        if (!signsIn("operator", "operator")) {
            throw new AssertionError("Could not sign in");
        }
    }

    /** True if the console lets this person in. */
    boolean signsIn(String name, String password) throws Exception {
        this.token = tokenOf(get("/login").body());
        HttpResponse<String> answer = post("/login", Map.of("username", name, "password", password));
        if (answer.statusCode() != 302 || answer.headers().firstValue("Location").orElse("").contains("error")) {
            return false;
        }
        this.token = tokenOf(get("/sandbox/clusters/new").body());
        return true;
    }

    /** All that it has printed. */
    String printed() throws IOException {
        return Files.readString(this.log);
    }

    /** The port of its pages. */
    int port() {
        return this.port;
    }

    /** The port of its sandbox. */
    int awsPort() {
        return this.awsPort;
    }

    /** True if the console said that the cluster stands. */
    boolean createsCluster(String name) throws Exception {
        return posts("/sandbox/clusters", Map.of("name", name, "provider", "FARGATE", "tags", ""));
    }

    /** True if the console did what the form asks for. */
    boolean posts(String path, Map<String, String> form) throws Exception {
        return post(path, form).statusCode() == 302;
    }

    /**
     * Does what the form asks for.
     * @throws AssertionError with what the page said, if the console did not
     */
    void does(String path, Map<String, String> form) throws Exception {
        HttpResponse<String> answer = post(path, form);
        if (answer.statusCode() != 302) {
            String text = answer.body().replaceAll("(?s).*<main", "<main").replaceAll("<[^>]*>", " ");
            throw new AssertionError(path + ": " + answer.statusCode() + text.replaceAll("\\s+", " "));
        }
    }

    /** Has a plan made; its id. */
    String plans(Map<String, String> scope) throws Exception {
        HttpResponse<String> answer = post("/cleanup/plans", scope);
        Matcher plan = PLAN.matcher(answer.headers().firstValue("Location").orElse(""));
        if (!plan.find()) {
            throw new AssertionError("No plan of " + scope + ": " + answer.body());
        }
        return plan.group(1);
    }

    /** True if the run of a plan is over. */
    boolean hasEnded(String plan) throws Exception {
        return get("/cleanup/plans/" + plan + "/receipt.json").statusCode() == 200;
    }

    /** The address of the sandbox's APIs. */
    URI aws() {
        return URI.create("http://127.0.0.1:" + this.awsPort);
    }

    HttpResponse<String> get(String path) throws Exception {
        return this.http.send(HttpRequest.newBuilder(address(path)).timeout(Duration.ofSeconds(20)).build(),
                BodyHandlers.ofString());
    }

    /** A change as HTMX sends it, but without the CSRF token. */
    HttpResponse<String> postWithoutToken(String path) throws Exception {
        return this.http.send(HttpRequest.newBuilder(address(path))
            .header("HX-Request", "true")
            .timeout(Duration.ofSeconds(20))
            .POST(BodyPublishers.noBody())
            .build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
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

package dev.shipshape.crash;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a start prints and opens, and that one which cannot work ends with a sentence that
 * says what to do. A single console runs, with a connection besides the sandbox; the
 * others want what it has.
 */
class StartTests {

    private static final Pattern ADMINISTRATOR = Pattern.compile("Sign in as (\\S+) with the password (\\S+)");

    @TempDir
    private static Path data;

    @TempDir
    private Path another;

    private static ConsoleProcess console;

    @BeforeAll
    static void start() throws Exception {
        console = ConsoleProcess.start(data, "--shipshape.connections.team.region=eu-west-2",
                "--shipshape.connections.team.endpoint=http://127.0.0.1:9");
    }

    @AfterAll
    static void end() throws Exception {
        console.close();
    }

    @Test
    void aBusyWebPortEndsTheStartWithASentence() throws Exception {
        String printed = ConsoleProcess.refused(this.another, console.port(), 0);
        assertThat(printed).contains("port " + console.port(), "already in use", "listen on another port");
        assertSaysNoMore(printed);
    }

    @Test
    void aBusyPortOfTheSandboxEndsTheStartWithASentence() throws Exception {
        String printed = ConsoleProcess.refused(this.another, 0, console.awsPort());
        assertThat(printed).contains("The sandbox cannot listen on 127.0.0.1:" + console.awsPort(),
                "--shipshape.localaws.port=0");
        assertSaysNoMore(printed);
    }

    @Test
    void aLockedDatabaseEndsTheStartWithASentence() throws Exception {
        String printed = ConsoleProcess.refused(data, 0, 0);
        assertThat(printed).contains("Another Shipshape has the database in the data directory open.",
                "--shipshape.data-dir");
        assertSaysNoMore(printed);
    }

    @Test
    void theStartSaysWhereItIsAndWhereItsDataLies() throws Exception {
        assertThat(console.printed()).contains("Open http://localhost:" + console.port(),
                data.toAbsolutePath().toString());
    }

    @Test
    void theHealthIsOpenWithoutDetailsAndDoesNotWaitForAws() throws Exception {
        assertThat(console.get("/actuator/health").body()).contains("\"status\":\"UP\"").doesNotContain("components");
        HttpResponse<String> ready = console.get("/actuator/health/readiness");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void withARealConnectionOnlyThePrintedAdministratorMaySignIn() throws Exception {
        assertThat(console.signsIn("admin", "admin")).isFalse();
        assertThat(console.get("/login").body()).contains("username").doesNotContain("Enter as");
        signIn();
        assertThat(console.get("/settings").body()).contains("administrator");
    }

    private static void signIn() throws Exception {
        Matcher printed = ADMINISTRATOR.matcher(console.printed());
        assertThat(printed.find()).isTrue();
        assertThat(console.signsIn(printed.group(1), printed.group(2))).isTrue();
    }

    @Test
    void htmxIsToldInPlainWordsThatAChangeWithoutTheTokenIsRefused() throws Exception {
        signIn();
        HttpResponse<String> refused = console.postWithoutToken("/sandbox/clusters");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("HX-Retarget")).contains("#problem");
        assertThat(refused.body()).contains("You may not do this.").doesNotContain("<html", "Exception");
    }

    @Test
    void aForeignHostNameGetsNothing() throws Exception {
        String answer = raw("GET /login HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("Shipshape", "username", "Exception");
        assertThat(raw("GET /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
            .startsWith("HTTP/1.1 200");
    }

    private static String raw(String request) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertSaysNoMore(String printed) {
        assertThat(printed).doesNotContain("\tat ", "Caused by", "Exception", " WARN ");
    }

}

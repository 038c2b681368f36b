package dev.shipshape.logs.view;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.shipshape.ConsoleTest;
import dev.shipshape.SandboxControl;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.SharedReads;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

@ConsoleTest
class LogViewTests {

    private static final String LOG = "/sandbox/log-groups/log";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private AwsClients clients;

    @Autowired
    private Connections connections;

    @Autowired
    private SharedReads reads;

    @Autowired
    private LogPages pages;

    private final long now = System.currentTimeMillis();

    @Test
    void allLinesOfAGroupAreReadPageByPageInTheirOrderAndNoneTwice() {
        ManyLines.write(logs(), "/ecs/demo", "web/web/1", this.now - 3_000_000, 200, 9_000,
                (number) -> "web " + number);
        ManyLines.write(logs(), "/ecs/demo", "web/job/1", this.now - 3_000_000, 900, 2_000,
                (number) -> "job " + number);
        Reader reader = new Reader(LOG + "/lines?name=/ecs/demo");
        reader.readAll();
        assertThat(reader.texts).hasSize(11_000).contains("web 0", "web 8999", "job 1999");
        assertThat(reader.times).isSorted();
        assertThat(reader.answers).isGreaterThan(2);
    }

    @Test
    void linesOfSeveralGroupsAndRegionsComeInTheOrderOfTheirTimes() {
        ManyLines.write(logs(), "/one", "a", this.now - 2_000_000, 100, 12_000, (number) -> "one " + number);
        ManyLines.write(this.clients.logs(sandbox().in("eu-west-1")), "/two", "b", this.now - 2_000_000, 500, 1_000,
                (number) -> "two " + number);
        LogSource both = new LogSource("both", LogSource.Naming.STREAM,
                List.of(LogSource.group("us-east-1", "/one").parts().get(0),
                        LogSource.group("eu-west-1", "/two").parts().get(0)));
        List<Long> times = new ArrayList<>();
        this.pages.all(sandbox(), both, 0, null, (line) -> times.add(line.at()));
        assertThat(times).hasSize(13_000).isSorted();
    }

    @Test
    void moreLinesOfOneMillisecondThanAPageHoldsAreAllRead() {
        ManyLines.write(logs(), "/burst", "a", this.now - 1_000_000, 0, 12_500, (number) -> "line " + number);
        Reader reader = new Reader(LOG + "/lines?name=/burst");
        reader.readAll();
        assertThat(reader.texts).hasSize(12_500);
    }

    @Test
    void whatIsWrittenLaterFollowsAndIsReadOnceHoweverManyLook() throws Exception {
        ManyLines.write(logs(), "/live", "a", this.now - 600_000, 1000, 10, (number) -> "before " + number);
        Reader one = new Reader(LOG + "/lines?name=/live");
        Reader other = new Reader(LOG + "/lines?name=/live");
        one.readAll();
        other.readAll();
        ManyLines.write(logs(), "/live", "a", System.currentTimeMillis(), 1, 5, (number) -> "after " + number);
        this.reads.changed(sandbox());
        long before = filterCalls();
        for (int look = 0; look < 10; look++) {
            one.read();
            other.read();
        }
        assertThat(one.texts).hasSize(15).endsWith("after 4");
        assertThat(other.texts).containsExactlyElementsOf(one.texts);
        assertThat(filterCalls() - before).as("calls of one interval or two").isBetween(1L, 2L);
    }

    @Test
    void aReaderThatSleptLongerThanTheFollowingIsHeldReadsWhatItLacks() {
        ManyLines.write(logs(), "/slept", "a", this.now - 5_000, 1, 10, (number) -> "line " + number);
        Reader reader = new Reader(LOG + "/lines?name=/slept");
        reader.next = (this.now - 60_000) + "~0badcafe-7";
        reader.readAll();
        assertThat(reader.texts).hasSize(10);
    }

    @Test
    void theFileHasEveryLineThatTheWordsKeep() {
        ManyLines.write(logs(), "/file", "a", this.now - 900_000, 100, 8_000,
                (number) -> ((number % 2 == 0) ? "GET /health " : "GET /cart ") + number);
        String file = body(LOG + "/download?name=/file&since=all&include=get|post&exclude=HEALTH");
        assertThat(file.lines()).hasSize(4_000).allMatch((line) -> line.contains(" a GET /cart "));
        assertThat(this.mvc.get()
            .uri(LOG + "/download?name=/file")
            .exchange()
            .getResponse()
            .getHeader("Content-Disposition")).contains("attachment", "file.log");
    }

    @Test
    void withoutScriptsTheLastLinesStandOnAPageWithOlderOnes() {
        ManyLines.write(logs(), "/plain", "a", this.now - 900_000, 1000, 500, (number) -> "line <" + number + ">");
        String page = body(LOG + "?name=/plain&view=page");
        assertThat(page).contains("line &lt;499&gt;", "line &lt;300&gt;", "200 lines, times in UTC", "Older lines")
            .doesNotContain("line &lt;299&gt;");
        Matcher older = Pattern.compile("href=\"([^\"]*until=\\d+[^\"]*)\">Older").matcher(page);
        assertThat(older.find()).isTrue();
        assertThat(body(older.group(1).replace("&amp;", "&")))
            .contains("line &lt;299&gt;", "line &lt;100&gt;", "Newest lines")
            .doesNotContain("line &lt;300&gt;");
        assertThat(body(LOG + "?name=/plain&view=page&include=<7>")).contains("line &lt;7&gt;", "1 line")
            .doesNotContain("Older lines");
        assertThat(body(LOG + "?name=/plain")).contains("ss-log-view", "Show the last lines as a page", "/js/logs");
    }

    @Test
    void aGroupThatIsNotThereIsSaid() {
        assertThat(body(LOG + "/lines?name=/nothing")).contains("There is no log group /nothing.");
    }

    private CloudWatchLogsClient logs() {
        return this.clients.logs(sandbox());
    }

    private Connection sandbox() {
        return this.connections.named(Connection.SANDBOX);
    }

    private long filterCalls() {
        return SandboxControl.of(sandbox()).calls().getOrDefault("logs:FilterLogEvents", 0L);
    }

    private String body(String uri) {
        return new String(this.mvc.get()
            .uri(URI.create(uri.replace("|", "%7C").replace("<", "%3C").replace(">", "%3E")))
            .exchange()
            .getResponse()
            .getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    /** Reads as the page's element does. */
    private final class Reader {

        private final String address;

        private final Set<String> ids = new HashSet<>();

        private final List<String> texts = new ArrayList<>();

        private final List<Long> times = new ArrayList<>();

        private @Nullable String next;

        private int answers;

        Reader(String address) {
            this.address = address;
        }

        void readAll() {
            for (int answer = 0; answer < 50; answer++) {
                if (!read()) {
                    return;
                }
            }
            throw new AssertionError("It has no end");
        }

        boolean read() {
            JsonNode page = JsonMapper.shared()
                .readTree(body(this.address + ((this.next != null) ? "&after=" + this.next : "")));
            this.answers++;
            for (JsonNode line : page.get("lines")) {
                if (this.ids.add(line.get(2).asString())) {
                    this.times.add(line.get(0).asLong());
                    this.texts.add(line.get(3).asString());
                }
            }
            this.next = page.get("next").asString();
            return page.get("more").asBoolean();
        }

    }

}

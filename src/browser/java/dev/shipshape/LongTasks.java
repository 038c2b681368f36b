package dev.shipshape;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The longest tasks of a page's main thread: by the clock (a PerformanceObserver for
 * {@code longtask}), which a busy machine lengthens, and by the processor's time, which it
 * does not.
 */
public final class LongTasks {

    private static final String LISTEN = """
            window.longTasks = [];
            new PerformanceObserver((list) => list.getEntries().forEach((entry) => longTasks.push(entry.duration)))
                .observe({ type: "longtask" });
            """;

    private final Chromium browser;

    private LongTasks(Chromium browser) {
        this.browser = browser;
    }

    /** Listens on every page that is opened from now on. */
    public static LongTasks of(Chromium browser) {
        browser.page().context().addInitScript(LISTEN);
        return new LongTasks(browser);
    }

    /**
     * Says what some work in the browser costs, on the standard output.
     * @param what names the work
     * @param work is done while Chromium writes down what its threads do
     */
    public void measure(String what, Runnable work) {
        this.browser.page().evaluate("window.longTasks && (longTasks.length = 0)");
        List<Double> times = processorTimes(this.browser.trace(work));
        System.out.println("bench: " + String.format(Locale.ROOT,
                "%s: longest tasks by processor %.1f, %.1f, %.1f ms of %d; over 50 ms by the clock: %s", what,
                times.get(0), times.get(Math.min(1, times.size() - 1)), times.get(Math.min(2, times.size() - 1)),
                times.size(), this.browser.page().evaluate("longTasks.map((time) => Math.round(time))")));
    }

    /**
     * The processor's time of each task of the page's main thread, in ms, the longest
     * first.
     */
    private static List<Double> processorTimes(byte[] trace) {
        JsonNode events = JsonMapper.shared().readTree(new String(trace, StandardCharsets.UTF_8)).get("traceEvents");
        Map<String, String> threads = new HashMap<>();
        for (JsonNode event : events) {
            if (event.path("name").asString("").equals("thread_name")) {
                threads.put(thread(event), event.path("args").path("name").asString(""));
            }
        }
        List<Double> times = new ArrayList<>();
        for (JsonNode event : events) {
            String name = event.path("name").asString("");
            if (name.endsWith("RunTask") && threads.getOrDefault(thread(event), "").equals("CrRendererMain")) {
                times.add(event.path("tdur").asDouble(0) / 1000);
            }
        }
        assertThat(times).as("tasks in the trace").isNotEmpty();
        times.sort(Comparator.reverseOrder());
        return times;
    }

    private static String thread(JsonNode event) {
        return event.path("pid").asInt() + ":" + event.path("tid").asInt();
    }

}

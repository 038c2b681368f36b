package dev.shipshape.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.ModelAndView;

/**
 * A page in motion: it asks again every two seconds until what it shows is at rest. A
 * controller takes it as an argument and returns what it answers:
 *
 * <pre>
 * ModelAndView list(Connection connection, Model model, Live live) {
 *     var rows = this.tasks.in(connection).stream().map(TaskRow::of).toList();
 *     model.addAttribute("rows", rows);
 *     return live.answer(rows, rows.stream().allMatch(TaskRow::atRest), "tasks/list", "rows");
 * }
 * </pre>
 *
 * and the template says which element moves:
 *
 * <pre>
 * &lt;section id="tasks" th:fragment="rows" kit:live="${live}"&gt;
 * </pre>
 *
 * The element carries the version of what it shows in the address that it asks ({@code v}
 * is added, filter and paging stay). Unchanged is answered with 204 and nothing moves; at
 * rest with 286, at which HTMX stops asking; all else with the fragment.
 */
public final class Live {

    /** The query parameter that carries the version of what the page shows. */
    public static final String VERSION = "v";

    /** The event that tells the rest of the page that something moved. */
    static final String MOVED = "ss-moved";

    /** The answer's header that tells how old it is, in milliseconds. */
    static final String AGE = "X-Shipshape-Age";

    /** The answer's header that tells what is missing in it. */
    static final String MISSING = "X-Shipshape-Missing";

    private static final int STOP_POLLING = 286;

    private final HttpServletRequest request;

    private final HttpServletResponse response;

    private final Instant now;

    Live(HttpServletRequest request, HttpServletResponse response, Instant now) {
        this.request = request;
        this.response = response;
        this.now = now;
    }

    /**
     * Answers with the page, the fragment, or "nothing has changed".
     * @param shown all that the fragment shows, as records or lists of records whose
     * {@code toString} says everything and holds no clock ("3 s ago" is the browser's
     * work)
     * @param still true if nothing of it is expected to change by itself; while something
     * is {@link Freshness#missing missing}, the page asks again all the same
     * @param view the template
     * @param fragment the fragment in it that moves
     * @return the view with the attribute {@code live}; null for 204, which has no body
     */
    public @Nullable ModelAndView answer(Object shown, boolean still, String view, String fragment) {
        List<String> missing = Freshness.missing();
        boolean atRest = still && missing.isEmpty();
        Part part = part(Address.of(this.request).toString(), shown, atRest);
        HtmxRequest htmx = HtmxRequest.fromRequest(this.request);
        String known = this.request.getParameter(VERSION);
        if (HtmxViews.wantsFragment(htmx) && known != null) {
            this.response.setHeader(AGE, String.valueOf(Duration.between(asOf(), this.now).toMillis()));
            this.response.setHeader(MISSING, String.join("; ", missing));
            if (atRest) {
                this.response.setStatus(STOP_POLLING);
            }
            else if (part.version().equals(known)) {
                this.response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                return null;
            }
            this.response.setHeader("HX-Trigger", MOVED);
        }
        return new ModelAndView(HtmxViews.of(htmx, view, fragment)).addObject("live", part);
    }

    /**
     * A moving part of a page with an address of its own, such as the log lines on a
     * task's page.
     * @param address where the part asks again, a path with an optional query
     * @param shown all that the part shows
     * @param atRest true if nothing of it is expected to change by itself
     */
    public Part part(String address, Object shown, boolean atRest) {
        String version = version(shown, atRest);
        return new Part(Address.parse(address).with(VERSION, version).toString(), version, atRest, asOf());
    }

    private Instant asOf() {
        Instant oldest = Freshness.oldest();
        return (oldest != null && oldest.isBefore(this.now)) ? oldest : this.now;
    }

    private static String version(Object shown, boolean atRest) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest((atRest + " " + shown).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, 12);
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every Java has SHA-256", ex);
        }
    }

    /**
     * What a moving element needs to know; {@code kit:live} writes it into the element.
     *
     * @param address where it asks again
     * @param version the version of what it shows
     * @param atRest true if it need not ask again
     * @param asOf when this was read
     */
    public record Part(String address, String version, boolean atRest, Instant asOf) {
    }

}

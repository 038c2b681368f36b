package dev.shipshape.localaws.oci;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import dev.shipshape.localaws.oci.content.Digest;
import dev.shipshape.localaws.oci.content.OciError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One request and its answer, with what its path names.
 *
 * @param request what was asked
 * @param response the answer, under way
 * @param repository the repository in the path
 * @param reference the path's last part: a digest, a tag or an upload's id; empty if the
 * path has none
 */
record Exchange(HttpServletRequest request, HttpServletResponse response, String repository, String reference) {

    String method() {
        return this.request.getMethod();
    }

    /** Whether it only reads; HEAD is answered as GET is, without the body. */
    boolean reads() {
        return method().equals("GET") || method().equals("HEAD");
    }

    /** Lets pass only what reads. */
    void requireReading() {
        if (!reads()) {
            throw unsupported();
        }
    }

    /** A query parameter; the first if there are several, null if there is none. */
    @Nullable String query(String name) {
        List<String> values = queries(name);
        return values.isEmpty() ? null : values.get(0);
    }

    /**
     * All values of a query parameter. Read by ourselves: the container's own reading
     * would take a body sent as a form (curl's default) for parameters.
     */
    List<String> queries(String name) {
        String query = this.request.getQueryString();
        return Stream.of(((query != null) ? query : "").split("&", -1))
            .filter((pair) -> pair.startsWith(name + "="))
            .map((pair) -> decoded(pair.substring(name.length() + 1)))
            .toList();
    }

    /** A plus is a plus: media types have some, and nothing here has a space. */
    static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        }
        catch (IllegalArgumentException ex) {
            throw OciError.of(400, "UNSUPPORTED", "the query is not URL-encoded as it should be", value);
        }
    }

    @Nullable String header(String name) {
        return this.request.getHeader(name);
    }

    /** The digest that the path names. */
    Digest digest() {
        return digest(this.reference);
    }

    /** The digest that this text writes. */
    static Digest digest(@Nullable String text) {
        String given = (text != null) ? text : "";
        return Digest.parse(given).orElseThrow(() -> OciError.digestInvalid(given));
    }

    Exchange with(String name, Object value) {
        this.response.setHeader(name, value.toString());
        return this;
    }

    /** Ends the answer without a body. */
    void answer(int status) {
        this.response.setStatus(status);
        this.response.setContentLength(0);
    }

    /** Ends the answer with these bytes. */
    void answer(int status, String mediaType, byte[] body) throws IOException {
        this.response.setStatus(status);
        this.response.setContentType(mediaType);
        this.response.setContentLength(body.length);
        this.response.getOutputStream().write(body);
    }

    /** Ends the answer with this, as JSON. */
    void json(int status, Object body) throws IOException {
        answer(status, "application/json", JsonMapper.shared().writeValueAsBytes(body));
    }

    /**
     * The page of a sorted list that {@code n} and {@code last} ask for; a Link header
     * tells of the next one (OCI Distribution 1.1, "Listing Tags").
     */
    List<String> page(List<String> sorted) {
        String last = query("last");
        List<String> rest = (last != null) ? sorted.stream().filter((one) -> one.compareTo(last) > 0).toList() : sorted;
        String limit = query("n");
        if (limit == null) {
            return rest;
        }
        if (!limit.matches("\\d{1,18}")) {
            throw OciError.of(400, "PAGINATION_NUMBER_INVALID", "n must be a number", limit);
        }
        long size = Long.parseLong(limit);
        if (size == 0 || rest.size() <= size) {
            return (size == 0) ? List.of() : rest;
        }
        List<String> page = rest.subList(0, (int) size);
        String next = URLEncoder.encode(page.get((int) size - 1), StandardCharsets.UTF_8);
        with("Link", "<" + URI.create(this.request.getRequestURI()).getRawPath() + "?n=" + size + "&last=" + next
                + ">; rel=\"next\"");
        return page;
    }

    /** The refusal of a method that this address does not have. */
    OciError unsupported() {
        return OciError.of(405, "UNSUPPORTED", "this address does not answer " + method());
    }

}

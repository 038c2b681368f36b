package dev.shipshape.web;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The page's own address, in which one query parameter at a time is changed while the
 * others stay. The version of a live fragment never gets into it.
 *
 * @param path the path, as it is written in the address
 * @param query the parameters; of several with one name the last
 */
public record Address(String path, Map<String, String> query) {

    /** The address of a request, with its query. */
    public static Address of(HttpServletRequest request) {
        String query = request.getQueryString();
        return parse(request.getRequestURI() + ((query != null) ? "?" + query : ""));
    }

    /**
     * Where a form leads back to: only a page of ours, so that no other host can be
     * named.
     * @param back what the form says
     * @return the same, or the overview
     */
    public static String back(String back) {
        boolean ours = back.startsWith("/") && !back.startsWith("//")
                && back.chars().allMatch((c) -> c > ' ' && c != '\\');
        return ours ? back : "/";
    }

    /** Reads a path with an optional query. */
    public static Address parse(String address) {
        int mark = address.indexOf('?');
        if (mark < 0) {
            return new Address(address, Map.of());
        }
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : address.substring(mark + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode((equals < 0) ? pair : pair.substring(0, equals));
            if (!name.isEmpty() && !name.equals(Live.VERSION)) {
                query.put(name, decode((equals < 0) ? "" : pair.substring(equals + 1)));
            }
        }
        return new Address(address.substring(0, mark), query);
    }

    /**
     * The same address with one parameter changed, or without it if the value is null.
     */
    public Address with(String name, @Nullable Object value) {
        Map<String, String> changed = new LinkedHashMap<>(this.query);
        if (value == null) {
            changed.remove(name);
        }
        else {
            changed.put(name, value.toString());
        }
        return new Address(this.path, changed);
    }

    @Override
    public String toString() {
        if (this.query.isEmpty()) {
            return this.path;
        }
        return this.query.entrySet()
            .stream()
            .map((entry) -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&", this.path + "?", ""));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }
        catch (IllegalArgumentException ex) {
            return text; // a stray % typed into the address bar
        }
    }

}

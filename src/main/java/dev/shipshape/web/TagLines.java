package dev.shipshape.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * AWS tags as they are typed into a form: a line each, {@code key=value}. At most 50,
 * keys up to 128 and values up to 256 characters, never beginning with {@code aws:} (AWS
 * tagging rules).
 */
public final class TagLines {

    private static final int MOST = 50;

    private static final int LONGEST_KEY = 128;

    private static final int LONGEST_VALUE = 256;

    private TagLines() {
    }

    /**
     * Reads the lines; empty ones are passed over.
     * @param field the form field that they were typed into
     * @param lines what was typed
     * @return the tags in the order of the lines
     * @throws Problem about that field if a rule is broken
     */
    public static Map<String, String> parse(String field, String lines) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String line : lines.lines().map(String::strip).filter((text) -> !text.isEmpty()).toList()) {
            int equals = line.indexOf('=');
            String key = ((equals < 0) ? line : line.substring(0, equals)).strip();
            String value = (equals < 0) ? "" : line.substring(equals + 1).strip();
            check(field, key, value);
            if (tags.put(key, value) != null) {
                throw Problem.ofField(field, "The tag “" + key + "” stands there twice.");
            }
        }
        if (tags.size() > MOST) {
            throw Problem.ofField(field, "A resource has at most " + MOST + " tags.");
        }
        return tags;
    }

    /** The lines of tags, as {@link #parse} reads them. */
    public static String of(Map<String, String> tags) {
        return tags.entrySet()
            .stream()
            .map((tag) -> tag.getKey() + "=" + tag.getValue())
            .collect(Collectors.joining("\n"));
    }

    private static void check(String field, String key, String value) {
        if (key.isEmpty() || key.length() > LONGEST_KEY || value.length() > LONGEST_VALUE) {
            throw Problem.ofField(field, "A tag is key=value, the key 1 to " + LONGEST_KEY + " and the value up to "
                    + LONGEST_VALUE + " characters.");
        }
        if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            throw Problem.ofField(field, "Keys that begin with aws: are AWS's own.");
        }
        if (!(key + value).matches("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*")) {
            throw Problem.ofField(field, "Tags are letters, digits, spaces and _ . : / = + - @.");
        }
    }

}

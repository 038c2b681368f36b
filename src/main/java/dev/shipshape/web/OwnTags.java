package dev.shipshape.web;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which tags a person may change. The marks that Shipshape finds things again by
 * ({@code shipshape:…}), and AWS's own ({@code aws:…}), are shown and left alone.
 */
public final class OwnTags {

    private static final String OURS = "shipshape:";

    private OwnTags() {
    }

    /** Whether a person may change it here. */
    public static boolean isOwn(String key) {
        return !key.startsWith(OURS) && !key.startsWith("aws:");
    }

    /** The tags that a person may change, in the order of their keys. */
    public static Map<String, String> own(Map<String, String> tags) {
        Map<String, String> own = new TreeMap<>(tags);
        own.keySet().removeIf((key) -> !isOwn(key));
        return own;
    }

    /** The others. */
    public static Map<String, String> kept(Map<String, String> tags) {
        Map<String, String> kept = new TreeMap<>(tags);
        kept.keySet().removeIf(OwnTags::isOwn);
        return kept;
    }

    /**
     * Reads the lines of a form.
     * @param field the form field that they were typed into
     * @param lines a line each, {@code key=value}
     * @return the tags in the order of the lines
     * @throws Problem about that field if a line is wrong or names another's tag
     */
    public static Map<String, String> parse(String field, String lines) {
        Map<String, String> wanted = TagLines.parse(field, lines);
        wanted.keySet().stream().filter((key) -> !isOwn(key)).findFirst().ifPresent((key) -> {
            throw Problem.ofField(field, "The tag “" + key + "” is one that Shipshape finds things again by.");
        });
        return wanted;
    }

}

package dev.shipshape.logs.view;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Up to where a reader has come. While it reads what was, it is a time, with the tokens
 * of AWS where a page brought it no further in time; while it follows what comes, it is a
 * number among the lines that have come.
 *
 * @param from the time, in milliseconds since 1970
 * @param tokens AWS's tokens by the number of the part; mostly none
 * @param epoch which following it belongs to; empty while it reads what was
 * @param number the number of the last line that it has
 */
record Cursor(long from, Map<Integer, String> tokens, String epoch, long number) {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,15})(?:\\.([\\w-]+))?(?:~([0-9a-f]+)-(\\d{1,15}))?");

    static Cursor at(long from) {
        return new Cursor(from, Map.of(), "", 0);
    }

    /** Reads what was written; null and nonsense mean from the beginning. */
    static Cursor read(@Nullable String text, long otherwise) {
        Matcher parts = WRITTEN.matcher((text != null) ? text : "");
        if (!parts.matches()) {
            return at(otherwise);
        }
        String epoch = parts.group(3);
        return new Cursor(Long.parseLong(parts.group(1)), tokens(parts.group(2)), (epoch != null) ? epoch : "",
                (epoch != null) ? Long.parseLong(parts.group(4)) : 0);
    }

    private static Map<Integer, String> tokens(@Nullable String text) {
        Map<Integer, String> tokens = new TreeMap<>();
        if (text != null) {
            String[] lines = decoded(text).split("\n", -1);
            for (int index = 0; index < lines.length; index++) {
                if (!lines[index].isEmpty()) {
                    tokens.put(index, lines[index]);
                }
            }
        }
        return tokens;
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        }
        catch (IllegalArgumentException ex) {
            return "";
        }
    }

    boolean follows() {
        return !this.epoch.isEmpty();
    }

    /** As it stands in an address. */
    String written() {
        StringBuilder text = new StringBuilder().append(this.from);
        if (!this.tokens.isEmpty()) {
            StringBuilder lines = new StringBuilder();
            int last = this.tokens.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
            for (int index = 0; index <= last; index++) {
                lines.append(this.tokens.getOrDefault(index, "")).append((index < last) ? "\n" : "");
            }
            text.append('.')
                .append(Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(lines.toString().getBytes(StandardCharsets.UTF_8)));
        }
        if (follows()) {
            text.append('~').append(this.epoch).append('-').append(this.number);
        }
        return text.toString();
    }

}

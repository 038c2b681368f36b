package dev.shipshape.localaws.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A filter pattern of unstructured terms: all must be in the line, of those with a
 * question mark one, of those with a minus none; case counts. Patterns over JSON and
 * columns are refused.
 */
record FilterPattern(List<String> all, List<String> any, List<String> none) {

    private static final Pattern TERM = Pattern.compile("([?-]?)(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+))");

    static FilterPattern parse(@Nullable String text) {
        FilterPattern pattern = new FilterPattern(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        String terms = (text != null) ? text.strip() : "";
        if (terms.startsWith("{") || terms.startsWith("[") || terms.startsWith("%")) {
            throw LogErrors.invalid("Invalid filter pattern: the sandbox knows terms, and no JSON, columns or regular "
                    + "expressions.");
        }
        Matcher matcher = TERM.matcher(terms);
        while (matcher.find()) {
            String term = (matcher.group(2) != null) ? matcher.group(2).replaceAll("\\\\(.)", "$1") : matcher.group(3);
            switch (matcher.group(1)) {
                case "?" -> pattern.any.add(term);
                case "-" -> pattern.none.add(term);
                default -> pattern.all.add(term);
            }
        }
        return pattern;
    }

    boolean matches(String line) {
        return this.all.stream().allMatch(line::contains) && this.none.stream().noneMatch(line::contains)
                && (this.any.isEmpty() || this.any.stream().anyMatch(line::contains));
    }

}

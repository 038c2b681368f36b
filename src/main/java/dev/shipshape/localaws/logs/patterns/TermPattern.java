package dev.shipshape.localaws.logs.patterns;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Terms: all must be in the line, of those with a question mark one, of those with a
 * minus none. Beside other terms those with a question mark do not count, as with AWS.
 */
record TermPattern(List<Predicate<String>> all, List<Predicate<String>> any,
        List<Predicate<String>> none) implements FilterPattern {

    private static final Pattern TERM = Pattern
        .compile("([?-]?)(?:\"((?:[^\"\\\\]|\\\\.)*)\"|%((?:[^%\\\\]|\\\\.)*)%|([^\\s]+))");

    static TermPattern parse(String text) {
        TermPattern pattern = new TermPattern(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Matcher matcher = TERM.matcher(text);
        while (matcher.find()) {
            Predicate<String> term = term(matcher);
            switch (matcher.group(1)) {
                case "?" -> pattern.any.add(term);
                case "-" -> pattern.none.add(term);
                default -> pattern.all.add(term);
            }
        }
        return pattern;
    }

    private static Predicate<String> term(Matcher matcher) {
        if (matcher.group(3) != null) {
            return Texts.regex(matcher.group(3)).asPredicate();
        }
        String term = (matcher.group(2) != null) ? matcher.group(2).replaceAll("\\\\(.)", "$1") : matcher.group(4);
        if (matcher.group(2) == null && term.startsWith("\"")) {
            throw FilterPattern.invalid("a quotation mark is not closed.");
        }
        return (line) -> line.contains(term);
    }

    @Override
    public boolean matches(String line) {
        return this.all.stream().allMatch((term) -> term.test(line))
                && this.none.stream().noneMatch((term) -> term.test(line))
                && (this.any.isEmpty() || !this.all.isEmpty() || this.any.stream().anyMatch((term) -> term.test(line)));
    }

}

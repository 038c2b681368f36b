package dev.shipshape.localaws.ecs.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words and signs of an expression, in order. */
final class Tokens {

    /**
     * Quoted text, an operator, a bracket or comma, or a word up to the next of these.
     */
    private static final Pattern TOKEN = Pattern
        .compile("\\s*(?:\"([^\"]*)\"|'([^']*)'|(==|!=|=~|!~|>=|<=|>|<|&&|\\|\\||!exists\\b|!in\\b|!|[()\\[\\],])"
                + "|([^\\s()\\[\\],]+))");

    private final List<String> tokens;

    private int place;

    private Tokens(List<String> tokens) {
        this.tokens = tokens;
    }

    static Tokens of(String expression) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(expression.strip());
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            end = matcher.end();
            for (int group = 1; group <= 4; group++) {
                if (matcher.group(group) != null) {
                    tokens.add(matcher.group(group));
                }
            }
        }
        return new Tokens(tokens);
    }

    boolean hasNext() {
        return this.place < this.tokens.size();
    }

    String next() {
        return this.tokens.get(this.place++);
    }

    /** Takes the next token if it is one of these, whatever its case. */
    boolean take(String... wanted) {
        for (String each : wanted) {
            if (hasNext() && this.tokens.get(this.place).equalsIgnoreCase(each)) {
                this.place++;
                return true;
            }
        }
        return false;
    }

}

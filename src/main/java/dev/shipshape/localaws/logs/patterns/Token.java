package dev.shipshape.localaws.logs.patterns;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a pattern over JSON or columns.
 *
 * @param kind how it was written
 * @param text what it says, without quotation marks or percent signs
 */
record Token(Kind kind, String text) {

    private static final Pattern PIECE = Pattern.compile("\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|%((?:[^%\\\\]|\\\\.)*)%"
            + "|(&&|\\|\\||!=|<=|>=|[=<>(),])|((?:\\[[^\\]]*\\]|[^\\s=<>!&|(),\"%])+))");

    /** How a piece was written. */
    enum Kind {

        /** Between quotation marks. */
        QUOTED,
        /** Between percent signs. */
        REGEX,
        /** An operator, a parenthesis or a comma. */
        SIGN,
        /** As it stands. */
        WORD

    }

    boolean is(String sign) {
        return this.kind == Kind.SIGN && this.text.equals(sign);
    }

    boolean isWord(String word) {
        return this.kind == Kind.WORD && this.text.equalsIgnoreCase(word);
    }

    boolean isComparison() {
        return this.kind == Kind.SIGN && this.text.matches("!=|<=|>=|[=<>]");
    }

    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = PIECE.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.find(end) && matcher.start() == end) {
            if (matcher.group(1) != null) {
                tokens.add(new Token(Kind.QUOTED, matcher.group(1).replaceAll("\\\\(.)", "$1")));
            }
            else if (matcher.group(2) != null) {
                tokens.add(new Token(Kind.REGEX, matcher.group(2)));
            }
            else {
                tokens.add((matcher.group(3) != null) ? new Token(Kind.SIGN, matcher.group(3))
                        : new Token(Kind.WORD, matcher.group(4)));
            }
            end = matcher.end();
        }
        if (!text.substring(end).isBlank()) {
            throw FilterPattern.invalid("it cannot be read from \"" + text.substring(end).strip() + "\" on.");
        }
        return tokens;
    }

}

package dev.shipshape.localaws.logs.patterns;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.jspecify.annotations.Nullable;

/** Values compared as filter patterns compare them. */
final class Texts {

    private Texts() {
    }

    /** A regular expression between percent signs. */
    static Pattern regex(String expression) {
        try {
            return Pattern.compile(expression);
        }
        catch (PatternSyntaxException ex) {
            throw FilterPattern.invalid("the regular expression " + expression + " is none.");
        }
    }

    /** What a value with stars in it stands for. */
    static Pattern wildcard(String value) {
        return Pattern.compile("\\Q" + value.replace("*", "\\E.*\\Q") + "\\E", Pattern.DOTALL);
    }

    /** The number that a text is; empty if it is none. */
    static Optional<BigDecimal> number(@Nullable String text) {
        try {
            return (text != null && !text.isBlank()) ? Optional.of(new BigDecimal(text.strip())) : Optional.empty();
        }
        catch (NumberFormatException ex) {
            return Optional.empty();
        }
    }

    /**
     * A comparison of a value.
     * @param operator one of {@code = != < > <= >=}
     * @param operand what to compare with, without quotation marks or percent signs
     * @param kind how the operand was written
     */
    static Predicate<String> comparison(String operator, String operand, Token.Kind kind) {
        if (kind == Token.Kind.REGEX) {
            Pattern pattern = regex(operand);
            return negated(operator, (value) -> pattern.matcher(value).find());
        }
        Optional<BigDecimal> number = (kind == Token.Kind.QUOTED) ? Optional.empty() : number(operand);
        if (operator.equals("=") || operator.equals("!=")) {
            Pattern pattern = wildcard(operand);
            return negated(operator, (value) -> (number.isPresent() && number(value).isPresent())
                    ? number(value).get().compareTo(number.get()) == 0 : pattern.matcher(value).matches());
        }
        BigDecimal bound = number
            .orElseThrow(() -> FilterPattern.invalid("the operator " + operator + " compares numbers only."));
        return (value) -> number(value).filter((it) -> holds(it.compareTo(bound), operator)).isPresent();
    }

    private static Predicate<String> negated(String operator, Predicate<String> test) {
        return switch (operator) {
            case "=" -> test;
            case "!=" -> test.negate();
            default -> throw FilterPattern.invalid("the operator " + operator + " compares numbers only.");
        };
    }

    private static boolean holds(int order, String operator) {
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

}

package dev.shipshape.localaws.logs.patterns;

import java.util.List;
import java.util.function.Predicate;

/**
 * Reads conditions that are joined by {@code &&} and {@code ||} and grouped by
 * parentheses; {@code &&} binds closer.
 *
 * @param <T> what the conditions are about
 */
abstract class Condition<T> {

    private final List<Token> tokens;

    private int position;

    Condition(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The whole condition. */
    final Predicate<T> whole() {
        Predicate<T> whole = either();
        if (this.position < this.tokens.size()) {
            throw FilterPattern.invalid("\"" + peek().text() + "\" was not expected.");
        }
        return whole;
    }

    private Predicate<T> either() {
        Predicate<T> one = both();
        while (take("||")) {
            one = one.or(both());
        }
        return one;
    }

    private Predicate<T> both() {
        Predicate<T> one = part();
        while (take("&&")) {
            one = one.and(part());
        }
        return one;
    }

    private Predicate<T> part() {
        if (take("(")) {
            Predicate<T> inner = either();
            if (!take(")")) {
                throw FilterPattern.invalid("a parenthesis is not closed.");
            }
            return inner;
        }
        return comparison();
    }

    /** Reads one comparison. */
    abstract Predicate<T> comparison();

    final Token next() {
        Token token = peek();
        this.position++;
        return token;
    }

    final Token peek() {
        if (this.position >= this.tokens.size()) {
            throw FilterPattern.invalid("it ends too early.");
        }
        return this.tokens.get(this.position);
    }

    private boolean take(String sign) {
        boolean is = this.position < this.tokens.size() && this.tokens.get(this.position).is(sign);
        if (is) {
            this.position++;
        }
        return is;
    }

}

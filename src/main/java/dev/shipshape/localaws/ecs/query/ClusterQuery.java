package dev.shipshape.localaws.ecs.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.protocol.AwsError;

/**
 * An expression of the cluster query language (ECS developer guide, "Cluster query
 * language"), such as
 * {@code attribute:ecs.instance-type =~ t3.* and not(task:group == service:web)}.
 */
public final class ClusterQuery {

    /** An expression has 2000 characters at most (PlacementConstraint, API reference). */
    private static final int LONGEST = 2000;

    private final String expression;

    private final Tokens tokens;

    private ClusterQuery(String expression) {
        this.expression = expression;
        this.tokens = Tokens.of(expression);
    }

    /**
     * The instances that an expression means.
     * @throws AwsError {@code InvalidParameterException} when it is none
     */
    public static Predicate<Candidate> of(String expression) {
        if (expression.length() > LONGEST) {
            throw EcsErrors.invalidParameter("An expression can have at most " + LONGEST + " characters.");
        }
        ClusterQuery query = new ClusterQuery(expression);
        Predicate<Candidate> meant = query.alternatives();
        if (query.tokens.hasNext()) {
            throw query.invalid();
        }
        return meant;
    }

    private AwsError invalid() {
        return EcsErrors.invalidParameter("Invalid expression: '" + this.expression + "'.");
    }

    private Predicate<Candidate> alternatives() {
        Predicate<Candidate> meant = all();
        while (this.tokens.take("or", "||")) {
            meant = meant.or(all());
        }
        return meant;
    }

    private Predicate<Candidate> all() {
        Predicate<Candidate> meant = one();
        while (this.tokens.take("and", "&&")) {
            meant = meant.and(one());
        }
        return meant;
    }

    private Predicate<Candidate> one() {
        if (this.tokens.take("not", "!")) {
            return one().negate();
        }
        if (this.tokens.take("(")) {
            Predicate<Candidate> inside = alternatives();
            if (!this.tokens.take(")")) {
                throw invalid();
            }
            return inside;
        }
        return comparison();
    }

    private Predicate<Candidate> comparison() {
        String subject = word();
        if (!Candidate.knows(subject)) {
            throw invalid();
        }
        String operator = word().toLowerCase(Locale.ROOT);
        return switch (operator) {
            case "exists" -> (candidate) -> !candidate.values(subject).isEmpty();
            case "!exists", "not_exists" -> (candidate) -> candidate.values(subject).isEmpty();
            case "==", "equals" -> any(subject, word()::equals);
            case "!=", "not_equals" -> any(subject, word()::equals).negate();
            case "in" -> any(subject, list()::contains);
            case "!in", "not_in" -> any(subject, list()::contains).negate();
            case "=~", "matches" -> any(subject, pattern());
            case "!~", "not_matches" -> any(subject, pattern()).negate();
            case ">", "greater_than" -> compared(subject, (order) -> order > 0);
            case ">=", "greater_than_equal" -> compared(subject, (order) -> order >= 0);
            case "<", "less_than" -> compared(subject, (order) -> order < 0);
            case "<=", "less_than_equal" -> compared(subject, (order) -> order <= 0);
            default -> throw invalid();
        };
    }

    private static Predicate<Candidate> any(String subject, Predicate<String> matches) {
        return (candidate) -> candidate.values(subject).stream().anyMatch(matches);
    }

    private Predicate<Candidate> compared(String subject, Predicate<Integer> wanted) {
        Ordered bound = Ordered.of(word());
        return any(subject, (value) -> wanted.test(Ordered.of(value).compareTo(bound)));
    }

    private Predicate<String> pattern() {
        try {
            Pattern pattern = Pattern.compile(word());
            return (value) -> pattern.matcher(new Patient(value)).matches();
        }
        catch (PatternSyntaxException ex) {
            throw invalid();
        }
    }

    private List<String> list() {
        if (!this.tokens.take("[")) {
            throw invalid();
        }
        List<String> values = new ArrayList<>();
        do {
            values.add(word());
        }
        while (this.tokens.take(","));
        if (!this.tokens.take("]")) {
            throw invalid();
        }
        return values;
    }

    private String word() {
        if (!this.tokens.hasNext()) {
            throw invalid();
        }
        return this.tokens.next();
    }

}

package dev.shipshape.localaws.logs.patterns;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on lines of columns with spaces between them, such as
 * {@code [ip, user, ..., status = 4*, bytes > 1000]}. What stands in quotation marks or
 * square brackets is one column; three dots are any number of them.
 */
record ColumnPattern(List<Predicate<String>> before, boolean open,
        List<Predicate<String>> after) implements FilterPattern {

    private static final Pattern COLUMN = Pattern.compile("\"([^\"]*)\"|\\[([^\\]]*)\\]|(\\S+)");

    static ColumnPattern parse(String text) {
        if (!text.endsWith("]")) {
            throw FilterPattern.invalid("the bracket is not closed.");
        }
        List<Predicate<String>> before = new ArrayList<>();
        List<Predicate<String>> after = new ArrayList<>();
        boolean open = false;
        for (List<Token> column : columns(Token.of(text.substring(1, text.length() - 1)))) {
            if (column.size() == 1 && column.get(0).text().equals("...")) {
                if (open) {
                    throw FilterPattern.invalid("three dots can stand in one place only.");
                }
                open = true;
            }
            else {
                (open ? after : before).add(condition(column));
            }
        }
        return new ColumnPattern(before, open, after);
    }

    private static List<List<Token>> columns(List<Token> tokens) {
        List<List<Token>> columns = new ArrayList<>(List.of(new ArrayList<>()));
        for (Token token : tokens) {
            if (token.is(",")) {
                columns.add(new ArrayList<>());
            }
            else {
                columns.get(columns.size() - 1).add(token);
            }
        }
        if (columns.stream().anyMatch(List::isEmpty)) {
            throw FilterPattern.invalid("a column has no name.");
        }
        return columns;
    }

    private static Predicate<String> condition(List<Token> column) {
        return (column.size() == 1) ? (value) -> true : new Reader(column).whole();
    }

    @Override
    public boolean matches(String line) {
        List<String> values = new ArrayList<>();
        Matcher matcher = COLUMN.matcher(line);
        while (matcher.find()) {
            for (int group = 1; group <= 3; group++) {
                if (matcher.group(group) != null) {
                    values.add(matcher.group(group));
                }
            }
        }
        int named = this.before.size() + this.after.size();
        if (values.size() < named || (!this.open && values.size() > named)) {
            return false;
        }
        return all(this.before, values.subList(0, this.before.size()))
                && all(this.after, values.subList(values.size() - this.after.size(), values.size()));
    }

    private static boolean all(List<Predicate<String>> conditions, List<String> values) {
        for (int index = 0; index < conditions.size(); index++) {
            if (!conditions.get(index).test(values.get(index))) {
                return false;
            }
        }
        return true;
    }

    private static final class Reader extends Condition<String> {

        Reader(List<Token> tokens) {
            super(tokens);
        }

        @Override
        Predicate<String> comparison() {
            Token name = next();
            Token operator = next();
            if (name.kind() != Token.Kind.WORD || !operator.isComparison()) {
                throw FilterPattern.invalid("a column and an operator were expected at \"" + name.text() + "\".");
            }
            Token operand = next();
            return Texts.comparison(operator.text(), operand.text(), operand.kind());
        }

    }

}

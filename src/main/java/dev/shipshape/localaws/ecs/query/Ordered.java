package dev.shipshape.localaws.ecs.query;

import java.util.regex.Pattern;

/**
 * A value that is compared by size: by number where both are versions or numbers
 * ({@code 1.9.0} is less than {@code 1.10.0}), else as text, which orders times rightly.
 *
 * @param text the value
 */
record Ordered(String text) implements Comparable<Ordered> {

    private static final Pattern NUMBERS = Pattern.compile("\\d{1,18}(\\.\\d{1,18})*");

    static Ordered of(String text) {
        return new Ordered(text);
    }

    @Override
    public int compareTo(Ordered other) {
        if (!NUMBERS.matcher(this.text).matches() || !NUMBERS.matcher(other.text).matches()) {
            return this.text.compareTo(other.text);
        }
        String[] mine = this.text.split("\\.", -1);
        String[] others = other.text.split("\\.", -1);
        for (int part = 0; part < Math.max(mine.length, others.length); part++) {
            int order = Long.compare(part(mine, part), part(others, part));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static long part(String[] parts, int index) {
        return (index < parts.length) ? Long.parseLong(parts[index]) : 0;
    }

}

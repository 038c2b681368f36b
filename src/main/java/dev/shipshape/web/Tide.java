package dev.shipshape.web;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The tide line, drawn by {@code kit/tide}: the cost per hour as a level that falls, step
 * by step, as things go.
 *
 * @param before dollars an hour before the first step
 * @param steps the steps in their order
 */
public record Tide(BigDecimal before, List<Step> steps) {

    private static final int WIDTH = 1000;

    private static final int HEIGHT = 100;

    private static final int MOST_POINTS = 200;

    /** The cost per hour now: what the steps that are done have left. */
    public BigDecimal now() {
        return levels().get(done());
    }

    /** The cost per hour after the last step. */
    public BigDecimal end() {
        return levels().get(this.steps.size());
    }

    /** How many steps are done. */
    public int done() {
        return (int) this.steps.stream().filter(Step::done).count();
    }

    /** True if nothing that we know of costs any more. */
    public boolean clear() {
        return now().signum() == 0 && done() == this.steps.size();
    }

    /** The level up to the present, as an SVG path in a box of 1000 × 100. */
    public String line() {
        return curve(0, done());
    }

    /** The level to come. */
    public String ahead() {
        return curve(done(), this.steps.size());
    }

    /** The water that stood until the present. */
    public String water() {
        return filled(0, done());
    }

    /** The water that is still to go. */
    public String waterAhead() {
        return filled(done(), this.steps.size());
    }

    /**
     * The present point of the line: a stroke of no length, whose round caps are a dot.
     */
    public String mark() {
        return point("M", x(done()), y(levels().get(done()))) + "h.01";
    }

    private String filled(int from, int to) {
        return curve(from, to) + point("L", x(to), HEIGHT) + point("L", x(from), HEIGHT) + "Z";
    }

    /** More than this many points would not be seen. */
    private static int stride(int points) {
        return Math.max(1, points / MOST_POINTS);
    }

    private String curve(int from, int to) {
        List<BigDecimal> levels = levels();
        StringBuilder path = new StringBuilder(point("M", x(from), y(levels.get(from))));
        if (from == 0 && to > 0) {
            path.append(point("L", x(0), y(levels.get(0))));
        }
        int stride = stride(to - from);
        int last = from;
        while (last < to) {
            int next = Math.min(last + stride, to);
            double middle = (x(last) + x(next)) / 2;
            path.append(point("C", middle, y(levels.get(last))))
                .append(point(" ", middle, y(levels.get(next))))
                .append(point(" ", x(next), y(levels.get(next))));
            last = next;
        }
        return path.toString();
    }

    private double x(int step) {
        return this.steps.isEmpty() ? 0 : (double) WIDTH * step / this.steps.size();
    }

    private double y(BigDecimal level) {
        if (this.before.signum() <= 0) {
            return HEIGHT;
        }
        return HEIGHT - level.divide(this.before, MathContext.DECIMAL32).doubleValue() * (HEIGHT - 6);
    }

    /** What is left after none, one, two … steps, those that are done counted first. */
    private List<BigDecimal> levels() {
        List<Step> order = new ArrayList<>(this.steps.stream().filter(Step::done).toList());
        this.steps.stream().filter((step) -> !step.done()).forEach(order::add);
        List<BigDecimal> levels = new ArrayList<>(List.of(this.before.max(BigDecimal.ZERO)));
        BigDecimal level = this.before;
        for (Step step : order) {
            BigDecimal frees = step.frees();
            level = (frees != null) ? level.subtract(frees) : level;
            levels.add(level.max(BigDecimal.ZERO));
        }
        return levels;
    }

    private static String point(String command, double x, double y) {
        return String.format(Locale.ROOT, "%s%.1f %.1f", command, x, y);
    }

    /**
     * One step.
     *
     * @param frees dollars an hour that it frees; null if no price is known
     * @param done whether that has happened
     */
    public record Step(@Nullable BigDecimal frees, boolean done) {
    }

}

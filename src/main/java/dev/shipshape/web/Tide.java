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

    /** The cost per hour now: what the steps that are done have left. */
    public BigDecimal now() {
        return level(done());
    }

    /** The cost per hour after the last step. */
    public BigDecimal end() {
        return level(this.steps.size());
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
        return point("M", x(done()), y(done())) + "h.01";
    }

    private String filled(int from, int to) {
        return curve(from, to) + point("L", x(to), HEIGHT) + point("L", x(from), HEIGHT) + "Z";
    }

    private String curve(int from, int to) {
        StringBuilder path = new StringBuilder(point("M", x(from), y(from)));
        if (from == 0 && to > 0) {
            path.append(point("L", x(0), y(0)));
        }
        for (int i = from + 1; i <= to; i++) {
            double middle = (x(i - 1) + x(i)) / 2;
            path.append(point("C", middle, y(i - 1))).append(point(" ", middle, y(i))).append(point(" ", x(i), y(i)));
        }
        return path.toString();
    }

    private double x(int step) {
        return this.steps.isEmpty() ? 0 : (double) WIDTH * step / this.steps.size();
    }

    private double y(int step) {
        if (this.before.signum() <= 0) {
            return HEIGHT;
        }
        return HEIGHT - level(step).divide(this.before, MathContext.DECIMAL32).doubleValue() * (HEIGHT - 6);
    }

    /** What is left after so many steps, those that are done counted first. */
    private BigDecimal level(int steps) {
        List<Step> order = new ArrayList<>(this.steps.stream().filter(Step::done).toList());
        this.steps.stream().filter((step) -> !step.done()).forEach(order::add);
        BigDecimal level = this.before;
        for (Step step : order.subList(0, steps)) {
            BigDecimal frees = step.frees();
            level = (frees != null) ? level.subtract(frees) : level;
        }
        return level.max(BigDecimal.ZERO);
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

package dev.shipshape.web;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A part of a page that may have failed while the rest of it works: what was read, or why
 * it could not be. The template shows {@code ~{kit/problem :: part('The services',
 * ${attempt.problem()})}} in the place of the part.
 *
 * @param value what was read; null where it could not be
 * @param problem why it could not be read; null where it was
 */
public record Attempt<T>(@Nullable T value, @Nullable Problem problem) {

    /**
     * Tries to read a part.
     * @param read reads it, and may throw a {@link Problem}
     */
    public static <T> Attempt<T> at(Supplier<T> read) {
        try {
            return new Attempt<>(read.get(), null);
        }
        catch (Problem problem) {
            return failed(problem);
        }
    }

    /** What could not be read. */
    public static <T> Attempt<T> failed(Problem problem) {
        return new Attempt<>(null, problem);
    }

    /** Whether it was read. */
    public boolean ok() {
        return this.problem == null;
    }

    /** What was read, or something in its place. */
    public T orElse(T other) {
        return (this.value != null) ? this.value : other;
    }

    /** Says all that a page shows of it, so that an unchanged failure is no change. */
    @Override
    public String toString() {
        return (this.problem != null) ? "failed: " + this.problem.what() : String.valueOf(this.value);
    }

}

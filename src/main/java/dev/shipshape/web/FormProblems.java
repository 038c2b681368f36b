package dev.shipshape.web;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.PropertyAccessorUtils;
import org.springframework.validation.BindingResult;
import org.springframework.validation.ObjectError;

/**
 * Puts a {@link Problem} into the form that caused it, which is then shown again as it
 * was typed, with status 422:
 *
 * <pre>{@code
 * try {
 *     this.clusters.create(connection, form.toRequest());
 * }
 * catch (Problem problem) {
 *     return FormProblems.show(problem, result, response, "clusters/new");
 * }
 * }</pre>
 */
public final class FormProblems {

    private FormProblems() {
    }

    /**
     * Shows the problem beside its field if the form has that field, else above the form.
     * @param problem what went wrong
     * @param form the form's binding result
     */
    public static void show(Problem problem, BindingResult form) {
        String field = problem.field();
        if (field != null && form.getTarget() != null && hasField(form, field)) {
            form.rejectValue(field, "problem", sentences(problem)); // without arguments,
                                                                    // or an apostrophe is
                                                                    // syntax
        }
        else {
            form.addError(new Told(form.getObjectName(), problem));
        }
    }

    /**
     * Shows the problem and answers with the form.
     * @param problem what went wrong
     * @param form the form's binding result
     * @param response gets the status 422, at which HTMX swaps the form
     * @param view the form's view
     * @return the view
     */
    public static String show(Problem problem, BindingResult form, HttpServletResponse response, String view) {
        show(problem, form);
        return again(response, view);
    }

    /**
     * Answers with the form, whose own checks have failed.
     * @param response gets the status 422
     * @param view the form's view
     * @return the view
     */
    public static String again(HttpServletResponse response, String view) {
        if (!Rehearsal.isOn()) { // a form that is still being filled in is no failure
            response.setStatus(422);
        }
        return view;
    }

    /**
     * What the form-level box knows of one error.
     * @param error a global error of a form
     * @return the problem behind it; null if it came from a validation annotation
     */
    public static @Nullable Problem problemOf(ObjectError error) {
        return (error instanceof Told told) ? told.problem() : null;
    }

    private static boolean hasField(BindingResult form, String field) {
        try {
            form.getFieldValue(field);
            return !PropertyAccessorUtils.getPropertyName(field).isEmpty();
        }
        catch (org.springframework.beans.InvalidPropertyException ex) {
            return false; // AWS named a member that the form does not show
        }
    }

    private static String sentences(Problem problem) {
        return problem.advice().isEmpty() ? problem.what() : problem.what() + " " + problem.advice();
    }

    private static final class Told extends ObjectError {

        private static final long serialVersionUID = 1L;

        private final Problem problem;

        Told(String objectName, Problem problem) {
            super(objectName, problem.what());
            this.problem = problem;
        }

        Problem problem() {
            return this.problem;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }

    }

}

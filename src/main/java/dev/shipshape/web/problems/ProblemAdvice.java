package dev.shipshape.web.problems;

import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

import dev.shipshape.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.validation.DataBinder;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/**
 * The one place that renders what no form has caught: problems in plain words, wrong
 * requests, and what we did not expect, which is logged under an id that the page shows.
 */
@ControllerAdvice
class ProblemAdvice {

    private static final Logger logger = LoggerFactory.getLogger(ProblemAdvice.class);

    private final ProblemViews views;

    ProblemAdvice(ProblemViews views) {
        this.views = views;
    }

    @ExceptionHandler
    ModelAndView problem(Problem problem, HttpServletRequest request, HttpServletResponse response) {
        return this.views.of(problem, request, response);
    }

    @ExceptionHandler({ TypeMismatchException.class, HttpMessageNotReadableException.class })
    ModelAndView unreadable(Exception exception, HttpServletRequest request, HttpServletResponse response) {
        return this.views.of(Statuses.problem(HttpStatus.BAD_REQUEST), request, response);
    }

    /**
     * Fields with numbers past what a list may grow to, such as
     * {@code containers[99999].name}.
     */
    @ExceptionHandler
    @Nullable ModelAndView tooLong(IndexOutOfBoundsException exception, HttpServletRequest request,
            HttpServletResponse response) {
        boolean ofBinding = Arrays.stream(exception.getStackTrace())
            .limit(8)
            .anyMatch((frame) -> frame.getClassName().equals(DataBinder.class.getName()));
        return ofBinding ? this.views.of(Statuses.problem(HttpStatus.BAD_REQUEST), request, response)
                : everythingElse(exception, request, response);
    }

    @ExceptionHandler
    ModelAndView missing(MissingServletRequestParameterException exception, HttpServletRequest request,
            HttpServletResponse response) {
        Problem problem = new Problem(HttpStatus.BAD_REQUEST,
                "“" + exception.getParameterName() + "” is missing from what was sent.",
                "Go back to the form and send it again.");
        return this.views.of(problem, request, response);
    }

    /**
     * Security's own filter answers these: sign in, or a page that says what is missing.
     */
    @ExceptionHandler
    void refused(AccessDeniedException exception) {
        throw exception;
    }

    /** As above. */
    @ExceptionHandler
    void unknownPerson(AuthenticationException exception) {
        throw exception;
    }

    @ExceptionHandler
    @Nullable ModelAndView everythingElse(Exception exception, HttpServletRequest request, HttpServletResponse response) {
        if (exception instanceof ErrorResponse answer) {
            response.setStatus(answer.getStatusCode().value());
            answer.getHeaders().forEach((name, values) -> values.forEach((value) -> response.addHeader(name, value)));
            return this.views.of(Statuses.problem(HttpStatus.valueOf(answer.getStatusCode().value())), request,
                    response);
        }
        if (response.isCommitted()) {
            // the browser went away, or the page was half written; there is nobody to
            // tell
            logger.debug("The answer to {} could not be finished", request.getRequestURI(), exception);
            return null;
        }
        String id = UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT);
        logger.error("Unexpected error {} at {} {}", id, request.getMethod(), request.getRequestURI(), exception);
        return this.views.of(Statuses.unexpected(id), request, response);
    }

}

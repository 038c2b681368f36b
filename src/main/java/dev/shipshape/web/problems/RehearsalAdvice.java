package dev.shipshape.web.problems;

import dev.shipshape.web.Rehearsed;
import dev.shipshape.web.frame.Frames;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers a form that asked for its command: into the form's own place for the script
 * that asks as one types, as a page for whoever has none.
 */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class RehearsalAdvice {

    /** By it the script knows the command from the form that came back with errors. */
    static final String HEADER = "X-Shipshape-Preview";

    private final Frames frames;

    RehearsalAdvice(Frames frames) {
        this.frames = frames;
    }

    @ExceptionHandler
    ModelAndView command(Rehearsed rehearsed, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HEADER, "command");
        if (request.getHeader(HEADER) != null) {
            return new ModelAndView("kit/command :: commands").addObject("commands", rehearsed.commands());
        }
        return new ModelAndView("kit/command").addObject("commands", rehearsed.commands())
            .addObject(Frames.ATTRIBUTE, this.frames.of(request));
    }

}

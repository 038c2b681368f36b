package dev.shipshape.web.problems;

import dev.shipshape.web.HtmxViews;
import dev.shipshape.web.Live;
import dev.shipshape.web.Problem;
import dev.shipshape.web.frame.Frames;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * Shows a problem: as a page of its own, or, for HTMX, in the region {@code #problem} of
 * the page that is already open, so that nothing that was typed is lost.
 */
@Component
class ProblemViews {

    private static final int STOP_POLLING = 286;

    private final Frames frames;

    ProblemViews(Frames frames) {
        this.frames = frames;
    }

    ModelAndView of(Problem problem, HttpServletRequest request, HttpServletResponse response) {
        if (HtmxViews.wantsFragment(HtmxRequest.fromRequest(request))) {
            response.setHeader("HX-Retarget", "#problem");
            response.setHeader("HX-Reswap", "innerHTML");
            boolean gone = problem.status() == HttpStatus.NOT_FOUND && request.getParameter(Live.VERSION) != null;
            response.setStatus(gone ? STOP_POLLING : problem.status().value());
            return new ModelAndView("kit/problem :: box").addObject("problem", problem);
        }
        response.setStatus(problem.status().value());
        return new ModelAndView("kit/problem").addObject("problem", problem)
            .addObject(Frames.ATTRIBUTE, this.frames.of(request));
    }

}

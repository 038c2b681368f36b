package dev.shipshape.web.problems;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where the server sends what failed outside of any controller, such as a refused CSRF
 * token: in the same words and the same look as all other problems.
 */
@Controller
class ErrorPages implements ErrorController {

    private final ProblemViews views;

    ErrorPages(ProblemViews views) {
        this.views = views;
    }

    @RequestMapping("/error")
    ModelAndView error(HttpServletRequest request, HttpServletResponse response) {
        return this.views.of(Statuses.problem(status(request)), request, response);
    }

    private static HttpStatus status(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        @Nullable HttpStatus status = (code instanceof Integer number) ? HttpStatus.resolve(number) : HttpStatus.NOT_FOUND;
        return (status != null) ? status : HttpStatus.INTERNAL_SERVER_ERROR;
    }

}

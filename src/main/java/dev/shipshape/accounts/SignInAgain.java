package dev.shipshape.accounts;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Leads to the sign-in page whoever is not signed in (any more). HTMX is told to go there
 * as a whole page, so that the form never lands inside a fragment.
 */
class SignInAgain implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String PAGE = "/login";

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        String page = request.getContextPath() + PAGE + (hadSession(request) ? "?expired" : "");
        if ("true".equals(request.getHeader("HX-Request"))) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            response.setHeader("HX-Redirect", page);
        }
        else {
            response.sendRedirect(page);
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException, ServletException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || authentication instanceof AnonymousAuthenticationToken) {
            commence(request, response, new InsufficientAuthenticationException("The session has ended", reason));
        }
        else {
            response.sendError(HttpStatus.FORBIDDEN.value());
        }
    }

    private static boolean hadSession(HttpServletRequest request) {
        return request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
    }

}

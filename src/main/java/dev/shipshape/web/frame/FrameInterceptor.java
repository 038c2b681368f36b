package dev.shipshape.web.frame;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Puts the frame into the model of whole pages, remembers the connection last looked at,
 * and says that answers differ for HTMX, so that no cache mixes a fragment with a page.
 */
@Component
class FrameInterceptor implements HandlerInterceptor, WebMvcConfigurer {

    private final Frames frames;

    FrameInterceptor(Frames frames) {
        this.frames = frames;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod) {
            response.addHeader("Vary", "HX-Request");
        }
        return true;
    }

    @Override
    public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
            @Nullable ModelAndView answer) {
        if (answer == null) {
            return;
        }
        remember(request);
        String view = answer.getViewName();
        if (view != null && !view.startsWith("redirect:") && !view.startsWith("forward:") && !view.contains("::")) {
            answer.addObject(Frames.ATTRIBUTE, this.frames.of(request));
        }
    }

    private static void remember(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null
                && request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                && variables.get(Frames.CONNECTION) instanceof String name
                && !name.equals(session.getAttribute(Frames.CONNECTION))) {
            session.setAttribute(Frames.CONNECTION, name);
        }
    }

}

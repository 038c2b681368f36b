package dev.shipshape.aws;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Gives handlers the {@link Connection} that the address names, puts it into the model as
 * {@code connection}, and remembers it as the session's last one.
 */
@Component
class ConnectionArgument implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    private final Connections connections;

    ConnectionArgument(Connections connections) {
        this.connections = connections;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Connection.class;
    }

    @Override
    public Connection resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest request, @Nullable WebDataBinderFactory binderFactory) {
        Connection connection = this.connections.named(name(request));
        request.setAttribute("connection", connection.name(), RequestAttributes.SCOPE_SESSION);
        if (container != null) {
            container.addAttribute("connection", connection);
        }
        return connection;
    }

    private static String name(NativeWebRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE,
                RequestAttributes.SCOPE_REQUEST);
        return (variables instanceof Map<?, ?> map) ? String.valueOf(map.get("connection")) : "";
    }

}

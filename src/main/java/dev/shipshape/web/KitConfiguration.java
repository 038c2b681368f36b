package dev.shipshape.web;

import java.time.Clock;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets controllers take {@link Live} and {@link ListQuery} as arguments. */
@Configuration(proxyBeanMethods = false)
class KitConfiguration implements WebMvcConfigurer {

    private final ObjectProvider<Clock> clock;

    KitConfiguration(ObjectProvider<Clock> clock) {
        this.clock = clock;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new Resolver<>(Live.class) {
            @Override
            Live resolve(NativeWebRequest request) {
                HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
                HttpServletResponse response = request.getNativeResponse(HttpServletResponse.class);
                if (servletRequest == null || response == null) {
                    throw new IllegalStateException("Live answers exist for HTTP requests only");
                }
                return new Live(servletRequest, response,
                        KitConfiguration.this.clock.getIfAvailable(Clock::systemUTC).instant());
            }
        });
        resolvers.add(new Resolver<>(ListQuery.class) {
            @Override
            ListQuery resolve(NativeWebRequest request) {
                return ListQuery.of(request.getParameter("q"), request.getParameter("sort"),
                        request.getParameter("page"), request.getParameter("size"));
            }
        });
    }

    private abstract static class Resolver<T> implements HandlerMethodArgumentResolver {

        private final Class<T> type;

        Resolver(Class<T> type) {
            this.type = type;
        }

        abstract T resolve(NativeWebRequest request);

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == this.type;
        }

        @Override
        public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
                NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
            return resolve(request);
        }

    }

}

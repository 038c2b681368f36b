package dev.shipshape.web.assets;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.CssLinkResourceTransformer;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/**
 * Serves {@code /css}, {@code /js} and {@code /webjars} under addresses that change with
 * their content ({@code @{…}} in a template writes them), so that browsers may keep them
 * for a year. What a style sheet imports is written the same way.
 */
@Configuration(proxyBeanMethods = false)
class Assets implements WebMvcConfigurer {

    private static final CacheControl A_YEAR = CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final boolean cached;

    /** Devtools switches the cache off, so that an edited file is seen at once. */
    Assets(@Value("${spring.web.resources.chain.cache:true}") boolean cached) {
        this.cached = cached;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        ours(registry, "css");
        ours(registry, "js");
        registry.addResourceHandler("/webjars/**")
            .addResourceLocations("classpath:/META-INF/resources/webjars/")
            .setCacheControl(A_YEAR)
            .resourceChain(true);
    }

    private void ours(ResourceHandlerRegistry registry, String folder) {
        registry.addResourceHandler("/" + folder + "/**")
            .addResourceLocations("classpath:/static/" + folder + "/")
            .setCacheControl(this.cached ? A_YEAR : CacheControl.noCache())
            .resourceChain(this.cached)
            .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"))
            .addTransformer(new CssLinkResourceTransformer());
    }

}

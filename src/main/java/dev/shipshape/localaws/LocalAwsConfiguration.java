package dev.shipshape.localaws;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** The endpoint as part of the console's process; nothing else of the console sees it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "shipshape.localaws.enabled", matchIfMissing = true)
class LocalAwsConfiguration {

    @Bean
    LocalAwsLifecycle localAws(LocalAwsProperties properties, @Value("${shipshape.data-dir}") String dataDir,
            @Value("${shipshape.hosts:}") Set<String> hosts, ConfigurableEnvironment environment) {
        return new LocalAwsLifecycle(new LocalAws(properties, Path.of(dataDir), hosts, Clock.systemUTC()), environment);
    }

}

package dev.shipshape.localaws;

import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts the endpoint before anything that may want to call it, and says where it is
 * through the property {@code shipshape.localaws.url} alone.
 */
class LocalAwsLifecycle implements SmartLifecycle, HealthIndicator {

    /** Published once the port is bound. */
    static final String URL = "shipshape.localaws.url";

    private static final Logger logger = LoggerFactory.getLogger(LocalAwsLifecycle.class);

    private final LocalAws localAws;

    private final ConfigurableEnvironment environment;

    LocalAwsLifecycle(LocalAws localAws, ConfigurableEnvironment environment) {
        this.localAws = localAws;
        this.environment = environment;
    }

    @Override
    public void start() {
        this.localAws.start();
        this.environment.getPropertySources()
            .addFirst(new MapPropertySource("localaws", Map.of(URL, this.localAws.url())));
        logger.info("The sandbox answers at {}", this.localAws.url());
    }

    @Override
    public void stop() {
        this.localAws.close();
        this.environment.getPropertySources().remove("localaws");
    }

    @Override
    public boolean isRunning() {
        return this.localAws.isRunning();
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1000;
    }

    @Override
    public Health health() {
        return (isRunning() ? Health.up() : Health.down()).build();
    }

}

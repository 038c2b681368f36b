package dev.shipshape.aws;

import java.net.URI;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The settings {@code shipshape.connections.<name>.*}; none are there by default. */
@ConfigurationProperties("shipshape")
record ConnectionProperties(@DefaultValue Map<String, Settings> connections) {

    record Settings(@DefaultValue("us-east-1") String region, @Nullable String profile, @Nullable String roleArn,
            @Nullable URI endpoint) {
    }

}

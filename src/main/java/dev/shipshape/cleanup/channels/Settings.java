package dev.shipshape.cleanup.channels;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code shipshape.notify.<name>.*}.
 *
 * @param type email, slack, teams or webhook
 * @param url where an HTTP channel posts to; for Slack and Teams it is a secret itself
 * @param from the sender of e-mail
 * @param to who gets e-mail whose own address is not known
 * @param secret the key that signs a webhook's bodies
 */
record Settings(@DefaultValue("") String type, @Nullable URI url, @Nullable String from, @Nullable String to,
        @Nullable String secret) {

    @Override
    public String toString() {
        return "Settings[type=" + this.type + "]"; // no secrets in logs
    }

}

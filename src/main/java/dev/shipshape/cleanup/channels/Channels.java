package dev.shipshape.cleanup.channels;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/**
 * The channels of the settings {@code shipshape.notify.<name>.*}; a wrong one ends the
 * start with a sentence.
 */
@Component
public class Channels {

    private static final String PREFIX = "shipshape.notify";

    private final List<Channel> all;

    Channels(Environment environment, ObjectProvider<JavaMailSender> mail, Clock clock) {
        Binder binder = Binder.get(environment);
        HttpDelivery http = new HttpDelivery();
        Map<String, Object> names = binder.bind(PREFIX, Bindable.mapOf(String.class, Object.class)).orElse(Map.of());
        this.all = names.entrySet()
            .stream()
            .filter((entry) -> entry.getValue() instanceof Map) // the others are settings
                                                                // of all channels
            .map(Map.Entry::getKey)
            .sorted()
            .map((name) -> channel(name, binder, mail, http, clock))
            .toList();
    }

    private static Channel channel(String name, Binder binder, ObjectProvider<JavaMailSender> mail, HttpDelivery http,
            Clock clock) {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
            throw new WrongChannel("The channel name “" + name + "” cannot be used.",
                    "Rename " + PREFIX + "." + name + ": take up to 40 of a-z, 0-9 and -.");
        }
        Settings settings = binder.bindOrCreate(PREFIX + "." + name, Settings.class);
        return switch (settings.type().toLowerCase(Locale.ROOT)) {
            case "email" -> mail(name, settings, mail.getIfAvailable());
            case "slack" -> new SlackChannel(name, url(name, settings), http);
            case "teams" -> new TeamsChannel(name, url(name, settings), http);
            case "webhook" ->
                new WebhookChannel(name, url(name, settings), given(name, "secret", settings.secret()), http, clock);
            default ->
                throw new WrongChannel(
                        "The channel “" + name + "” has "
                                + (settings.type().isEmpty() ? "no type."
                                        : "the unknown type " + settings.type() + "."),
                        "Set " + PREFIX + "." + name + ".type to email, slack, teams or webhook.");
        };
    }

    private static Channel mail(String name, Settings settings, @Nullable JavaMailSender mail) {
        if (mail == null) {
            throw new WrongChannel("The channel “" + name + "” sends e-mail, and there is no mail server.",
                    "Set spring.mail.host, or take " + PREFIX + "." + name + " away.");
        }
        return new MailChannel(name, given(name, "from", settings.from()), given(name, "to", settings.to()), mail);
    }

    private static String given(String name, String key, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new WrongChannel("The channel “" + name + "” has no " + key + ".",
                    "Set " + PREFIX + "." + name + "." + key + ".");
        }
        return value.strip();
    }

    private static URI url(String name, Settings settings) {
        URI url = settings.url();
        if (url == null || url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
            throw new WrongChannel("The url of the channel “" + name + "” is no web address.",
                    "Set " + PREFIX + "." + name + ".url to an address with https:// and a host.");
        }
        return url;
    }

    /** All channels, by name. */
    public List<Channel> all() {
        return this.all;
    }

    /** The channel of this name, if the settings still have it. */
    public Optional<Channel> find(String name) {
        return this.all.stream().filter((channel) -> channel.name().equals(name)).findFirst();
    }

}

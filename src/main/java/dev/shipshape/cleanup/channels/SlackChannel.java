package dev.shipshape.cleanup.channels;

import java.net.URI;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/** A Slack incoming webhook, which takes {@code {"text": …}}. */
record SlackChannel(String name, URI url, HttpDelivery http) implements Channel {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public String word() {
        return "Slack";
    }

    @Override
    public String where() {
        return this.url.getHost();
    }

    @Override
    public void send(Message message) {
        // Slack's own three characters, so that no name becomes a link or a mention
        String text = message.text().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        this.http.post(this.url, JSON.writeValueAsString(Map.of("text", text)),
                Map.of(WebhookChannel.ID, message.id()));
    }

    @Override
    public String toString() {
        return "Slack " + this.name;
    }

}

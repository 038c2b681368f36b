package dev.shipshape.cleanup.channels;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * A workflow of Microsoft Teams that posts what its webhook gets: a message with one
 * Adaptive Card. Names stand in text runs, which know no Markdown.
 */
record TeamsChannel(String name, URI url, HttpDelivery http) implements Channel {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public String word() {
        return "Microsoft Teams";
    }

    @Override
    public String where() {
        return this.url.getHost();
    }

    @Override
    public void send(Message message) {
        List<Object> body = new ArrayList<>();
        body.add(text(message.title(), "Bolder"));
        message.lines().forEach((line) -> body.add(text(line.text(), "Default")));
        body.add(text(message.closing(), "Default"));
        List<Object> actions = (message.link() != null)
                ? List.of(Map.of("type", "Action.OpenUrl", "title", "Open Clean-up", "url", message.link()))
                : List.of();
        Map<String, Object> card = Map.of("$schema", "http://adaptivecards.io/schemas/adaptive-card.json", "type",
                "AdaptiveCard", "version", "1.4", "body", body, "actions", actions);
        Map<String, Object> post = Map.of("type", "message", "attachments",
                List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
        this.http.post(this.url, JSON.writeValueAsString(post), Map.of(WebhookChannel.ID, message.id()));
    }

    private static Map<String, Object> text(String words, String weight) {
        return Map.of("type", "RichTextBlock", "inlines",
                List.of(Map.of("type", "TextRun", "text", words, "weight", weight)));
    }

    @Override
    public String toString() {
        return "Teams " + this.name;
    }

}

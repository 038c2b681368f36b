package dev.shipshape.cleanup.channels;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Any receiver of our JSON, which is signed. */
record WebhookChannel(String name, URI url, String secret, HttpDelivery http, Clock clock) implements Channel {

    /** The header by which a receiver drops repeats. */
    static final String ID = "X-Shipshape-Id";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public String word() {
        return "Webhook";
    }

    @Override
    public String where() {
        return this.url.getHost();
    }

    @Override
    public void send(Message message) {
        String body = JSON.writeValueAsString(json(message));
        this.http.post(this.url, body, Map.of(ID, message.id(), Signature.HEADER,
                Signature.of(this.secret, this.clock.instant().getEpochSecond(), body)));
    }

    private static Map<String, @Nullable Object> json(Message message) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", message.id());
        json.put("kind", message.kind());
        json.put("at", message.at().toString());
        json.put("person", message.person());
        json.put("title", message.title());
        json.put("resources", message.lines().stream().map(WebhookChannel::json).toList());
        json.put("link", message.link());
        return json;
    }

    private static Map<String, @Nullable Object> json(Message.Line line) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("entry", line.entry());
        json.put("resource", line.what());
        json.put("connection", line.connection());
        json.put("region", line.region());
        json.put("arn", line.arn());
        json.put("expires", (line.expires() != null) ? line.expires().toString() : null);
        json.put("when", line.when());
        json.put("perHour", line.perHour());
        return json;
    }

    @Override
    public String toString() {
        return "Webhook " + this.name; // the record's own would tell the secret
    }

}

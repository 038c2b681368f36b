package dev.shipshape.localaws.sts;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The keys that STS gave out, each for whom it stands until it expires. */
final class Sessions {

    private final Table<Session> table;

    Sessions(Store store) {
        this.table = store.records("sts.sessions", Session.class);
    }

    /** Who makes a call. */
    Session caller(CallContext context) {
        return this.table.find(context.accessKey())
            .filter((session) -> session.expiration().isAfter(context.now()))
            .orElseGet(() -> new Session("AIDASANDBOXUSER000001", context.user(), Instant.MAX));
    }

    /** New keys that stand for someone. */
    Credentials open(CallContext context, String userId, String arn, int seconds) {
        String id = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
        String key = "ASIA" + id.substring(0, 16);
        Instant expiration = context.now().plus(Duration.ofSeconds(seconds));
        this.table.put(key, new Session(userId, arn, expiration));
        return Credentials.builder()
            .accessKeyId(key)
            .secretAccessKey(UUID.randomUUID().toString().replace("-", "") + id.substring(0, 8))
            .sessionToken("sandbox-" + id)
            .expiration(expiration)
            .build();
    }

    /**
     * Whom keys stand for.
     *
     * @param userId the id of the user, or of the role and the name of the session
     * @param arn the ARN that GetCallerIdentity answers
     * @param expiration when the keys expire
     */
    record Session(String userId, String arn, Instant expiration) {
    }

}

package dev.shipshape.localaws.oci;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;

import dev.shipshape.localaws.oci.content.Digest;

/**
 * Addresses under which whoever has them gets one layer for an hour, without a token: as
 * the presigned addresses that ECR gives are valid.
 */
public final class LayerLinks {

    /** Where they begin. */
    static final String ROOT = "/_layers/";

    private static final Duration VALIDITY = Duration.ofHours(1);

    private final Tokens tokens;

    private final Clock clock;

    private final IntSupplier port;

    /**
     * Addresses signed with the key of these tokens.
     * @param port where the endpoint listens; asked during calls only
     */
    public LayerLinks(Tokens tokens, Clock clock, IntSupplier port) {
        this.tokens = tokens;
        this.clock = clock;
        this.port = port;
    }

    /** The address of a layer, valid from now on. */
    public String to(String region, String repository, Digest digest) {
        long end = this.clock.instant().plus(VALIDITY).getEpochSecond();
        return "http://localhost:" + this.port.getAsInt() + ROOT + region + "/" + repository + "/"
                + URLEncoder.encode(digest.toString(), StandardCharsets.UTF_8) + "?Expires=" + end + "&Signature="
                + signature(region, repository, digest, end);
    }

    /** Whether this is an address that was given, whatever its time. */
    boolean isOurs(String region, String repository, Digest digest, long end, String signature) {
        return Tokens.same(signature, signature(region, repository, digest, end));
    }

    boolean isOver(long end) {
        return !Instant.ofEpochSecond(end).isAfter(this.clock.instant());
    }

    private String signature(String region, String repository, Digest digest, long end) {
        return this.tokens.signature("layer " + region + " " + repository + " " + digest + " " + end);
    }

}

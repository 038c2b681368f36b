package dev.shipshape.audit;

import java.util.Map;

import dev.shipshape.audit.spi.Resource;

/**
 * A resource that AWS showed, whoever made it.
 *
 * @param resource the resource
 * @param tags its tags; empty where they were not told
 */
public record Seen(Resource resource, Map<String, String> tags) {
}

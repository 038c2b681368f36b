package dev.shipshape.clusters.tags;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something with tags.
 *
 * @param kind the key of its kind
 * @param name its name
 * @param scope its cluster's name; null for what lies in none
 * @param arn AWS's name of it
 * @param tags its tags, AWS's and ours included
 */
public record Tagged(String kind, String name, @Nullable String scope, String arn, Map<String, String> tags) {
}

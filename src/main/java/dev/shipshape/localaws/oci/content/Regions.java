package dev.shipshape.localaws.oci.content;

import org.jspecify.annotations.Nullable;

/** How a region stands in the keys of what the registry stores. */
final class Regions {

    /** Where a registry is that nothing tells the region of. */
    static final String DEFAULT = "us-east-1";

    private static final char BAR = '|';

    private Regions() {
    }

    /** What all keys of this region begin with. */
    static String prefix(String region) {
        return region + BAR;
    }

    /**
     * The region of a key, or null if the key is of a time when there was one registry
     * for all.
     */
    static @Nullable String of(String key) {
        int bar = key.indexOf(BAR);
        return (bar < 0) ? null : key.substring(0, bar);
    }

    /** The region that an ARN names. */
    static String ofArn(@Nullable String arn) {
        String[] parts = ("" + arn).split(":", 6);
        return (parts.length == 6 && !parts[3].isEmpty()) ? parts[3] : DEFAULT;
    }

}

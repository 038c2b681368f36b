package dev.shipshape.tasks.map;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** What the picture of a cluster is grouped by. */
enum By {

    /** What keeps the tasks. */
    SERVICE("Service"),
    /** The availability zone that they are placed in. */
    ZONE("Zone"),
    /** The container instance that they run on. */
    INSTANCE("Instance");

    private final String title;

    By(String title) {
        this.title = title;
    }

    /** What the address says; nonsense counts as nothing said. */
    static By of(String word) {
        return switch (word) {
            case "zone" -> ZONE;
            case "instance" -> INSTANCE;
            default -> SERVICE;
        };
    }

    /** What a person reads. */
    public String title() {
        return this.title;
    }

    /** As the address says it; null for what it need not say. */
    public @Nullable String word() {
        return (this == SERVICE) ? null : name().toLowerCase(Locale.ROOT);
    }

}

package dev.shipshape.taskdefinitions.difference;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The difference between two task definitions, what matters most first. It holds values
 * of variables, so it must not be logged.
 *
 * @param topics what differs, by topic; empty where both say the same
 */
record Difference(List<Part> topics) {

    /** From one definition to another. */
    static Difference between(ObjectNode from, ObjectNode to) {
        Map<Topic, List<Row>> rows = new EnumMap<>(Topic.class);
        Set<String> before = names(from);
        Set<String> after = names(to);
        both(before, after).stream()
            .filter((name) -> !before.contains(name) || !after.contains(name))
            .forEach((name) -> rows.computeIfAbsent(Topic.CONTAINERS, (topic) -> new ArrayList<>())
                .add(Row.of(name, "container", before.contains(name) ? name : null,
                        after.contains(name) ? name : null)));
        Map<Facts.Place, String> old = Facts.of(from);
        Map<Facts.Place, String> now = Facts.of(to);
        for (Facts.Place place : both(old.keySet(), now.keySet())) {
            String one = old.get(place);
            String other = now.get(place);
            if (one == null || !one.equals(other)) {
                rows.computeIfAbsent(Topic.of(place.member()), (topic) -> new ArrayList<>())
                    .add(Row.of(place.container(), place.path(), one, other));
            }
        }
        return new Difference(rows.entrySet()
            .stream()
            .map((entry) -> new Part(entry.getKey().words, List.copyOf(entry.getValue())))
            .toList());
    }

    private static Set<String> names(ObjectNode definition) {
        return definition.path(Facts.CONTAINERS)
            .values()
            .stream()
            .map((JsonNode container) -> container.path("name").asString(""))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static <T> Set<T> both(Set<T> one, Set<T> other) {
        Set<T> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return all;
    }

    /** Whether both say the same. */
    public boolean none() {
        return this.topics.isEmpty();
    }

    /** How many things differ. */
    public int size() {
        return this.topics.stream().mapToInt((part) -> part.rows().size()).sum();
    }

    /** Without what is said, which may be secret. */
    @Override
    public String toString() {
        return size() + " differences";
    }

    /** What a difference is about, what matters most first. */
    private enum Topic {

        CONTAINERS("Containers"), IMAGE("Image"), ENVIRONMENT("Environment"), SECRETS("Secrets"),
        SIZE("CPU and memory"), PORTS("Ports"), COMMAND("Command"), REST("All else");

        private final String words;

        Topic(String words) {
            this.words = words;
        }

        private static Topic of(String member) {
            return switch (member) {
                case "image" -> IMAGE;
                case "environment", "environmentFiles" -> ENVIRONMENT;
                case "secrets" -> SECRETS;
                case "cpu", "memory", "memoryReservation", "ephemeralStorage", "runtimePlatform",
                        "resourceRequirements" ->
                    SIZE;
                case "portMappings" -> PORTS;
                case "command", "entryPoint", "workingDirectory" -> COMMAND;
                default -> REST;
            };
        }

    }

    /**
     * The differences of one topic.
     *
     * @param words the topic
     * @param rows what differs
     */
    record Part(String words, List<Row> rows) {
    }

    /**
     * One difference.
     *
     * @param container the container's name; empty for the task itself
     * @param what the path of what differs
     * @param status added, removed or changed
     * @param before what the one says; null for nothing
     * @param after what the other says; null for nothing
     */
    record Row(String container, String what, Status status, @Nullable String before, @Nullable String after) {

        private static Row of(String container, String what, @Nullable String before, @Nullable String after) {
            Status status = (before == null) ? Status.running("Added")
                    : ((after == null) ? Status.failed("Removed") : Status.waiting("Changed"));
            return new Row(container, what, status, before, after);
        }

    }

}

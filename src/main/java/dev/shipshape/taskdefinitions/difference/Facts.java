package dev.shipshape.taskdefinitions.difference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that a task definition says, each fact by its place: containers by their names,
 * members of lists by what tells them apart, so that an order without meaning is no
 * difference.
 */
final class Facts {

    static final String CONTAINERS = "containerDefinitions";

    /** What tells the entries of a list apart; those of other lists have their place. */
    private static final Map<String, List<String>> KEYS = Map.ofEntries(Map.entry("environment", List.of("name")),
            Map.entry("environmentFiles", List.of("value")), Map.entry("secrets", List.of("name")),
            Map.entry("portMappings", List.of("containerPort", "containerPortRange", "protocol")),
            Map.entry("mountPoints", List.of("containerPath")), Map.entry("volumesFrom", List.of("sourceContainer")),
            Map.entry("dependsOn", List.of("containerName")), Map.entry("extraHosts", List.of("hostname")),
            Map.entry("ulimits", List.of("name")), Map.entry("systemControls", List.of("namespace")),
            Map.entry("resourceRequirements", List.of("type")), Map.entry("secretOptions", List.of("name")),
            Map.entry("devices", List.of("hostPath", "containerPath")), Map.entry("tmpfs", List.of("containerPath")),
            Map.entry("properties", List.of("name")), Map.entry("volumes", List.of("name")),
            Map.entry("tags", List.of("key")), Map.entry("placementConstraints", List.of("type", "expression")),
            Map.entry("inferenceAccelerators", List.of("deviceName")));

    /** The one member besides the key, which needs no name of its own. */
    private static final List<String> VALUES = List.of("value", "valueFrom", "condition", "ipAddress", "expression");

    private final Map<Place, String> found = new LinkedHashMap<>();

    private Facts() {
    }

    /** The facts of a definition in the order in which it tells them. */
    static Map<Place, String> of(ObjectNode definition) {
        Facts facts = new Facts();
        definition.properties()
            .stream()
            .filter((member) -> !member.getKey().equals(CONTAINERS))
            .forEach((member) -> facts.add("", member.getKey(), member.getKey(), member.getValue()));
        for (JsonNode container : definition.path(CONTAINERS)) {
            String name = container.path("name").asString("");
            container.properties()
                .stream()
                .filter((member) -> !member.getKey().equals("name"))
                .forEach((member) -> facts.add(name, member.getKey(), member.getKey(), member.getValue()));
        }
        return facts.found;
    }

    private void add(String container, String member, String path, JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach((part) -> add(container, member, path + "." + part.getKey(), part.getValue()));
        }
        else if (node.isArray() && node.values().stream().anyMatch(JsonNode::isObject)) {
            String list = path.substring(path.lastIndexOf('.') + 1);
            IntStream.range(0, node.size())
                .forEach((index) -> entry(container, member, path, KEYS.getOrDefault(list, List.of()), node.get(index),
                        index));
        }
        else {
            put(new Place(container, member, path), words(member, node));
        }
    }

    private void entry(String container, String member, String path, List<String> keys, JsonNode entry, int index) {
        String key = keys.stream()
            .map((name) -> entry.path(name).asString(""))
            .filter((text) -> !text.isEmpty())
            .collect(Collectors.joining(" "));
        String place = path + "[" + (key.isEmpty() ? String.valueOf(index) : key) + "]";
        List<String> others = entry.propertyNames().stream().filter((name) -> !keys.contains(name)).toList();
        if (others.isEmpty()) {
            put(new Place(container, member, place), "");
        }
        else if (others.size() == 1 && VALUES.contains(others.get(0))) {
            put(new Place(container, member, place), entry.path(others.get(0)).asString(""));
        }
        else {
            others.forEach((name) -> add(container, member, place + "." + name, entry.path(name)));
        }
    }

    /** A list that names the same twice keeps both. */
    private void put(Place place, String words) {
        Place free = Stream.iterate(2, (number) -> number + 1)
            .map((number) -> new Place(place.container(), place.member(), place.path() + " #" + number))
            .filter((other) -> !this.found.containsKey(other))
            .findFirst()
            .orElseThrow();
        this.found.put(this.found.containsKey(place) ? free : place, words);
    }

    private static String words(String member, JsonNode node) {
        if (!node.isArray()) {
            return node.asString("");
        }
        String between = (member.equals("command") || member.equals("entryPoint")) ? " " : ", ";
        return node.values()
            .stream()
            .map((word) -> word(word.asString(""), between))
            .collect(Collectors.joining(between));
    }

    /** A word with blanks in it is another command than several words. */
    private static String word(String word, String between) {
        boolean plain = !between.equals(" ") || word.matches("[^\\s'\"]+");
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /**
     * Where a fact stands.
     *
     * @param container the container's name; empty for the task itself
     * @param member the member of the container or the task that it is part of
     * @param path its path from there, such as {@code environment[KEY]}
     */
    record Place(String container, String member, String path) {

        Place {
            Objects.requireNonNull(container);
        }

    }

}

package dev.shipshape.taskdefinitions.retention;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.spi.Generations;
import dev.shipshape.taskdefinitions.Family;
import dev.shipshape.taskdefinitions.Registrations;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import dev.shipshape.taskdefinitions.spi.DefinitionUsers.DefinitionUser;
import dev.shipshape.taskdefinitions.usage.Usage;
import org.springframework.stereotype.Component;

/** Tells plans which revisions stay, and takes the others out of use. */
@Component
class RevisionGenerations implements Generations {

    private static final int NAMED = 3;

    private final TaskDefinitions definitions;

    private final Registrations registrations;

    private final Usage usage;

    private final SharedReads reads;

    RevisionGenerations(TaskDefinitions definitions, Registrations registrations, Usage usage, SharedReads reads) {
        this.definitions = definitions;
        this.registrations = registrations;
        this.usage = usage;
        this.reads = reads;
    }

    @Override
    public String key() {
        return TaskDefinitions.KIND;
    }

    @Override
    public String family(String name) {
        return Family.nameIn(name);
    }

    /** What was read before is forgotten first: this decides what goes. */
    @Override
    public Map<String, String> staying(Connection connection, String family, int newest) {
        this.reads.changed(connection);
        return shown(connection, family, newest);
    }

    /** The same for a look, from what was read before. */
    Map<String, String> shown(Connection connection, String family, int newest) {
        Map<String, String> staying = new LinkedHashMap<>();
        this.definitions.active(connection, family)
            .stream()
            .limit(newest)
            .forEach((revision) -> staying.put(family + ":" + revision.number(),
                    (newest == 1) ? "the newest" : "one of the newest " + newest));
        this.usage.in(connection, Extent.WHOLE)
            .entrySet()
            .stream()
            .filter((entry) -> Family.nameIn(entry.getKey()).equals(family))
            .forEach((entry) -> inUse(entry.getValue())
                .ifPresent((words) -> staying.merge(entry.getKey(), words, (one, other) -> one + ", and " + other)));
        staying.replaceAll((name, why) -> Character.toUpperCase(why.charAt(0)) + why.substring(1) + ".");
        return staying;
    }

    private static Optional<String> inUse(List<DefinitionUser> users) {
        List<DefinitionUser> now = users.stream().filter((user) -> !user.over()).toList();
        if (now.isEmpty()) {
            return Optional.empty();
        }
        String named = now.stream()
            .limit(NAMED)
            .map((user) -> user.kind() + " " + user.name() + " of cluster " + user.cluster())
            .collect(Collectors.joining(", "));
        return Optional.of("used by " + named + ((now.size() > NAMED) ? " and " + (now.size() - NAMED) + " more" : ""));
    }

    @Override
    public Set<String> active(Connection connection, String family) {
        return this.definitions.active(connection, family)
            .stream()
            .map((revision) -> family + ":" + revision.number())
            .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public String retireReason() {
        return "It is deregistered: what runs of it goes on, nothing new starts. It stays to be read.";
    }

    @Override
    public boolean isRetired(Connection connection, Resource resource) {
        return this.definitions.now(connection, resource.arn()).filter(TaskDefinition::active).isEmpty();
    }

    @Override
    public void retire(Connection connection, Resource resource) {
        this.definitions.now(connection, resource.arn())
            .filter(TaskDefinition::active)
            .ifPresent((definition) -> this.registrations.deregister(connection, definition));
    }

}

package dev.shipshape.localaws.ecs.query;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;

/**
 * A container instance as expressions see it.
 *
 * @param instance the instance, with its counts
 * @param groups the groups of the tasks on it, asked for only when an expression does
 */
public record Candidate(ContainerInstance instance, Supplier<List<String>> groups) {

    private static final String ATTRIBUTE = "attribute:";

    static boolean knows(String subject) {
        return subject.startsWith(ATTRIBUTE) || List
            .of("agentConnected", "agentVersion", "ec2InstanceId", "registeredAt", "runningTasksCount", "task:group")
            .contains(subject);
    }

    /**
     * What the instance has for a subject; nothing when it has not, {@code ""} for an
     * attribute without a value.
     */
    public List<String> values(String subject) {
        if (subject.startsWith(ATTRIBUTE)) {
            String name = subject.substring(ATTRIBUTE.length());
            return this.instance.attributes()
                .stream()
                .filter((attribute) -> name.equals(attribute.name()))
                .map(Candidate::value)
                .toList();
        }
        return switch (subject) {
            case "agentConnected" -> List.of(String.valueOf(this.instance.agentConnected()));
            case "agentVersion" -> Stream.ofNullable(this.instance.versionInfo())
                .flatMap((version) -> Stream.ofNullable(version.agentVersion()))
                .toList();
            case "ec2InstanceId" -> Stream.ofNullable(this.instance.ec2InstanceId()).toList();
            case "registeredAt" -> List.of(String.valueOf(this.instance.registeredAt()));
            case "runningTasksCount" -> List.of(String.valueOf(this.instance.runningTasksCount()));
            default -> this.groups.get();
        };
    }

    private static String value(Attribute attribute) {
        return (attribute.value() != null) ? attribute.value() : "";
    }

}

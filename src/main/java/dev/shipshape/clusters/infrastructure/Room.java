package dev.shipshape.clusters.infrastructure;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Resource;

/**
 * How much of something an instance has, and how much of it is taken.
 *
 * @param what CPU, memory or GPU
 * @param taken how much is reserved by tasks
 * @param all how much is registered
 * @param unit what it is counted in
 */
public record Room(String what, int taken, int all, String unit) {

    /** What an instance has that can run out, as far as ECS counts it. */
    static List<Room> of(ContainerInstance told) {
        Room cpu = counted("CPU", "CPU", "units", told);
        Room memory = counted("Memory", "MEMORY", "MiB", told);
        int gpus = names("GPU", told.registeredResources()).size();
        Room gpu = new Room("GPU", gpus - names("GPU", told.remainingResources()).size(), gpus, "");
        return List.of(cpu, memory, gpu).stream().filter((room) -> room.all() > 0).toList();
    }

    /** The ports that tasks have taken; AWS tells those that are not to be had. */
    static List<String> ports(ContainerInstance told) {
        Set<String> taken = new TreeSet<>((one, other) -> Integer.compare(number(one), number(other)));
        for (String kind : List.of("PORTS", "PORTS_UDP")) {
            names(kind, told.remainingResources()).stream()
                .filter((port) -> !names(kind, told.registeredResources()).contains(port))
                .forEach(taken::add);
        }
        return List.copyOf(taken);
    }

    private static int number(String port) {
        return port.matches("\\d{1,5}") ? Integer.parseInt(port) : 0;
    }

    private static Room counted(String what, String kind, String unit, ContainerInstance told) {
        int all = number(kind, told.registeredResources());
        return new Room(what, all - number(kind, told.remainingResources()), all, unit);
    }

    private static int number(String kind, List<Resource> resources) {
        @Nullable Integer value = resources.stream()
            .filter((resource) -> kind.equals(resource.name()))
            .map(Resource::integerValue)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
        return (value != null) ? value : 0;
    }

    private static List<String> names(String kind, List<Resource> resources) {
        return resources.stream()
            .filter((resource) -> kind.equals(resource.name()))
            .flatMap((resource) -> resource.stringSetValue().stream())
            .toList();
    }

    /** How much is left. */
    public int left() {
        return this.all - this.taken;
    }

    /** How much of it is taken, 0 to 100. */
    public int percent() {
        return (this.all == 0) ? 0 : Math.min(100, Math.max(0, Math.round(100f * this.taken / this.all)));
    }

    /** What is left, in a person's words: {@code 512 of 1024 units free}. */
    public String words() {
        return left() + " of " + this.all + (this.unit.isEmpty() ? "" : " " + this.unit) + " free";
    }

}

package dev.shipshape.localaws.ecs.instances;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import software.amazon.awssdk.services.ecs.model.Resource;

/**
 * The resources of a container instance: {@code CPU} in units of which a processor has
 * 1024, {@code MEMORY} in MiB, {@code PORTS} and {@code PORTS_UDP} that are taken, and
 * {@code GPU}s that are there.
 *
 * @param list as ECS shows them
 */
public record Resources(List<Resource> list) {

    static final String CPU = "CPU";

    static final String MEMORY = "MEMORY";

    static final String PORTS = "PORTS";

    static final String PORTS_UDP = "PORTS_UDP";

    static final String GPU = "GPU";

    /** What the agent keeps: SSH, the Docker daemon, and its own introspection. */
    private static final List<String> RESERVED = List.of("22", "2376", "2375", "51678", "51679");

    /** What an agent registers for a machine of this size. */
    static Resources of(int cpu, int memory, List<String> gpus) {
        List<Resource> list = new ArrayList<>(
                List.of(number(CPU, cpu), number(MEMORY, memory), set(PORTS, RESERVED), set(PORTS_UDP, List.of())));
        if (!gpus.isEmpty()) {
            list.add(set(GPU, gpus));
        }
        return new Resources(List.copyOf(list));
    }

    /** What an agent told, in the shape in which ECS shows it. */
    static Resources told(List<Resource> told) {
        return new Resources(told.stream()
            .map((one) -> one.toBuilder()
                .doubleValue((one.doubleValue() != null) ? one.doubleValue() : 0.0)
                .longValue((one.longValue() != null) ? one.longValue() : 0L)
                .integerValue((one.integerValue() != null) ? one.integerValue() : 0)
                .build())
            .toList());
    }

    /** These, and of the others those whose names are not here. */
    Resources orElse(Resources others) {
        List<Resource> all = new ArrayList<>(this.list);
        others.list.stream()
            .filter((other) -> all.stream().noneMatch((own) -> other.name().equals(own.name())))
            .forEach(all::add);
        return new Resources(List.copyOf(all));
    }

    private static Resource number(String name, int value) {
        return Resource.builder().name(name).type("INTEGER").doubleValue(0.0).longValue(0L).integerValue(value).build();
    }

    private static Resource set(String name, List<String> values) {
        return Resource.builder()
            .name(name)
            .type("STRINGSET")
            .doubleValue(0.0)
            .longValue(0L)
            .integerValue(0)
            .stringSetValue(values)
            .build();
    }

    /** A number; 0 when there is no such resource. */
    public int number(String name) {
        return this.list.stream()
            .filter((resource) -> name.equals(resource.name()) && resource.integerValue() != null)
            .mapToInt(Resource::integerValue)
            .findFirst()
            .orElse(0);
    }

    /** The CPU units. */
    public int cpu() {
        return number(CPU);
    }

    /** The memory in MiB. */
    public int memory() {
        return number(MEMORY);
    }

    /** How many graphics processors are free. */
    public int gpus() {
        return strings(GPU).size();
    }

    /** Whether a port that a task needs is taken. */
    public boolean hasTaken(Demand demand) {
        return demand.ports().stream().map(String::valueOf).anyMatch(strings(PORTS)::contains)
                || demand.udpPorts().stream().map(String::valueOf).anyMatch(strings(PORTS_UDP)::contains);
    }

    List<String> strings(String name) {
        return this.list.stream()
            .filter((resource) -> name.equals(resource.name()))
            .flatMap((resource) -> resource.stringSetValue().stream())
            .toList();
    }

    /** With what a task has taken of them. */
    Resources without(Reservation taken) {
        return changed(-1, taken, true);
    }

    /** With what a task gives back to them. */
    Resources with(Reservation returned) {
        return changed(1, returned, false);
    }

    private Resources changed(int sign, Reservation by, boolean taken) {
        return new Resources(this.list.stream().map((resource) -> switch (resource.name()) {
            case CPU -> number(CPU, number(CPU) + sign * by.cpu());
            case MEMORY -> number(MEMORY, number(MEMORY) + sign * by.memory());
            case PORTS -> set(PORTS, ports(PORTS, by.ports(), taken));
            case PORTS_UDP -> set(PORTS_UDP, ports(PORTS_UDP, by.udpPorts(), taken));
            case GPU -> set(GPU, changed(strings(GPU), by.gpus(), !taken));
            default -> resource;
        }).toList());
    }

    private List<String> ports(String name, Collection<Integer> ports, boolean taken) {
        return changed(strings(name), ports.stream().map(String::valueOf).toList(), taken);
    }

    private static List<String> changed(List<String> values, List<String> by, boolean added) {
        List<String> next = new ArrayList<>(values);
        if (added) {
            next.addAll(by);
        }
        else {
            next.removeAll(by);
        }
        return next;
    }

}

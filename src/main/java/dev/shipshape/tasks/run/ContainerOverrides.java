package dev.shipshape.tasks.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;

/**
 * What is different in one container of a task that is run; empty where nothing is.
 *
 * @param name the container's name
 * @param command its command, a word after the other
 * @param environment a variable a line, {@code NAME=value}
 * @param cpu CPU units
 * @param memory the limit in MiB
 * @param reservation what is reserved, in MiB
 */
record ContainerOverrides(String name, String command, String environment, String cpu, String memory,
        String reservation) {

    ContainerOverrides(@Nullable String name, @Nullable String command, @Nullable String environment,
            @Nullable String cpu, @Nullable String memory, @Nullable String reservation) {
        this.name = orEmpty(name);
        this.command = orEmpty(command);
        this.environment = orEmpty(environment);
        this.cpu = orEmpty(cpu);
        this.memory = orEmpty(memory);
        this.reservation = orEmpty(reservation);
    }

    private static String orEmpty(@Nullable String text) {
        return (text != null) ? text.strip() : "";
    }

    /** Nothing is different. */
    static ContainerOverrides none(String name) {
        return new ContainerOverrides(name, "", "", "", "", "");
    }

    static ContainerOverrides of(ContainerOverride told) {
        return new ContainerOverrides(told.name(), CommandWords.write(told.command()),
                told.environment()
                    .stream()
                    .map((pair) -> pair.name() + "=" + pair.value())
                    .collect(Collectors.joining("\n")),
                text(told.cpu()), text(told.memory()), text(told.memoryReservation()));
    }

    private static String text(@Nullable Integer number) {
        return (number != null) ? number.toString() : "";
    }

    /** Whether nothing is different. */
    public boolean isEmpty() {
        return (this.command + this.environment + this.cpu + this.memory + this.reservation).isEmpty();
    }

    ContainerOverride toAws() {
        String field = "containers";
        ContainerOverride.Builder override = ContainerOverride.builder().name(this.name);
        if (!this.command.isEmpty()) {
            override.command(CommandWords.read(field, this.command));
        }
        if (!this.environment.isEmpty()) {
            override.environment(variables(field));
        }
        return override.cpu(Numbers.read(field, "The CPU of " + this.name, this.cpu))
            .memory(Numbers.read(field, "The memory of " + this.name, this.memory))
            .memoryReservation(Numbers.read(field, "The reservation of " + this.name, this.reservation))
            .build();
    }

    private List<KeyValuePair> variables(String field) {
        List<KeyValuePair> variables = new ArrayList<>();
        for (String line : this.environment.lines().filter((text) -> !text.isBlank()).toList()) {
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw Problem.ofField(field, "Write the variables of " + this.name + " a line each: NAME=value.");
            }
            variables.add(KeyValuePair.builder()
                .name(line.substring(0, equals).strip())
                .value(line.substring(equals + 1))
                .build());
        }
        return variables;
    }

}

package dev.shipshape.taskdefinitions.compose;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.shipshape.taskdefinitions.carry.Members;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Health, logs, and what a container may have and do. */
final class LimitsImport {

    /** What Fargate writes logs with. */
    private static final Set<String> DRIVERS = Set.of("awslogs", "splunk", "awsfirelens");

    private static final String OF_SERVICE = "It belongs to an ECS service and not to what it runs.";

    private final Members service;

    private final ObjectNode container;

    LimitsImport(Members service, ObjectNode container) {
        this.service = service;
        this.container = container;
    }

    void all() {
        resources();
        healthCheck(this.service.part("healthcheck"));
        logging(this.service.part("logging"));
        ulimits(this.service.part("ulimits"));
        Pairs.of(this.service, "sysctls", "it has no value")
            .forEach((name, value) -> this.container.withArray("systemControls")
                .addObject()
                .put("namespace", name)
                .put("value", value));
        linux();
        seconds(this.service, "stop_grace_period", this.container, "stopTimeout", 120);
    }

    private void resources() {
        Members deploy = this.service.part("deploy");
        Members resources = deploy.part("resources");
        Members limits = resources.part("limits");
        Members reservations = resources.part("reservations");
        cpu(reservations, "cpus");
        cpu(limits, "cpus");
        cpu(this.service, "cpus");
        memory(limits, "memory", "memory");
        memory(reservations, "memory", "memoryReservation");
        memory(this.service, "mem_limit", "memory");
        memory(this.service, "mem_reservation", "memoryReservation");
        limits.loseIfThere("pids", "Fargate limits no processes.");
        reservations.loseIfThere("devices", "Fargate has no graphics processors.");
        limits.loseTheRest((member) -> "ECS has no such limit.");
        reservations.loseTheRest((member) -> "ECS has no such reservation.");
        resources.loseTheRest((member) -> "ECS has no such thing.");
        deploy.loseTheRest((member) -> OF_SERVICE);
    }

    private void cpu(Members members, String name) {
        String said = members.text(name);
        Integer units = Units.cpuUnits(said);
        if (units != null) {
            this.container.put("cpu", units);
        }
        else if (!said.isEmpty()) {
            members.lose(name, "“" + said + "” is not a share of a processor.");
        }
    }

    private void memory(Members members, String name, String member) {
        String said = members.text(name);
        Integer mebibytes = Units.mebibytes(said);
        if (mebibytes != null && mebibytes >= 6) {
            this.container.put(member, mebibytes);
        }
        else if (!said.isEmpty()) {
            members.lose(name, "“" + said + "” is not a size that ECS takes: at least 6 MiB.");
        }
    }

    private void healthCheck(Members check) {
        JsonNode test = check.take("test");
        boolean off = check.isTrue("disable") || test.path(0).asString("").equals("NONE");
        ArrayNode command = this.container.arrayNode();
        if (test.isArray()) {
            test.values().forEach((word) -> command.add(word.asString("")));
        }
        else if (!test.isMissingNode()) {
            command.add("CMD-SHELL").add(test.asString(""));
        }
        if (off || command.isEmpty()) {
            if (!check.isEmpty()) {
                check.loseTheRest((member) -> "Without a test of its own, a container has no health on ECS.");
            }
            return;
        }
        ObjectNode health = this.container.putObject("healthCheck");
        health.set("command", command);
        seconds(check, "interval", health, "interval", 300);
        seconds(check, "timeout", health, "timeout", 60);
        seconds(check, "start_period", health, "startPeriod", 300);
        String retries = check.text("retries");
        if (retries.matches("[1-9]|10")) {
            health.put("retries", Integer.parseInt(retries));
        }
        else if (!retries.isEmpty()) {
            check.lose("retries", "ECS has 1 to 10.");
        }
        check.loseTheRest((member) -> "ECS has no such thing.");
    }

    private static void seconds(Members from, String name, ObjectNode to, String member, int most) {
        String said = from.text(name);
        Integer seconds = Units.seconds(said);
        if (seconds != null) {
            to.put(member, Math.min(seconds, most));
        }
        if (!said.isEmpty() && (seconds == null || seconds > most)) {
            from.lose(name, (seconds == null) ? "“" + said + "” is not a span of time."
                    : "ECS has " + most + " seconds at most.");
        }
    }

    private void logging(Members logging) {
        String driver = logging.text("driver").toLowerCase(Locale.ROOT);
        if (DRIVERS.contains(driver)) {
            ObjectNode logs = this.container.putObject("logConfiguration").put("logDriver", driver);
            Map<String, String> options = Pairs.of(logging, "options", "it has no value");
            if (!options.isEmpty()) {
                options.forEach(logs.putObject("options")::put);
            }
        }
        else if (!driver.isEmpty()) {
            logging.take("options");
            logging.lose("driver", "Fargate writes logs with awslogs, splunk or awsfirelens: name a log group.");
        }
        logging.loseTheRest((member) -> "ECS has no such thing.");
    }

    private void ulimits(Members ulimits) {
        for (String name : ulimits.names()) {
            JsonNode said = ulimits.take(name);
            Integer soft = number(said.isObject() ? said.path("soft") : said);
            Integer hard = number(said.isObject() ? said.path("hard") : said);
            if (soft == null || hard == null || !name.matches("[a-z]{2,10}")) {
                ulimits.lose(name, "It has no soft and hard limit.");
            }
            else {
                this.container.withArray("ulimits")
                    .addObject()
                    .put("name", name)
                    .put("softLimit", soft)
                    .put("hardLimit", hard);
            }
        }
    }

    private static @Nullable Integer number(JsonNode said) {
        String digits = said.asString("");
        return digits.matches("-1|\\d{1,9}") ? Integer.valueOf(digits) : null;
    }

    private void linux() {
        if (this.service.isTrue("init")) {
            this.container.withObject("linuxParameters").put("initProcessEnabled", true);
        }
        capabilities("cap_add", "add", Set.of("SYS_PTRACE"));
        capabilities("cap_drop", "drop", Set.of());
    }

    private void capabilities(String name, String member, Set<String> only) {
        for (JsonNode one : this.service.list(name)) {
            String capability = one.asString("").toUpperCase(Locale.ROOT).replaceFirst("^CAP_", "");
            if (!only.isEmpty() && !only.contains(capability)) {
                this.service.lose(name, "Fargate adds SYS_PTRACE alone, not " + capability + ".");
            }
            else {
                ObjectNode capabilities = this.container.withObject("linuxParameters").withObject("capabilities");
                capabilities.withArray(member).add(capability);
            }
        }
    }

}

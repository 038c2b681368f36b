package dev.shipshape.taskdefinitions.compose;

import dev.shipshape.taskdefinitions.carry.Members;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Health, logs, and what a Compose service may have and do. */
final class LimitsExport {

    private final Members container;

    private final ObjectNode service;

    LimitsExport(Members container, ObjectNode service) {
        this.container = container;
        this.service = service;
    }

    void all() {
        resources();
        healthCheck();
        logging();
        for (JsonNode limit : this.container.take("ulimits")) {
            this.service.withObject("ulimits")
                .putObject(limit.path("name").asString(""))
                .put("soft", limit.path("softLimit").asInt(0))
                .put("hard", limit.path("hardLimit").asInt(0));
        }
        for (JsonNode control : this.container.take("systemControls")) {
            this.service.withObject("sysctls")
                .put(control.path("namespace").asString(""), control.path("value").asString(""));
        }
        for (JsonNode host : this.container.take("extraHosts")) {
            this.service.withArray("extra_hosts")
                .add(host.path("hostname").asString("") + "=" + host.path("ipAddress").asString(""));
        }
        list("dnsServers", "dns");
        list("dnsSearchDomains", "dns_search");
        list("dockerSecurityOptions", "security_opt");
        list("links", "links");
        String hostname = this.container.text("hostname");
        if (!hostname.isEmpty()) {
            this.service.put("hostname", hostname);
        }
        seconds(this.container, "stopTimeout", this.service, "stop_grace_period");
        linux();
        restart();
    }

    private void list(String member, String name) {
        JsonNode said = this.container.take(member);
        if (!said.isEmpty()) {
            ArrayNode list = this.service.putArray(name);
            said.values().forEach((one) -> list.add(ServiceExport.plain(one.asString(""))));
        }
    }

    private void resources() {
        int cpu = this.container.take("cpu").asInt(0);
        int memory = this.container.take("memory").asInt(0);
        int reserved = this.container.take("memoryReservation").asInt(0);
        if (cpu > 0) {
            resources("limits").put("cpus", Units.share(cpu));
        }
        if (memory > 0) {
            resources("limits").put("memory", memory + "m");
        }
        if (reserved > 0) {
            resources("reservations").put("memory", reserved + "m");
        }
    }

    private ObjectNode resources(String part) {
        return this.service.withObject("deploy").withObject("resources").withObject(part);
    }

    private void healthCheck() {
        JsonNode said = this.container.take("healthCheck");
        if (said.isMissingNode()) {
            return;
        }
        Members check = this.container.part("healthCheck", said);
        ObjectNode health = this.service.putObject("healthcheck");
        ArrayNode test = health.putArray("test");
        check.take("command").values().forEach((word) -> test.add(ServiceExport.plain(word.asString(""))));
        seconds(check, "interval", health, "interval");
        seconds(check, "timeout", health, "timeout");
        seconds(check, "startPeriod", health, "start_period");
        int retries = check.take("retries").asInt(0);
        if (retries > 0) {
            health.put("retries", retries);
        }
        check.loseTheRest((member) -> "Compose has no such thing.");
    }

    private static void seconds(Members from, String member, ObjectNode to, String name) {
        String seconds = from.text(member);
        if (!seconds.isEmpty()) {
            to.put(name, seconds + "s");
        }
    }

    private void logging() {
        Members logs = this.container.part("logConfiguration");
        String driver = logs.text("logDriver");
        if (!driver.isEmpty()) {
            ObjectNode logging = this.service.putObject("logging").put("driver", driver);
            logs.take("options")
                .properties()
                .forEach((option) -> logging.withObject("options")
                    .put(option.getKey(), ServiceExport.plain(option.getValue().asString(""))));
            if (driver.equals("awslogs") || driver.equals("awsfirelens")) {
                logs.lose("logDriver",
                        "Docker needs credentials of AWS for it: take the driver away to see the lines on your machine.");
            }
        }
        logs.loseTheRest((member) -> "Compose has no such thing.");
    }

    private void linux() {
        Members linux = this.container.part("linuxParameters");
        Members capabilities = linux.part("capabilities");
        for (String way : new String[] { "add", "drop" }) {
            JsonNode said = capabilities.take(way);
            if (!said.isEmpty()) {
                this.service.set("cap_" + way, said);
            }
        }
        if (linux.isTrue("initProcessEnabled")) {
            this.service.put("init", true);
        }
        int shared = linux.take("sharedMemorySize").asInt(0);
        if (shared > 0) {
            this.service.put("shm_size", shared + "m");
        }
        linux.loseTheRest((member) -> "It is about an instance: write it as your machine needs it.");
    }

    private void restart() {
        Members policy = this.container.part("restartPolicy");
        boolean on = policy.isTrue("enabled");
        JsonNode ignored = policy.take("ignoredExitCodes");
        boolean onFailure = ignored.size() == 1 && ignored.get(0).asInt(-1) == 0;
        if (on) {
            this.service.put("restart", onFailure ? "on-failure" : "always");
        }
        if (!ignored.isEmpty() && !onFailure) {
            policy.lose("ignoredExitCodes", "Compose knows a good end alone.");
        }
        policy.loseTheRest((member) -> "Compose has no such thing.");
    }

}

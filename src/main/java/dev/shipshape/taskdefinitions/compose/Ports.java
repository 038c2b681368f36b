package dev.shipshape.taskdefinitions.compose;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.shipshape.taskdefinitions.carry.Members;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Published ports of a Compose service, in both ways in which they are written. */
final class Ports {

    private static final Pattern SHORT = Pattern.compile(
            "(?:(?<ip>\\[[^\\]]*\\]|[^:]*):)??(?:(?<host>[\\d-]*):)?(?<port>\\d{1,5}(?:-\\d{1,5})?)(?:/(?<protocol>tcp|udp))?");

    private final Members service;

    private final ArrayNode mappings;

    private Ports(Members service, ObjectNode container) {
        this.service = service;
        this.mappings = container.arrayNode();
    }

    static void carry(Members service, ObjectNode container) {
        List<JsonNode> ports = service.list("ports");
        Ports carried = new Ports(service, container);
        for (int index = 0; index < ports.size(); index++) {
            String path = "ports[" + index + "]";
            if (ports.get(index) instanceof ObjectNode) {
                carried.longOne(service.part(path, ports.get(index)));
            }
            else {
                carried.shortOne(path, ports.get(index).asString(""));
            }
        }
        if (!carried.mappings.isEmpty()) {
            container.set("portMappings", carried.mappings);
        }
    }

    private void shortOne(String path, String text) {
        Matcher port = SHORT.matcher(text.toLowerCase(Locale.ROOT));
        if (!port.matches()) {
            this.service.lose(path, "“" + text + "” is not a port.");
            return;
        }
        String protocol = (port.group("protocol") != null) ? port.group("protocol") : "tcp";
        if (add(port.group("port"), protocol) == null) {
            this.service.lose(path, "“" + text + "” is not a port: ports go from 1 to 65535.");
            return;
        }
        String host = port.group("host");
        if (host != null && !host.isEmpty() && !host.equals(port.group("port"))) {
            this.service.lose(path, otherHost(host, port.group("port")));
        }
        if (port.group("ip") != null) {
            this.service.lose(path,
                    "A task has an address of its own: it listens on that, not on " + port.group("ip") + ".");
        }
    }

    private static String otherHost(String host, String port) {
        return "A task has an address of its own: it is reached at port " + port + ", not at " + host + ".";
    }

    private void longOne(Members port) {
        String target = port.text("target");
        String protocol = port.text("protocol").toLowerCase(Locale.ROOT);
        ObjectNode mapping = add(target, protocol.isEmpty() ? "tcp" : protocol);
        if (mapping == null) {
            port.lose("target", "“" + target + "” is not a port.");
            return;
        }
        String published = port.text("published");
        if (!published.isEmpty() && !published.equals(target)) {
            port.lose("published", otherHost(published, target));
        }
        String name = port.text("name");
        if (name.matches("[a-z0-9_][a-z0-9_-]{0,63}")) {
            mapping.put("name", name);
        }
        else if (!name.isEmpty()) {
            port.lose("name", "ECS has small letters, digits, _ and - in the name of a port.");
        }
        String application = port.text("app_protocol");
        if (application.matches("http|http2|grpc")) {
            mapping.put("appProtocol", application);
        }
        else if (!application.isEmpty()) {
            port.lose("app_protocol", "ECS knows http, http2 and grpc.");
        }
        port.loseIfThere("mode", "It is about how Swarm publishes a port.");
        port.loseTheRest((member) -> "ECS has no such thing.");
    }

    private @Nullable ObjectNode add(String port, String protocol) {
        String[] ends = port.split("-", 2);
        if (!port.matches("\\d{1,5}(-\\d{1,5})?") || !protocol.matches("tcp|udp") || !isPort(ends[0])
                || !isPort(ends[ends.length - 1])) {
            return null;
        }
        ObjectNode mapping = this.mappings.addObject();
        if (ends.length == 2) {
            mapping.put("containerPortRange", port);
        }
        else {
            mapping.put("containerPort", Integer.parseInt(port));
        }
        return mapping.put("protocol", protocol);
    }

    private static boolean isPort(String digits) {
        int port = Integer.parseInt(digits);
        return port >= 1 && port <= 65_535;
    }

}

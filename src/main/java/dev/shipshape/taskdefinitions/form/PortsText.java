package dev.shipshape.taskdefinitions.form;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Port mappings as a person writes them: {@code 80, 53/udp, 8080:80, 8000-8010}, the host
 * port before the colon.
 */
final class PortsText implements Text {

    private static final int HIGHEST = 65_535;

    private static final Pattern PORT = Pattern.compile("(?:(\\d{1,5}):)?(\\d{1,5})(?:-(\\d{1,5}))?(?:/(tcp|udp))?");

    @Override
    public String shown(JsonNode member) {
        return member.values().stream().map(PortsText::word).collect(Collectors.joining(", "));
    }

    private static String word(JsonNode mapping) {
        String container = mapping.path("containerPort").asString("");
        String host = mapping.path("hostPort").asString("");
        String protocol = mapping.path("protocol").asString("tcp");
        String port = mapping.path("containerPortRange").asString(container);
        boolean otherHost = !host.isEmpty() && !host.equals("0") && !host.equals(container);
        return (otherHost ? host + ":" : "") + port + (protocol.equals("tcp") ? "" : "/" + protocol);
    }

    @Override
    public @Nullable JsonNode read(String typed, JsonNode old) {
        Map<String, JsonNode> known = new HashMap<>();
        old.values().forEach((mapping) -> known.put(word(mapping), mapping));
        ArrayNode mappings = JsonNodeFactory.instance.arrayNode();
        for (String word : typed.strip().split("[\\s,;]+", -1)) {
            if (!word.isEmpty()) {
                ObjectNode mapping = mapping(word.toLowerCase(Locale.ROOT));
                mappings.add(known.getOrDefault(word(mapping), mapping));
            }
        }
        return mappings.isEmpty() ? null : mappings;
    }

    private static ObjectNode mapping(String word) {
        Matcher port = PORT.matcher(word);
        if (!port.matches()) {
            throw new WrongText("“" + word + "” is not a port: write 80, 53/udp, 8080:80 or 8000-8010.");
        }
        ObjectNode mapping = JsonNodeFactory.instance.objectNode();
        int container = number(port.group(2));
        if (port.group(3) != null) {
            if (number(port.group(3)) < container || port.group(1) != null) {
                throw new WrongText("“" + word + "” is not a range: write the lower port first, as in 8000-8010.");
            }
            mapping.put("containerPortRange", port.group(2) + "-" + port.group(3));
        }
        else {
            mapping.put("containerPort", container);
        }
        if (port.group(1) != null) {
            mapping.put("hostPort", number(port.group(1)));
        }
        return mapping.put("protocol", (port.group(4) != null) ? port.group(4) : "tcp");
    }

    private static int number(String digits) {
        int port = Integer.parseInt(digits);
        if (port < 1 || port > HIGHEST) {
            throw new WrongText(digits + " is not a port: ports go from 1 to " + HIGHEST + ".");
        }
        return port;
    }

}

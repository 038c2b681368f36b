package dev.shipshape.localaws.servicediscovery;

import java.util.Map;

import software.amazon.awssdk.services.servicediscovery.model.DnsRecord;
import software.amazon.awssdk.services.servicediscovery.model.RecordType;
import software.amazon.awssdk.services.servicediscovery.model.Service;

/** What an instance has to say of itself (RegisterInstance, API reference). */
final class InstanceRules {

    /** The health that an instance begins with. */
    static final String HEALTH = "AWS_INIT_HEALTH_STATUS";

    private static final int MOST = 30;

    private static final int MOST_CHARACTERS = 5000;

    private InstanceRules() {
    }

    static void check(String id, Map<String, String> attributes, Service service) {
        CloudMapChecks.length("instanceId", id, 64);
        CloudMapChecks.matches("instanceId", id, "[0-9a-zA-Z_/:.@-]+");
        if (attributes.size() > MOST) {
            throw CloudMapChecks.invalid("An instance can have at most " + MOST + " attributes.");
        }
        int characters = 0;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            if (attribute.getKey().isEmpty()) {
                throw CloudMapChecks.invalid("An attribute needs a key.");
            }
            CloudMapChecks.length("attributes.key", attribute.getKey(), 255);
            CloudMapChecks.length("attributes.value", attribute.getValue(), 1024);
            characters += attribute.getKey().length() + attribute.getValue().length();
        }
        if (characters > MOST_CHARACTERS) {
            throw CloudMapChecks
                .invalid("The attributes of an instance can have at most " + MOST_CHARACTERS + " characters.");
        }
        checkValues(attributes);
        if (service.dnsConfig() != null && !attributes.containsKey("AWS_ALIAS_DNS_NAME")) {
            service.dnsConfig().dnsRecords().forEach((each) -> checkRecord(each, service, attributes));
        }
        boolean custom = service.healthCheckCustomConfig() != null;
        if (attributes.containsKey(HEALTH) && !custom) {
            throw CloudMapChecks.invalid(HEALTH + " is for services with HealthCheckCustomConfig.");
        }
    }

    private static void checkValues(Map<String, String> attributes) {
        String address = attributes.get("AWS_INSTANCE_IPV4");
        String number = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
        if (address != null && !address.matches(number + "(\\." + number + "){3}")) {
            throw CloudMapChecks.invalid("AWS_INSTANCE_IPV4 is not an IPv4 address: " + address);
        }
        String port = attributes.get("AWS_INSTANCE_PORT");
        if (port != null && (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65535)) {
            throw CloudMapChecks.invalid("AWS_INSTANCE_PORT is not a port: " + port);
        }
        String health = attributes.get(HEALTH);
        if (health != null && !health.equals("HEALTHY") && !health.equals("UNHEALTHY")) {
            throw CloudMapChecks.invalid(HEALTH + " is HEALTHY or UNHEALTHY.");
        }
    }

    private static void checkRecord(DnsRecord record, Service service, Map<String, String> attributes) {
        RecordType type = record.type();
        String needed = switch (type) {
            case SRV -> "AWS_INSTANCE_PORT";
            case AAAA -> "AWS_INSTANCE_IPV6";
            case CNAME -> "AWS_INSTANCE_CNAME";
            default -> "AWS_INSTANCE_IPV4";
        };
        if (!attributes.containsKey(needed)) {
            throw CloudMapChecks.invalid("The service " + service.id() + " has a record of type " + type
                    + ": the instance needs the attribute " + needed + ".");
        }
    }

}

package dev.shipshape.localaws.servicediscovery;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.servicediscovery.model.DnsConfig;
import software.amazon.awssdk.services.servicediscovery.model.DnsRecord;
import software.amazon.awssdk.services.servicediscovery.model.HealthCheckConfig;
import software.amazon.awssdk.services.servicediscovery.model.HealthCheckType;
import software.amazon.awssdk.services.servicediscovery.model.Namespace;
import software.amazon.awssdk.services.servicediscovery.model.NamespaceType;
import software.amazon.awssdk.services.servicediscovery.model.RecordType;
import software.amazon.awssdk.services.servicediscovery.model.RoutingPolicy;

/** What a service may look like (CreateService, API reference). */
final class ServiceRules {

    private static final String NAME = "[a-zA-Z0-9_][a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_]|[a-zA-Z0-9]";

    private static final String NAMES = "(?=.{1,127}$)(" + NAME + ")(\\.(" + NAME + "))*";

    private ServiceRules() {
    }

    static void checkName(String name) {
        CloudMapChecks.matches("name", name, NAMES);
    }

    /** Checks the records of a service, which a namespace for HTTP has none of. */
    static void checkDns(@Nullable DnsConfig dns, boolean httpOnly, Namespace namespace) {
        if (dns == null) {
            return;
        }
        if (namespace.type() == NamespaceType.HTTP || httpOnly) {
            throw CloudMapChecks.invalid("DnsConfig can't be specified for a service that is discovered by API calls "
                    + "only, as those of an HTTP namespace are.");
        }
        CloudMapChecks.oneOf("dnsConfig.routingPolicy", dns.routingPolicyAsString(), RoutingPolicy.knownValues());
        checkRecords(dns.dnsRecords());
        boolean cname = dns.dnsRecords().stream().anyMatch((each) -> each.type() == RecordType.CNAME);
        if (cname && dns.routingPolicy() != RoutingPolicy.WEIGHTED) {
            throw CloudMapChecks.invalid("A CNAME record needs the routing policy WEIGHTED.");
        }
    }

    static void checkRecords(List<DnsRecord> records) {
        if (records.isEmpty()) {
            throw CloudMapChecks.invalid("DnsConfig needs at least one record.");
        }
        Set<RecordType> types = new HashSet<>();
        for (DnsRecord each : records) {
            CloudMapChecks.oneOf("dnsConfig.dnsRecords.type",
                    CloudMapChecks.given("dnsConfig.dnsRecords.type", each.typeAsString()), RecordType.knownValues());
            CloudMapChecks.range("dnsConfig.dnsRecords.ttl",
                    CloudMapChecks.given("dnsConfig.dnsRecords.ttl", each.ttl()), 0, Integer.MAX_VALUE);
            if (!types.add(each.type())) {
                throw CloudMapChecks.invalid("There can be one record of each type.");
            }
        }
        if (types.contains(RecordType.CNAME) && types.size() > 1) {
            throw CloudMapChecks.invalid("A CNAME record can't stand beside others.");
        }
    }

    /** Checks the health check by Route 53, which reaches public addresses only. */
    static void checkHealth(@Nullable HealthCheckConfig check, boolean custom, Namespace namespace) {
        if (check == null) {
            return;
        }
        if (custom) {
            throw CloudMapChecks.invalid("HealthCheckConfig and HealthCheckCustomConfig exclude each other.");
        }
        if (namespace.type() != NamespaceType.DNS_PUBLIC) {
            throw CloudMapChecks.invalid("HealthCheckConfig is for services of public DNS namespaces.");
        }
        CloudMapChecks.oneOf("healthCheckConfig.type",
                CloudMapChecks.given("healthCheckConfig.type", check.typeAsString()), HealthCheckType.knownValues());
        CloudMapChecks.range("healthCheckConfig.failureThreshold", check.failureThreshold(), 1, 10);
        CloudMapChecks.length("healthCheckConfig.resourcePath", check.resourcePath(), 255);
        if (check.type() == HealthCheckType.TCP && check.resourcePath() != null) {
            throw CloudMapChecks.invalid("A health check by TCP has no ResourcePath.");
        }
    }

}

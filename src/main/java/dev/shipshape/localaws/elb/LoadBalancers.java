package dev.shipshape.localaws.elb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.shipshape.localaws.engine.Network;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetMapping;

/**
 * Load balancers: provisioning for two minutes at the sandbox's pace, then active.
 * Deleting one takes its listeners along and leaves its target groups.
 */
final class LoadBalancers {

    private static final int PROVISIONING = 120;

    private final ElbTables tables;

    private final Network network;

    private final Pace pace;

    LoadBalancers(ElbTables tables, Network network, Pace pace) {
        this.tables = tables;
        this.network = network;
        this.pace = pace;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateLoadBalancer",
                Operation.of(CreateLoadBalancerRequest::builder, this::create).requiring("Name"),
                "DescribeLoadBalancers", Operation.of(DescribeLoadBalancersRequest::builder, this::describe),
                "DeleteLoadBalancer",
                Operation.of(DeleteLoadBalancerRequest::builder, this::delete).requiring("LoadBalancerArn"),
                "SetSecurityGroups",
                Operation.of(SetSecurityGroupsRequest::builder, this::setGroups)
                    .requiring("LoadBalancerArn", "SecurityGroups"),
                "SetSubnets", Operation.of(SetSubnetsRequest::builder, this::setSubnets).requiring("LoadBalancerArn"));
    }

    private CreateLoadBalancerResponse create(CallContext context, CreateLoadBalancerRequest request) {
        String name = request.name();
        checkName(name);
        LoadBalancerTypeEnum type = (request.type() != null) ? request.type() : LoadBalancerTypeEnum.APPLICATION;
        ElbChecks.oneOf("type", request.typeAsString(), LoadBalancerTypeEnum.knownValues());
        ElbChecks.oneOf("scheme", request.schemeAsString(), LoadBalancerSchemeEnum.knownValues());
        ElbChecks.oneOf("ipAddressType", request.ipAddressTypeAsString(), IpAddressType.knownValues());
        ElbTags.check(request.tags());
        List<AvailabilityZone> zones = new ArrayList<>();
        String vpcId = place(context, type, subnets(request.subnets(), request.subnetMappings()), zones);
        List<String> groups = request.securityGroups();
        if (type == LoadBalancerTypeEnum.APPLICATION && groups.isEmpty()) {
            groups = List.of(this.network.defaultSecurityGroup(context.region(), vpcId));
        }
        checkGroups(context, vpcId, groups);
        LoadBalancer before = named(context, name);
        if (before != null) {
            if (before.type() == type && before.vpcId().equals(vpcId)
                    && Set.copyOf(before.availabilityZones()).equals(Set.copyOf(zones))) {
                return CreateLoadBalancerResponse.builder().loadBalancers(shown(context, before)).build();
            }
            throw new AwsError("DuplicateLoadBalancerName",
                    "A load balancer with the same name '" + name + "' exists, but with different settings");
        }
        String id = ElbTables.id();
        String kind = switch (type) {
            case NETWORK -> "net";
            case GATEWAY -> "gwy";
            default -> "app";
        };
        String scheme = (request.schemeAsString() != null) ? request.schemeAsString() : "internet-facing";
        LoadBalancer balancer = LoadBalancer.builder()
            .loadBalancerArn(context.arn("elasticloadbalancing", "loadbalancer/" + kind + "/" + name + "/" + id))
            .loadBalancerName(name)
            .dnsName((scheme.equals("internal") ? "internal-" : "") + name + "-"
                    + Math.floorMod(Long.parseUnsignedLong(id, 16), 10_000_000_000L) + "." + context.region()
                    + ".elb.amazonaws.com")
            .canonicalHostedZoneId("Z35SXDOTRQ7X7K")
            .createdTime(context.now())
            .scheme(scheme)
            .vpcId(vpcId)
            .state((state) -> state.code(LoadBalancerStateEnum.PROVISIONING))
            .type(type)
            .availabilityZones(zones)
            .securityGroups(groups)
            .ipAddressType((request.ipAddressTypeAsString() != null) ? request.ipAddressTypeAsString() : "ipv4")
            .build();
        this.tables.balancers().put(balancer.loadBalancerArn(), balancer);
        ElbTags.set(this.tables, balancer.loadBalancerArn(), request.tags());
        return CreateLoadBalancerResponse.builder().loadBalancers(balancer).build();
    }

    private static void checkName(String name) {
        if (name.length() > 32) {
            throw ElbTables.invalid("The load balancer name '" + name + "' cannot be longer than '32' characters");
        }
        if (!name.matches("[A-Za-z0-9-]+")) {
            throw ElbTables.invalid("The load balancer name '" + name
                    + "' can only contain characters that are alphanumeric characters and hyphens(-)");
        }
        if (name.startsWith("-") || name.endsWith("-") || name.startsWith("internal-")) {
            throw ElbTables
                .invalid("The load balancer name '" + name + "' cannot begin or end with a hyphen(-) or 'internal-'");
        }
    }

    private static List<String> subnets(List<String> ids, List<SubnetMapping> mappings) {
        return ids.isEmpty() ? mappings.stream()
            .map((mapping) -> ElbChecks.given("subnetMappings.subnetId", mapping.subnetId()))
            .toList() : ids;
    }

    /** Finds the zones of the subnets; gives the VPC that they are in. */
    private String place(CallContext context, LoadBalancerTypeEnum type, List<String> ids,
            List<AvailabilityZone> zones) {
        if (ids.isEmpty()) {
            throw ElbTables.invalid("At least one subnet must be specified");
        }
        String vpcId = "";
        Set<String> names = new HashSet<>();
        for (String id : ids) {
            Network.Subnet subnet = this.network.subnet(context.region(), id)
                .orElseThrow(() -> new AwsError("SubnetNotFound", "The subnet ID '" + id + "' does not exist"));
            if (!names.add(subnet.availabilityZone())) {
                throw new AwsError("InvalidConfigurationRequest",
                        "A load balancer cannot be attached to multiple subnets in the same Availability Zone");
            }
            vpcId = subnet.vpcId();
            zones.add(AvailabilityZone.builder()
                .zoneName(subnet.availabilityZone())
                .subnetId(id)
                .loadBalancerAddresses(List.of())
                .build());
        }
        if (type == LoadBalancerTypeEnum.APPLICATION && ids.size() < 2) {
            throw ElbTables.invalid("At least two subnets in two different Availability Zones must be specified");
        }
        return vpcId;
    }

    private void checkGroups(CallContext context, String vpcId, List<String> groups) {
        for (String id : groups) {
            if (!this.network.hasSecurityGroup(context.region(), vpcId, id)) {
                throw new AwsError("InvalidSecurityGroup",
                        "One or more security groups are invalid: the security group '" + id + "' does not exist");
            }
        }
    }

    private List<LoadBalancer> all(CallContext context) {
        return this.tables.balancers().startingWith(context.arn("elasticloadbalancing", "loadbalancer/"));
    }

    private @Nullable LoadBalancer named(CallContext context, String name) {
        return all(context).stream().filter((one) -> name.equals(one.loadBalancerName())).findFirst().orElse(null);
    }

    private LoadBalancer shown(CallContext context, LoadBalancer balancer) {
        boolean active = !context.now().isBefore(balancer.createdTime().plus(this.pace.of(PROVISIONING)));
        return active ? balancer.toBuilder().state((state) -> state.code(LoadBalancerStateEnum.ACTIVE)).build()
                : balancer;
    }

    private DescribeLoadBalancersResponse describe(CallContext context, DescribeLoadBalancersRequest request) {
        if (!request.names().isEmpty() && !request.loadBalancerArns().isEmpty()) {
            throw ElbTables.invalid("Load balancer names and load balancer ARNs cannot be specified at the same time");
        }
        List<LoadBalancer> chosen = new ArrayList<>();
        request.loadBalancerArns()
            .forEach((arn) -> chosen.add(this.tables.balancers()
                .find(arn)
                .orElseThrow(() -> new AwsError("LoadBalancerNotFound", "One or more load balancers not found"))));
        for (String name : request.names()) {
            LoadBalancer found = named(context, name);
            if (found == null) {
                throw new AwsError("LoadBalancerNotFound", "Load balancers '[" + name + "]' not found");
            }
            chosen.add(found);
        }
        boolean everything = request.names().isEmpty() && request.loadBalancerArns().isEmpty();
        Page<LoadBalancer> page = ElbPages.of(everything ? all(context) : sorted(chosen), LoadBalancer::loadBalancerArn,
                request.pageSize(), request.marker());
        return DescribeLoadBalancersResponse.builder()
            .loadBalancers(page.items().stream().map((one) -> shown(context, one)).toList())
            .nextMarker(page.nextToken())
            .build();
    }

    private static List<LoadBalancer> sorted(List<LoadBalancer> balancers) {
        return balancers.stream().distinct().sorted(Comparator.comparing(LoadBalancer::loadBalancerArn)).toList();
    }

    /** What is not there counts as deleted. */
    private DeleteLoadBalancerResponse delete(CallContext context, DeleteLoadBalancerRequest request) {
        this.tables.balancers().find(request.loadBalancerArn()).ifPresent((balancer) -> {
            ElbTables.Values attributes = this.tables.attributes()
                .find(balancer.loadBalancerArn())
                .orElse(new ElbTables.Values(new TreeMap<>()));
            if ("true".equals(attributes.values().get("deletion_protection.enabled"))) {
                throw new AwsError("OperationNotPermitted", "Load balancer '" + balancer.loadBalancerArn()
                        + "' cannot be deleted because deletion protection is enabled");
            }
            this.tables.listenersOf(balancer).forEach(this.tables::removeListener);
            this.tables.balancers().remove(balancer.loadBalancerArn());
            this.tables.attributes().remove(balancer.loadBalancerArn());
            this.tables.tags().remove(balancer.loadBalancerArn());
        });
        return DeleteLoadBalancerResponse.builder().build();
    }

    private SetSecurityGroupsResponse setGroups(CallContext context, SetSecurityGroupsRequest request) {
        LoadBalancer balancer = this.tables.balancer(request.loadBalancerArn());
        checkGroups(context, balancer.vpcId(), request.securityGroups());
        this.tables.balancers()
            .put(balancer.loadBalancerArn(), balancer.toBuilder().securityGroups(request.securityGroups()).build());
        return SetSecurityGroupsResponse.builder().securityGroupIds(request.securityGroups()).build();
    }

    private SetSubnetsResponse setSubnets(CallContext context, SetSubnetsRequest request) {
        LoadBalancer balancer = this.tables.balancer(request.loadBalancerArn());
        List<AvailabilityZone> zones = new ArrayList<>();
        place(context, balancer.type(), subnets(request.subnets(), request.subnetMappings()), zones);
        this.tables.balancers().put(balancer.loadBalancerArn(), balancer.toBuilder().availabilityZones(zones).build());
        return SetSubnetsResponse.builder().availabilityZones(zones).ipAddressType(balancer.ipAddressType()).build();
    }

}

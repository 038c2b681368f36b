package dev.shipshape.network.balancing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.spi.Found;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;

/**
 * The load balancers of services. All of a region are listed and what is asked for is
 * taken from the list, because one unknown ARN would fail a whole call.
 */
@Component
class LoadBalancers {

    static final String KIND = "load-balancer";

    /** DescribeTags takes 20 a call (Elastic Load Balancing API reference). */
    private static final int A_CALL = 20;

    private final AwsClients clients;

    private final SharedReads reads;

    private final ActionLog actions;

    LoadBalancers(AwsClients clients, SharedReads reads, ActionLog actions) {
        this.clients = clients;
        this.reads = reads;
        this.actions = actions;
    }

    /** The load balancers that send to these target groups, asked of AWS now. */
    List<Found> of(Connection connection, Set<String> targetGroups) {
        if (targetGroups.isEmpty()) {
            return List.of();
        }
        return this.reads.fresh(() -> {
            ElasticLoadBalancingV2Client elb = this.clients.elb(connection);
            Set<String> wanted = TargetGroups.above(TargetGroups.all(elb), targetGroups);
            List<LoadBalancer> balancers = wanted.isEmpty() ? List.of()
                    : elb.describeLoadBalancersPaginator()
                        .loadBalancers()
                        .stream()
                        .filter((one) -> wanted.contains(one.loadBalancerArn()))
                        .toList();
            Map<String, Map<String, String>> tags = tags(elb,
                    balancers.stream().map(LoadBalancer::loadBalancerArn).toList());
            return balancers.stream()
                .map((one) -> found(one).tagged(tags.getOrDefault(one.loadBalancerArn(), Map.of())))
                .toList();
        });
    }

    /** The tags by ARN, of load balancers as of target groups. */
    static Map<String, Map<String, String>> tags(ElasticLoadBalancingV2Client elb, List<String> arns) {
        Map<String, Map<String, String>> tags = new HashMap<>();
        for (int from = 0; from < arns.size(); from += A_CALL) {
            List<String> some = arns.subList(from, Math.min(from + A_CALL, arns.size()));
            elb.describeTags((request) -> request.resourceArns(some)).tagDescriptions().forEach((one) -> {
                Map<String, String> map = new TreeMap<>();
                one.tags().forEach((tag) -> map.put(tag.key(), (tag.value() != null) ? tag.value() : ""));
                tags.put(one.resourceArn(), map);
            });
        }
        return tags;
    }

    private static Found found(LoadBalancer balancer) {
        boolean application = balancer.type() == LoadBalancerTypeEnum.APPLICATION;
        Map<String, String> facts = application ? Map.of("billed", "alb")
                : Map.of("billed", "load-balancer", "type", String.valueOf(balancer.typeAsString()));
        Map<String, Set<String>> uses = new TreeMap<>();
        uses.put("security-group", Set.copyOf(balancer.securityGroups()));
        uses.put("subnet",
                balancer.availabilityZones().stream().map(AvailabilityZone::subnetId).collect(Collectors.toSet()));
        return Found
            .of(new Resource(KIND, balancer.loadBalancerName(), null, balancer.loadBalancerArn(),
                    balancer.createdTime(), facts))
            .using(uses);
    }

    /** Whether the very load balancer stands, asked of AWS now. */
    boolean stands(Connection connection, Resource resource) {
        return this.reads.fresh(() -> {
            try {
                return this.clients.elb(connection)
                    .describeLoadBalancers((request) -> request.loadBalancerArns(resource.arn()))
                    .loadBalancers()
                    .stream()
                    .anyMatch((one) -> resource.createdAt() == null || resource.createdAt().equals(one.createdTime()));
            }
            catch (LoadBalancerNotFoundException ex) {
                return false;
            }
        });
    }

    /**
     * Deletes a load balancer with its listeners.
     * @throws dev.shipshape.web.Problem if AWS refuses, such as where it is protected
     * from deletion
     */
    void delete(Connection connection, Resource resource) {
        String arn = resource.arn();
        DeleteLoadBalancerRequest request = DeleteLoadBalancerRequest.builder().loadBalancerArn(arn).build();
        Change change = Change.of(connection, Verb.DELETE, KIND, resource.name()).on(arn).by(request);
        this.actions.run(change, () -> {
            try {
                this.clients.elb(connection).deleteLoadBalancer(request);
                return Outcome.of(arn).leaving(arn);
            }
            catch (LoadBalancerNotFoundException ex) {
                return Outcome.of(arn).gone(arn).note("It was gone already.");
            }
        });
    }

}

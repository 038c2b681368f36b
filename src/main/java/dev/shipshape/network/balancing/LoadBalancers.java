package dev.shipshape.network.balancing;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
import dev.shipshape.cost.Billable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

/**
 * Load balancers and target groups. All of a region are listed and what is asked for is
 * taken from the list, because one unknown ARN would fail a whole call.
 */
@Component
class LoadBalancers {

    static final String KIND = "load-balancer";

    static final String TARGET_GROUP = "target-group";

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
            Set<String> wanted = above(groups(elb), targetGroups);
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

    /**
     * These target groups, and those that the same load balancers send to, asked of AWS
     * now.
     */
    List<Found> groups(Connection connection, Set<String> targetGroups) {
        if (targetGroups.isEmpty()) {
            return List.of();
        }
        return this.reads.fresh(() -> {
            ElasticLoadBalancingV2Client elb = this.clients.elb(connection);
            List<TargetGroup> all = groups(elb);
            Set<String> balancers = above(all, targetGroups);
            List<TargetGroup> groups = all.stream()
                .filter((one) -> targetGroups.contains(one.targetGroupArn())
                        || one.loadBalancerArns().stream().anyMatch(balancers::contains))
                .toList();
            Map<String, Map<String, String>> tags = tags(elb,
                    groups.stream().map(TargetGroup::targetGroupArn).toList());
            return groups.stream()
                .map((one) -> Found
                    .of(new Resource(TARGET_GROUP, one.targetGroupName(), null, one.targetGroupArn(), null,
                            Billable.nothing(connection.region()).facts()))
                    .using(one.loadBalancerArns().isEmpty() ? Map.of()
                            : Map.of(KIND, Set.copyOf(one.loadBalancerArns())))
                    .tagged(tags.getOrDefault(one.targetGroupArn(), Map.of())))
                .toList();
        });
    }

    private static List<TargetGroup> groups(ElasticLoadBalancingV2Client elb) {
        return elb.describeTargetGroupsPaginator().targetGroups().stream().toList();
    }

    private static Set<String> above(Collection<TargetGroup> all, Set<String> targetGroups) {
        return all.stream()
            .filter((one) -> targetGroups.contains(one.targetGroupArn()))
            .flatMap((one) -> one.loadBalancerArns().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Map<String, String>> tags(ElasticLoadBalancingV2Client elb, List<String> arns) {
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

    /** Whether the target group stands; its ARN is never given again. */
    boolean groupStands(Connection connection, String arn) {
        return this.reads.fresh(() -> {
            try {
                return !this.clients.elb(connection)
                    .describeTargetGroups((request) -> request.targetGroupArns(arn))
                    .targetGroups()
                    .isEmpty();
            }
            catch (TargetGroupNotFoundException ex) {
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

    /**
     * Deletes a target group.
     * @throws dev.shipshape.web.Problem if AWS refuses, with the code ResourceInUse while
     * a load balancer sends to it
     */
    void deleteGroup(Connection connection, Resource resource) {
        String arn = resource.arn();
        DeleteTargetGroupRequest request = DeleteTargetGroupRequest.builder().targetGroupArn(arn).build();
        Change change = Change.of(connection, Verb.DELETE, TARGET_GROUP, resource.name()).on(arn).by(request);
        this.actions.run(change, () -> {
            try {
                this.clients.elb(connection).deleteTargetGroup(request);
                return Outcome.of(arn).gone(arn);
            }
            catch (TargetGroupNotFoundException ex) {
                return Outcome.of(arn).gone(arn).note("It was gone already.");
            }
        });
    }

}

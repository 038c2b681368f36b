package dev.shipshape.network.balancing;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

/** The target groups of services. */
@Component
class TargetGroups {

    static final String KIND = "target-group";

    private final AwsClients clients;

    private final SharedReads reads;

    private final ActionLog actions;

    TargetGroups(AwsClients clients, SharedReads reads, ActionLog actions) {
        this.clients = clients;
        this.reads = reads;
        this.actions = actions;
    }

    /**
     * These target groups, and those that the same load balancers send to, asked of AWS
     * now.
     */
    List<Found> found(Connection connection, Set<String> targetGroups) {
        if (targetGroups.isEmpty()) {
            return List.of();
        }
        return this.reads.fresh(() -> {
            ElasticLoadBalancingV2Client elb = this.clients.elb(connection);
            List<TargetGroup> all = all(elb);
            Set<String> balancers = above(all, targetGroups);
            List<TargetGroup> groups = all.stream()
                .filter((one) -> targetGroups.contains(one.targetGroupArn())
                        || one.loadBalancerArns().stream().anyMatch(balancers::contains))
                .toList();
            Map<String, Map<String, String>> tags = LoadBalancers.tags(elb,
                    groups.stream().map(TargetGroup::targetGroupArn).toList());
            return groups.stream()
                .map((one) -> Found
                    .of(new Resource(KIND, one.targetGroupName(), null, one.targetGroupArn(), null,
                            Billable.nothing(connection.region()).facts()))
                    .using(one.loadBalancerArns().isEmpty() ? Map.of()
                            : Map.of(LoadBalancers.KIND, Set.copyOf(one.loadBalancerArns())))
                    .tagged(tags.getOrDefault(one.targetGroupArn(), Map.of())))
                .toList();
        });
    }

    static List<TargetGroup> all(ElasticLoadBalancingV2Client elb) {
        return elb.describeTargetGroupsPaginator().targetGroups().stream().toList();
    }

    /** The load balancers that send to any of these. */
    static Set<String> above(Collection<TargetGroup> all, Set<String> targetGroups) {
        return all.stream()
            .filter((one) -> targetGroups.contains(one.targetGroupArn()))
            .flatMap((one) -> one.loadBalancerArns().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether the target group stands; its ARN is never given again. */
    boolean stands(Connection connection, String arn) {
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
     * Deletes a target group.
     * @throws dev.shipshape.web.Problem if AWS refuses, with the code ResourceInUse while
     * a load balancer sends to it
     */
    void delete(Connection connection, Resource resource) {
        String arn = resource.arn();
        DeleteTargetGroupRequest request = DeleteTargetGroupRequest.builder().targetGroupArn(arn).build();
        Change change = Change.of(connection, Verb.DELETE, KIND, resource.name()).on(arn).by(request);
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

package dev.shipshape.localaws.elb;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** What load balancing remembers, each thing under its ARN. */
final class ElbTables {

    private final Table<LoadBalancer> balancers;

    private final Table<TargetGroup> groups;

    private final Table<Listener> listeners;

    private final Table<Rule> rules;

    private final Table<Values> attributes;

    private final Table<Values> tags;

    private final Table<TargetDescription> targets;

    ElbTables(Store store) {
        this.balancers = store.table("elb.balancers", LoadBalancer::builder);
        this.groups = store.table("elb.groups", TargetGroup::builder);
        this.listeners = store.table("elb.listeners", Listener::builder);
        this.rules = store.table("elb.rules", Rule::builder);
        this.attributes = store.records("elb.attributes", Values.class);
        this.tags = store.records("elb.tags", Values.class);
        this.targets = store.table("elb.targets", TargetDescription::builder);
    }

    Table<LoadBalancer> balancers() {
        return this.balancers;
    }

    Table<TargetGroup> groups() {
        return this.groups;
    }

    Table<Listener> listeners() {
        return this.listeners;
    }

    Table<Rule> rules() {
        return this.rules;
    }

    Table<Values> attributes() {
        return this.attributes;
    }

    Table<Values> tags() {
        return this.tags;
    }

    /** The tags of the resource with this ARN; none if it has none. */
    Map<String, String> tagsOf(String arn) {
        return this.tags.find(arn).map(Values::values).orElse(Map.of());
    }

    /** The targets of groups, each under the group's ARN, its id and its port. */
    Table<TargetDescription> targets() {
        return this.targets;
    }

    LoadBalancer balancer(String arn) {
        return this.balancers.find(arn)
            .orElseThrow(() -> new AwsError("LoadBalancerNotFound", "Load balancer '" + arn + "' not found"));
    }

    TargetGroup group(String arn) {
        return this.groups.find(arn)
            .orElseThrow(() -> new AwsError("TargetGroupNotFound", "One or more target groups not found"));
    }

    Listener listener(String arn) {
        return this.listeners.find(arn)
            .orElseThrow(() -> new AwsError("ListenerNotFound", "One or more listeners not found"));
    }

    Rule rule(String arn) {
        return this.rules.find(arn).orElseThrow(() -> new AwsError("RuleNotFound", "One or more rules not found"));
    }

    /** The listeners of a load balancer. */
    List<Listener> listenersOf(LoadBalancer balancer) {
        return this.listeners.startingWith(balancer.loadBalancerArn().replace(":loadbalancer/", ":listener/") + "/");
    }

    /** The rules of a listener, its default one among them. */
    List<Rule> rulesOf(Listener listener) {
        return this.rules.startingWith(listener.listenerArn().replace(":listener/", ":listener-rule/") + "/");
    }

    /** Whether actions send to the group. */
    static boolean forwards(List<Action> actions, String group) {
        return actions.stream()
            .anyMatch((action) -> group.equals(action.targetGroupArn())
                    || (action.forwardConfig() != null && action.forwardConfig()
                        .targetGroups()
                        .stream()
                        .anyMatch((one) -> group.equals(one.targetGroupArn()))));
    }

    /** The listeners that send to the group, by themselves or by a rule. */
    Stream<Listener> sendingTo(TargetGroup group) {
        String region = group.targetGroupArn().substring(0, group.targetGroupArn().indexOf(":targetgroup/"));
        return this.listeners.startingWith(region + ":listener/")
            .stream()
            .filter((listener) -> forwards(listener.defaultActions(), group.targetGroupArn())
                    || rulesOf(listener).stream()
                        .map(Rule::actions)
                        .anyMatch((actions) -> forwards(actions, group.targetGroupArn())));
    }

    void removeListener(Listener listener) {
        rulesOf(listener).forEach((rule) -> {
            this.rules.remove(rule.ruleArn());
            this.tags.remove(rule.ruleArn());
        });
        this.listeners.remove(listener.listenerArn());
        this.attributes.remove(listener.listenerArn());
        this.tags.remove(listener.listenerArn());
    }

    /** Sixteen hexadecimal digits, as ARNs of load balancing end with. */
    static String id() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    static AwsError invalid(String message) {
        return new AwsError("ValidationError", message);
    }

    /**
     * Values by their keys.
     *
     * @param values attributes or tags
     */
    record Values(Map<String, String> values) {
    }

}

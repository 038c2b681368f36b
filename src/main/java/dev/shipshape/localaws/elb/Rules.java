package dev.shipshape.localaws.elb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesResponse;

/**
 * The rules of listeners, each with a priority of its own; the default one comes last.
 */
final class Rules {

    private final ElbTables tables;

    Rules(ElbTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateRule",
                Operation.of(CreateRuleRequest::builder, this::create)
                    .requiring("ListenerArn", "Conditions", "Priority", "Actions"),
                "DescribeRules", Operation.of(DescribeRulesRequest::builder, this::describe), "ModifyRule",
                Operation.of(ModifyRuleRequest::builder, this::modify).requiring("RuleArn"), "DeleteRule",
                Operation.of(DeleteRuleRequest::builder, this::delete).requiring("RuleArn"), "SetRulePriorities",
                Operation.of(SetRulePrioritiesRequest::builder, this::setPriorities).requiring("RulePriorities"));
    }

    private CreateRuleResponse create(CallContext context, CreateRuleRequest request) {
        Listener listener = this.tables.listener(request.listenerArn());
        checkPriority(listener, request.priority(), "");
        checkConditions(request.conditions());
        ElbTags.check(request.tags());
        Rule rule = Rule.builder()
            .ruleArn(listener.listenerArn().replace(":listener/", ":listener-rule/") + "/" + ElbTables.id())
            .isDefault(false)
            .priority(String.valueOf(request.priority()))
            .conditions(request.conditions())
            .actions(Actions.checked(this.tables, request.actions()))
            .build();
        this.tables.rules().put(rule.ruleArn(), rule);
        ElbTags.set(this.tables, rule.ruleArn(), request.tags());
        return CreateRuleResponse.builder().rules(rule).build();
    }

    private void checkPriority(Listener listener, int priority, String except) {
        ElbChecks.range("priority", priority, 1, 50_000);
        boolean taken = this.tables.rulesOf(listener)
            .stream()
            .anyMatch((one) -> one.priority().equals(String.valueOf(priority)) && !one.ruleArn().equals(except));
        if (taken) {
            throw new AwsError("PriorityInUse", "Priority '" + priority + "' is currently in use");
        }
    }

    private static void checkConditions(List<RuleCondition> conditions) {
        for (RuleCondition condition : conditions) {
            String field = String.valueOf(condition.field());
            if (!field.matches("http-header|http-request-method|host-header|path-pattern|query-string|source-ip")) {
                throw ElbTables.invalid("Condition field '" + field + "' must be one of '[path-pattern, host-header, "
                        + "http-header, http-request-method, query-string, source-ip]'");
            }
        }
    }

    private DescribeRulesResponse describe(CallContext context, DescribeRulesRequest request) {
        if (request.listenerArn() == null && request.ruleArns().isEmpty()) {
            throw ElbTables.invalid("You must specify either listener rule ARNs or a listener ARN");
        }
        List<Rule> found = request.ruleArns().isEmpty()
                ? this.tables.rulesOf(this.tables.listener(request.listenerArn()))
                : request.ruleArns().stream().distinct().map(this.tables::rule).toList();
        List<Rule> sorted = found.stream().sorted(Comparator.comparing(Rules::order)).toList();
        Page<Rule> page = ElbPages.of(sorted, Rules::order, request.pageSize(), request.marker());
        return DescribeRulesResponse.builder().rules(page.items()).nextMarker(page.nextToken()).build();
    }

    private static String order(Rule rule) {
        return "0".repeat(Math.max(0, 7 - rule.priority().length())) + rule.priority() + rule.ruleArn();
    }

    private Rule changeable(String arn) {
        Rule rule = this.tables.rule(arn);
        if (Boolean.TRUE.equals(rule.isDefault())) {
            throw new AwsError("OperationNotPermitted", "Default rule '" + arn + "' cannot be modified");
        }
        return rule;
    }

    private ModifyRuleResponse modify(CallContext context, ModifyRuleRequest request) {
        Rule.Builder rule = changeable(request.ruleArn()).toBuilder();
        if (!request.conditions().isEmpty()) {
            checkConditions(request.conditions());
            rule.conditions(request.conditions());
        }
        if (!request.actions().isEmpty()) {
            rule.actions(Actions.checked(this.tables, request.actions()));
        }
        Rule kept = rule.build();
        this.tables.rules().put(kept.ruleArn(), kept);
        return ModifyRuleResponse.builder().rules(kept).build();
    }

    private DeleteRuleResponse delete(CallContext context, DeleteRuleRequest request) {
        Rule rule = changeable(request.ruleArn());
        this.tables.rules().remove(rule.ruleArn());
        this.tables.tags().remove(rule.ruleArn());
        return DeleteRuleResponse.builder().build();
    }

    private SetRulePrioritiesResponse setPriorities(CallContext context, SetRulePrioritiesRequest request) {
        List<Rule> changed = new ArrayList<>();
        for (RulePriorityPair pair : request.rulePriorities()) {
            Rule rule = changeable(ElbChecks.given("rulePriorities.ruleArn", pair.ruleArn()));
            String listener = rule.ruleArn()
                .substring(0, rule.ruleArn().lastIndexOf('/'))
                .replace(":listener-rule/", ":listener/");
            int priority = ElbChecks.given("rulePriorities.priority", pair.priority());
            checkPriority(this.tables.listener(listener), priority, rule.ruleArn());
            Rule kept = rule.toBuilder().priority(String.valueOf(priority)).build();
            this.tables.rules().put(kept.ruleArn(), kept);
            changed.add(kept);
        }
        return SetRulePrioritiesResponse.builder().rules(changed).build();
    }

}

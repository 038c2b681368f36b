package dev.shipshape.localaws.elb;

import java.util.ArrayList;
import java.util.List;

import dev.shipshape.localaws.protocol.AwsError;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;

/** What listeners and rules do with a request, checked. */
final class Actions {

    private Actions() {
    }

    /**
     * The actions in their order, each with a number; refuses groups that are not there.
     */
    static List<Action> checked(ElbTables tables, List<Action> actions) {
        List<Action> checked = new ArrayList<>();
        for (Action action : actions) {
            String member = "actions." + (checked.size() + 1) + ".member.type";
            ElbChecks.given(member, action.typeAsString());
            ElbChecks.oneOf(member, action.typeAsString(), ActionTypeEnum.knownValues());
            if (action.type() == ActionTypeEnum.FORWARD) {
                if (action.targetGroupArn() == null && action.forwardConfig() == null) {
                    throw new AwsError("InvalidLoadBalancerAction",
                            "A target group must be specified for a forward action");
                }
                if (action.targetGroupArn() != null) {
                    tables.group(action.targetGroupArn());
                }
                if (action.forwardConfig() != null) {
                    action.forwardConfig()
                        .targetGroups()
                        .forEach((one) -> tables.group(ElbChecks
                            .given("actions.forwardConfig.targetGroups.targetGroupArn", one.targetGroupArn())));
                }
            }
            checked.add((action.order() != null || actions.size() == 1) ? action
                    : action.toBuilder().order(checked.size() + 1).build());
        }
        return checked;
    }

}

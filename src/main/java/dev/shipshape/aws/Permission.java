package dev.shipshape.aws;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * IAM's names of what calls need, such as {@code ecs:ListClusters}: the service's prefix
 * and the operation (Service Authorization Reference).
 */
public final class Permission {

    /** Prefixes by the SDK's service ids, where they are not the id in lower case. */
    private static final Map<String, String> PREFIXES = Map.of("CloudWatchLogs", "logs", "ElasticLoadBalancingV2",
            "elasticloadbalancing", "ApplicationAutoScaling", "application-autoscaling", "ResourceGroupsTaggingApi",
            "tag");

    private Permission() {
    }

    /** The permission that a call of the SDK needs. */
    static String of(ExecutionAttributes call) {
        String service = String.valueOf(call.getAttribute(SdkExecutionAttribute.SERVICE_NAME));
        return PREFIXES.getOrDefault(service, service.toLowerCase(Locale.ROOT)) + ":"
                + call.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }

    /**
     * The statement of an IAM policy that allows actions.
     * @param actions such as {@code ecs:ListClusters}
     * @param resource an ARN, or {@code *}
     * @return the statement as JSON, ready to be pasted between the brackets of a
     * policy's {@code Statement}
     */
    public static String statement(Collection<String> actions, String resource) {
        String listed = actions.stream().map((action) -> "\"" + action + "\"").collect(Collectors.joining(",\n    "));
        return """
                {
                  "Effect": "Allow",
                  "Action": %s,
                  "Resource": "%s"
                }""".formatted((actions.size() == 1) ? listed : "[\n    " + listed + "\n  ]", resource);
    }

    /** A whole policy that allows actions on everything. */
    public static String policy(Collection<String> actions) {
        return """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                %s
                  ]
                }""".formatted(statement(actions, "*").indent(4).stripTrailing());
    }

}

package dev.shipshape.localaws.clients;

import static org.assertj.core.api.Assertions.assertThat;

/** A load balancer with its listener, rule and targets, made, looked at and removed. */
class BalancersStory implements Story {

    @Override
    public void tell(Clients aws) {
        String vpc = aws.text("ec2", "DescribeSubnets", "{}", "/Subnets/0/VpcId");
        String subnets = "\"Subnets\": [\"%s\", \"%s\"]".formatted(aws.subnet(),
                aws.text("ec2", "DescribeSubnets", "{}", "/Subnets/1/SubnetId"));
        String balancer = aws.text("elbv2", "CreateLoadBalancer",
                "{\"Name\": \"web\", %s, \"Tags\": [{\"Key\": \"team\", \"Value\": \"blue\"}]}".formatted(subnets),
                "/LoadBalancers/0/LoadBalancerArn");
        assertThat(balancer).contains("loadbalancer/app/web/");
        String group = aws.text("elbv2", "CreateTargetGroup", """
                {"Name": "web", "Protocol": "HTTP", "Port": 80, "TargetType": "ip", "VpcId": "%s"}""".formatted(vpc),
                "/TargetGroups/0/TargetGroupArn");
        String ofBalancer = "{\"LoadBalancerArn\": \"%s\"".formatted(balancer);
        String ofGroup = "{\"TargetGroupArn\": \"%s\"".formatted(group);
        String forward = "[{\"Type\": \"forward\", \"TargetGroupArn\": \"%s\"}]".formatted(group);
        String listener = aws.text("elbv2", "CreateListener",
                ofBalancer + ", \"Protocol\": \"HTTP\", \"Port\": 80, \"DefaultActions\": %s}".formatted(forward),
                "/Listeners/0/ListenerArn");
        String ofListener = "{\"ListenerArn\": \"%s\"".formatted(listener);
        assertThat(aws.text("elbv2", "DescribeLoadBalancers", "{\"Names\": [\"web\"]}", "/LoadBalancers/0/State/Code"))
            .isEqualTo("active");
        aws.run("elbv2", "wait", "load-balancer-available", "--load-balancer-arns", balancer);
        assertThat(aws.text("elbv2", "DescribeListeners", ofBalancer + "}", "/Listeners/0/Port")).isEqualTo("80");
        assertThat(aws.text("elbv2", "DescribeTargetGroups", "{}", "/TargetGroups/0/LoadBalancerArns/0"))
            .isEqualTo(balancer);
        rules(aws, ofListener, forward);
        targets(aws, ofGroup);
        attributes(aws, ofBalancer, ofGroup, ofListener);
        tags(aws, balancer);
        assertThat(aws.call("elbv2", "SetSubnets", ofBalancer + ", %s}".formatted(subnets)).at("/AvailabilityZones"))
            .hasSize(2);
        String own = aws.text("elbv2", "DescribeLoadBalancers", "{}", "/LoadBalancers/0/SecurityGroups/0");
        aws.call("elbv2", "SetSecurityGroups", ofBalancer + ", \"SecurityGroups\": [\"%s\"]}".formatted(own));
        assertThat(aws.text("elbv2", "ModifyTargetGroup", ofGroup + ", \"HealthCheckPath\": \"/up\"}",
                "/TargetGroups/0/HealthCheckPath"))
            .isEqualTo("/up");
        assertThat(aws.text("elbv2", "ModifyListener", ofListener + ", \"Port\": 8080}", "/Listeners/0/Port"))
            .isEqualTo("8080");
        assertThat(aws.refused("elbv2", "DeleteTargetGroup", ofGroup + "}")).contains("ResourceInUse");
        aws.call("elbv2", "DeleteListener", ofListener + "}");
        aws.call("elbv2", "DeleteTargetGroup", ofGroup + "}");
        aws.call("elbv2", "DeleteLoadBalancer", ofBalancer + "}");
        aws.run("elbv2", "wait", "load-balancers-deleted", "--load-balancer-arns", balancer);
    }

    private static void rules(Clients aws, String ofListener, String forward) {
        String rule = aws.text("elbv2", "CreateRule", ofListener + """
                , "Priority": 10, "Actions": %s, "Conditions": [{"Field": "path-pattern", "Values": ["/a"]}]}"""
            .formatted(forward), "/Rules/0/RuleArn");
        assertThat(aws.text("elbv2", "SetRulePriorities",
                "{\"RulePriorities\": [{\"RuleArn\": \"%s\", \"Priority\": 5}]}".formatted(rule), "/Rules/0/Priority"))
            .isEqualTo("5");
        assertThat(aws.text("elbv2", "ModifyRule", """
                {"RuleArn": "%s", "Conditions": [{"Field": "host-header", "Values": ["a.example"]}]}""".formatted(rule),
                "/Rules/0/Conditions/0/Field"))
            .isEqualTo("host-header");
        assertThat(aws.call("elbv2", "DescribeRules", ofListener + "}").at("/Rules")).hasSize(2);
        aws.call("elbv2", "DeleteRule", "{\"RuleArn\": \"%s\"}".formatted(rule));
    }

    private static void targets(Clients aws, String ofGroup) {
        String targets = ofGroup + ", \"Targets\": [{\"Id\": \"172.31.0.10\"}]}";
        aws.call("elbv2", "RegisterTargets", targets);
        assertThat(aws.text("elbv2", "DescribeTargetHealth", ofGroup + "}",
                "/TargetHealthDescriptions/0/TargetHealth/State"))
            .isEqualTo("healthy");
        aws.call("elbv2", "DeregisterTargets", targets);
    }

    private static void attributes(Clients aws, String ofBalancer, String ofGroup, String ofListener) {
        assertThat(aws
            .call("elbv2", "ModifyLoadBalancerAttributes",
                    ofBalancer + ", \"Attributes\": [{\"Key\": \"idle_timeout.timeout_seconds\", \"Value\": \"30\"}]}")
            .toString()).contains("idle_timeout.timeout_seconds");
        assertThat(aws.call("elbv2", "DescribeLoadBalancerAttributes", ofBalancer + "}").at("/Attributes"))
            .anySatisfy((one) -> assertThat(one.at("/Value").asString()).isEqualTo("30"));
        aws.call("elbv2", "ModifyTargetGroupAttributes",
                ofGroup + ", \"Attributes\": [{\"Key\": \"stickiness.enabled\", \"Value\": \"true\"}]}");
        assertThat(aws.call("elbv2", "DescribeTargetGroupAttributes", ofGroup + "}").at("/Attributes"))
            .anySatisfy((one) -> assertThat(one.at("/Value").asString()).isEqualTo("true"));
        aws.call("elbv2", "ModifyListenerAttributes", ofListener
                + ", \"Attributes\": [{\"Key\": \"routing.http.response.server.enabled\", \"Value\": \"false\"}]}");
        assertThat(aws.call("elbv2", "DescribeListenerAttributes", ofListener + "}").at("/Attributes"))
            .anySatisfy((one) -> assertThat(one.at("/Value").asString()).isEqualTo("false"));
    }

    private static void tags(Clients aws, String balancer) {
        String of = "{\"ResourceArns\": [\"%s\"]".formatted(balancer);
        aws.call("elbv2", "AddTags", of + ", \"Tags\": [{\"Key\": \"stage\", \"Value\": \"test\"}]}");
        aws.call("elbv2", "RemoveTags", of + ", \"TagKeys\": [\"team\"]}");
        assertThat(aws.text("elbv2", "DescribeTags", of + "}", "/TagDescriptions/0/Tags/0/Key")).isEqualTo("stage");
    }

}

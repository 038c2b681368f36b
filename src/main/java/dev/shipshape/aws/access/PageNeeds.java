package dev.shipshape.aws.access;

import java.util.List;
import java.util.stream.Stream;

/**
 * What one page asks of AWS.
 *
 * @param page its name
 * @param path its address below the connection's, or a whole one where it is about all
 * connections
 * @param actions the permissions that its reads need
 */
record PageNeeds(String page, String path, List<String> actions) {

    /** Everything that only looks, page by page. */
    static final List<PageNeeds> ALL = List.of(at("Clusters", "clusters", "ecs:ListClusters", "ecs:DescribeClusters"),
            at("A cluster's infrastructure", "clusters", "ecs:DescribeCapacityProviders", "ecs:ListContainerInstances",
                    "ecs:DescribeContainerInstances", "ec2:DescribeInstances"),
            at("Services", "clusters", "ecs:ListServices", "ecs:DescribeServices", "ecs:ListServiceDeployments",
                    "ecs:DescribeServiceDeployments", "ecs:DescribeServiceRevisions",
                    "elasticloadbalancing:DescribeTargetGroups", "application-autoscaling:DescribeScalableTargets"),
            at("Tasks", "tasks", "ecs:ListTasks", "ecs:DescribeTasks", "ec2:DescribeNetworkInterfaces"),
            at("Run task, New service", "tasks/new", "ec2:DescribeVpcs", "ec2:DescribeSubnets",
                    "ec2:DescribeSecurityGroups", "ec2:DescribeRouteTables", "ec2:DescribeVpcEndpoints"),
            at("Task definitions", "task-definitions", "ecs:ListTaskDefinitions", "ecs:DescribeTaskDefinition",
                    "iam:ListRoles", "iam:GetRole", "iam:ListAttachedRolePolicies"),
            at("Repositories", "repositories", "ecr:DescribeRepositories", "ecr:DescribeImages", "ecr:BatchGetImage",
                    "ecr:ListTagsForResource", "ecr:DescribeImageScanFindings", "ecr:GetDownloadUrlForLayer",
                    "ecr:GetLifecyclePolicy", "ecr:GetLifecyclePolicyPreview", "ecr:GetRegistryScanningConfiguration",
                    "ecr:GetRepositoryPolicy"),
            at("Logs", "log-groups", "logs:DescribeLogGroups", "logs:FilterLogEvents", "logs:GetLogEvents",
                    "logs:ListTagsForResource"),
            at("Clean-up", "/cleanup/found", "ec2:DescribeNatGateways", "ec2:DescribeRegions",
                    "elasticloadbalancing:DescribeLoadBalancers", "elasticloadbalancing:DescribeTags",
                    "servicediscovery:ListNamespaces", "servicediscovery:GetNamespace", "servicediscovery:GetService",
                    "servicediscovery:ListInstances", "tag:GetResources"),
            at("Prices", "/costs", "pricing:GetProducts"));

    /** Everything that changes something, by what a person does. */
    static final List<String> CHANGES = List.of("ecs:CreateCluster", "ecs:UpdateCluster", "ecs:DeleteCluster",
            "ecs:PutClusterCapacityProviders", "ecs:DeleteCapacityProvider", "ecs:DeregisterContainerInstance",
            "ecs:UpdateContainerInstancesState", "ecs:CreateService", "ecs:UpdateService", "ecs:DeleteService",
            "ecs:RunTask", "ecs:StopTask", "ecs:RegisterTaskDefinition", "ecs:DeregisterTaskDefinition",
            "ecs:DeleteTaskDefinitions", "ecs:TagResource", "ecs:UntagResource", "ecr:CreateRepository",
            "ecr:DeleteRepository", "ecr:BatchDeleteImage", "ecr:PutImage", "ecr:DeleteLifecyclePolicy",
            "ecr:DeleteRepositoryPolicy", "ecr:PutImageScanningConfiguration", "ecr:PutImageTagMutability",
            "ecr:PutLifecyclePolicy", "ecr:SetRepositoryPolicy", "ecr:StartImageScan",
            "ecr:StartLifecyclePolicyPreview", "ecr:UntagResource", "ecs:StopServiceDeployment", "ecr:TagResource",
            "logs:CreateLogGroup", "logs:DeleteLogGroup", "logs:TagResource",
            "application-autoscaling:RegisterScalableTarget", "application-autoscaling:DeregisterScalableTarget",
            "elasticloadbalancing:DeleteLoadBalancer", "elasticloadbalancing:DeleteTargetGroup",
            "elasticloadbalancing:AddTags", "servicediscovery:DeregisterInstance", "servicediscovery:DeleteService",
            "servicediscovery:DeleteNamespace", "servicediscovery:TagResource", "ec2:DeleteSecurityGroup",
            "ec2:CreateTags", "tag:TagResources", "iam:PassRole", "iam:CreateRole", "iam:TagRole",
            "iam:AttachRolePolicy", "iam:DetachRolePolicy", "iam:DeleteRole");

    private static PageNeeds at(String page, String path, String... actions) {
        return new PageNeeds(page, path, List.of(actions));
    }

    /** All that only looks, without doubles. */
    static List<String> reads() {
        return ALL.stream().flatMap((needs) -> needs.actions().stream()).distinct().sorted().toList();
    }

    /** All that changes something, in order. */
    static List<String> changes() {
        return Stream.of(CHANGES).flatMap(List::stream).sorted().toList();
    }

}

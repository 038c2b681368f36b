package dev.shipshape.aws.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/**
 * One cheap call for each permission to look, to see whether it is there. Where a call
 * needs the name of something, it names what does not exist: AWS looks first whether one
 * may ask, and its "not found" says yes. A policy that allows a call on some resources
 * alone may so be told as denied.
 */
@Component
class Probes {

    private static final String NAME = "shipshape-check";

    private static final String ID = "00000000000000000000000000000000";

    private static final String DIGEST = "sha256:" + ID + ID;

    private final AwsClients clients;

    private final Map<String, BiConsumer<AwsClients, Connection>> calls = new LinkedHashMap<>();

    Probes(AwsClients clients) {
        this.clients = clients;
        ecs();
        ecr();
        ec2();
        others();
        iamAndLogs();
    }

    /** The permissions that can be asked about. */
    Set<String> permissions() {
        return this.calls.keySet();
    }

    /** Makes the call that needs a permission, whatever comes of it. */
    void ask(Connection connection, String permission) {
        BiConsumer<AwsClients, Connection> call = this.calls.get(permission);
        if (call != null) {
            call.accept(this.clients, connection);
        }
    }

    private void ecs() {
        this.calls.put("ecs:ListClusters", (aws, at) -> aws.ecs(at).listClusters((call) -> call.maxResults(1)));
        this.calls.put("ecs:DescribeClusters",
                (aws, at) -> aws.ecs(at).describeClusters((call) -> call.clusters(NAME)));
        this.calls.put("ecs:DescribeCapacityProviders",
                (aws, at) -> aws.ecs(at).describeCapacityProviders((call) -> call.maxResults(1)));
        this.calls.put("ecs:ListContainerInstances",
                (aws, at) -> aws.ecs(at).listContainerInstances((call) -> call.cluster(NAME)));
        this.calls.put("ecs:DescribeContainerInstances", (aws, at) -> aws.ecs(at)
            .describeContainerInstances((call) -> call.cluster(NAME).containerInstances(ID)));
        this.calls.put("ecs:ListServices", (aws, at) -> aws.ecs(at).listServices((call) -> call.cluster(NAME)));
        this.calls.put("ecs:DescribeServices",
                (aws, at) -> aws.ecs(at).describeServices((call) -> call.cluster(NAME).services(NAME)));
        this.calls.put("ecs:ListServiceDeployments",
                (aws, at) -> aws.ecs(at).listServiceDeployments((call) -> call.cluster(NAME).service(NAME)));
        this.calls.put("ecs:DescribeServiceDeployments", (aws, at) -> aws.ecs(at)
            .describeServiceDeployments((call) -> call.serviceDeploymentArns(ecsArn(at, "service-deployment"))));
        this.calls.put("ecs:DescribeServiceRevisions", (aws, at) -> aws.ecs(at)
            .describeServiceRevisions((call) -> call.serviceRevisionArns(ecsArn(at, "service-revision"))));
        this.calls.put("ecs:ListTasks", (aws, at) -> aws.ecs(at).listTasks((call) -> call.cluster(NAME)));
        this.calls.put("ecs:DescribeTasks",
                (aws, at) -> aws.ecs(at).describeTasks((call) -> call.cluster(NAME).tasks(ID)));
        this.calls.put("ecs:ListTaskDefinitions",
                (aws, at) -> aws.ecs(at).listTaskDefinitions((call) -> call.maxResults(1)));
        this.calls.put("ecs:DescribeTaskDefinition",
                (aws, at) -> aws.ecs(at).describeTaskDefinition((call) -> call.taskDefinition(NAME + ":1")));
    }

    private static String ecsArn(Connection at, String kind) {
        return "arn:" + at.partition() + ":ecs:" + at.region() + ":123456789012:" + kind + "/" + NAME + "/" + NAME
                + "/1";
    }

    private void ecr() {
        this.calls.put("ecr:DescribeImageScanFindings", (aws, at) -> aws.ecr(at)
            .describeImageScanFindings((call) -> call.repositoryName(NAME).imageId((id) -> id.imageDigest(DIGEST))));
        this.calls.put("ecr:GetDownloadUrlForLayer", (aws, at) -> aws.ecr(at)
            .getDownloadUrlForLayer((call) -> call.repositoryName(NAME).layerDigest(DIGEST)));
        this.calls.put("ecr:GetLifecyclePolicy",
                (aws, at) -> aws.ecr(at).getLifecyclePolicy((call) -> call.repositoryName(NAME)));
        this.calls.put("ecr:GetLifecyclePolicyPreview",
                (aws, at) -> aws.ecr(at).getLifecyclePolicyPreview((call) -> call.repositoryName(NAME)));
        this.calls.put("ecr:GetRegistryScanningConfiguration",
                (aws, at) -> aws.ecr(at).getRegistryScanningConfiguration((call) -> {
                }));
        this.calls.put("ecr:GetRepositoryPolicy",
                (aws, at) -> aws.ecr(at).getRepositoryPolicy((call) -> call.repositoryName(NAME)));
        this.calls.put("ecr:DescribeRepositories",
                (aws, at) -> aws.ecr(at).describeRepositories((call) -> call.maxResults(1)));
        this.calls.put("ecr:DescribeImages",
                (aws, at) -> aws.ecr(at).describeImages((call) -> call.repositoryName(NAME)));
        this.calls.put("ecr:BatchGetImage",
                (aws, at) -> aws.ecr(at)
                    .batchGetImage((call) -> call.repositoryName(NAME)
                        .imageIds(ImageIdentifier.builder().imageDigest(DIGEST).build())));
        this.calls.put("ecr:ListTagsForResource", (aws, at) -> aws.ecr(at)
            .listTagsForResource((call) -> call
                .resourceArn("arn:" + at.partition() + ":ecr:" + at.region() + ":123456789012:repository/" + NAME)));
    }

    private void ec2() {
        this.calls.put("ec2:DescribeVpcs", (aws, at) -> aws.ec2(at).describeVpcs((call) -> call.maxResults(5)));
        this.calls.put("ec2:DescribeSubnets", (aws, at) -> aws.ec2(at).describeSubnets((call) -> call.maxResults(5)));
        this.calls.put("ec2:DescribeSecurityGroups",
                (aws, at) -> aws.ec2(at).describeSecurityGroups((call) -> call.maxResults(5)));
        this.calls.put("ec2:DescribeNetworkInterfaces",
                (aws, at) -> aws.ec2(at).describeNetworkInterfaces((call) -> call.maxResults(5)));
        this.calls.put("ec2:DescribeInstances",
                (aws, at) -> aws.ec2(at).describeInstances((call) -> call.maxResults(5)));
        this.calls.put("ec2:DescribeNatGateways",
                (aws, at) -> aws.ec2(at).describeNatGateways((call) -> call.maxResults(5)));
        this.calls.put("ec2:DescribeRouteTables",
                (aws, at) -> aws.ec2(at).describeRouteTables((call) -> call.maxResults(5)));
        this.calls.put("ec2:DescribeVpcEndpoints",
                (aws, at) -> aws.ec2(at).describeVpcEndpoints((call) -> call.maxResults(5)));
        this.calls.put("ec2:DescribeRegions", (aws, at) -> aws.ec2(at).describeRegions());
    }

    private void others() {
        this.calls.put("elasticloadbalancing:DescribeLoadBalancers",
                (aws, at) -> aws.elb(at).describeLoadBalancers((call) -> call.pageSize(1)));
        this.calls.put("elasticloadbalancing:DescribeTargetGroups",
                (aws, at) -> aws.elb(at).describeTargetGroups((call) -> call.pageSize(1)));
        this.calls.put("elasticloadbalancing:DescribeTags",
                (aws, at) -> aws.elb(at)
                    .describeTags((call) -> call.resourceArns("arn:" + at.partition() + ":elasticloadbalancing:"
                            + at.region() + ":123456789012:targetgroup/" + NAME + "/0123456789abcdef")));
        this.calls.put("application-autoscaling:DescribeScalableTargets", (aws, at) -> aws.autoscaling(at)
            .describeScalableTargets((call) -> call.serviceNamespace("ecs").maxResults(1)));
        this.calls.put("servicediscovery:ListNamespaces",
                (aws, at) -> aws.discovery(at).listNamespaces((call) -> call.maxResults(1)));
        this.calls.put("servicediscovery:GetNamespace",
                (aws, at) -> aws.discovery(at).getNamespace((call) -> call.id("ns-0123456789abcdef")));
        this.calls.put("servicediscovery:GetService",
                (aws, at) -> aws.discovery(at).getService((call) -> call.id("srv-0123456789abcdef")));
        this.calls.put("servicediscovery:ListInstances",
                (aws, at) -> aws.discovery(at).listInstances((call) -> call.serviceId("srv-0123456789abcdef")));
        this.calls.put("tag:GetResources",
                (aws, at) -> aws.tagging(at).getResources((call) -> call.resourcesPerPage(1)));
        this.calls.put("pricing:GetProducts",
                (aws, at) -> aws.pricing(at).getProducts((call) -> call.serviceCode("AmazonECS").maxResults(1)));
    }

    private void iamAndLogs() {
        this.calls.put("iam:ListRoles", (aws, at) -> aws.iam(at).listRoles((call) -> call.maxItems(1)));
        this.calls.put("iam:GetRole", (aws, at) -> aws.iam(at).getRole((call) -> call.roleName(NAME)));
        this.calls.put("iam:ListAttachedRolePolicies",
                (aws, at) -> aws.iam(at).listAttachedRolePolicies((call) -> call.roleName(NAME)));
        this.calls.put("logs:DescribeLogGroups", (aws, at) -> aws.logs(at).describeLogGroups((call) -> call.limit(1)));
        this.calls.put("logs:FilterLogEvents",
                (aws, at) -> aws.logs(at).filterLogEvents((call) -> call.logGroupName(NAME).limit(1)));
        this.calls.put("logs:GetLogEvents",
                (aws, at) -> aws.logs(at).getLogEvents((call) -> call.logGroupName(NAME).logStreamName(NAME)));
        this.calls.put("logs:ListTagsForResource", (aws, at) -> aws.logs(at)
            .listTagsForResource((call) -> call
                .resourceArn("arn:" + at.partition() + ":logs:" + at.region() + ":123456789012:log-group:" + NAME)));
    }

}

package dev.shipshape.localaws.iam;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/**
 * The policies of AWS's own that are here: those that someone with containers meets. What
 * they say is shortened to the actions of their services.
 */
final class ManagedPolicies {

    static final String TASK_EXECUTION = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";

    static final String SERVICE_LINKED = "arn:aws:iam::aws:policy/aws-service-role/AmazonECSServiceRolePolicy";

    private static final Instant MADE = Instant.parse("2017-11-16T18:48:22Z");

    /** What each of them allows, by its path and name. */
    private static final Map<String, String> ALLOWED = new TreeMap<>();

    static {
        String pull = "ecr:GetAuthorizationToken ecr:BatchCheckLayerAvailability ecr:GetDownloadUrlForLayer "
                + "ecr:BatchGetImage";
        String readImages = pull
                + " ecr:DescribeRepositories ecr:ListImages ecr:DescribeImages ecr:GetRepositoryPolicy";
        ALLOWED.put("service-role/AmazonECSTaskExecutionRolePolicy", pull + " logs:CreateLogStream logs:PutLogEvents");
        ALLOWED.put("aws-service-role/AmazonECSServiceRolePolicy",
                "ec2:*NetworkInterface* ec2:Describe* elasticloadbalancing:* logs:*");
        ALLOWED.put("service-role/AmazonEC2ContainerServiceforEC2Role",
                "ecs:*ContainerInstance* ecs:Submit* ecs:Poll ecs:DiscoverPollEndpoint ec2:DescribeTags " + pull
                        + " logs:CreateLogStream logs:PutLogEvents");
        ALLOWED.put("service-role/AmazonEC2ContainerServiceEventsRole", "ecs:RunTask iam:PassRole ecs:TagResource");
        ALLOWED.put("service-role/AmazonECSInfrastructureRolePolicyForVolumes", "ec2:*Volume* ec2:CreateTags");
        ALLOWED.put("service-role/AmazonECSInfrastructureRolePolicyForLoadBalancers", "elasticloadbalancing:*");
        ALLOWED.put("service-role/AmazonEC2ContainerServiceAutoscaleRole",
                "ecs:DescribeServices ecs:UpdateService cloudwatch:DescribeAlarms cloudwatch:PutMetricAlarm");
        ALLOWED.put("AmazonEC2ContainerRegistryReadOnly", readImages);
        ALLOWED.put("AmazonEC2ContainerRegistryPullOnly", pull + " ecr:BatchImportUpstreamImage");
        ALLOWED.put("AmazonEC2ContainerRegistryPowerUser",
                readImages + " ecr:InitiateLayerUpload ecr:UploadLayerPart ecr:CompleteLayerUpload ecr:PutImage");
        ALLOWED.put("AmazonEC2ContainerRegistryFullAccess", "ecr:*");
        ALLOWED.put("AmazonECS_FullAccess", "ecs:* ec2:Describe* elasticloadbalancing:* logs:* iam:PassRole");
        ALLOWED.put("AmazonEC2FullAccess", "ec2:* elasticloadbalancing:* cloudwatch:* autoscaling:*");
        ALLOWED.put("AmazonEC2ReadOnlyAccess", "ec2:Describe* elasticloadbalancing:Describe*");
        ALLOWED.put("AmazonVPCFullAccess", "ec2:*");
        ALLOWED.put("ElasticLoadBalancingFullAccess", "elasticloadbalancing:*");
        ALLOWED.put("ElasticLoadBalancingReadOnly", "elasticloadbalancing:Describe*");
        ALLOWED.put("CloudWatchLogsFullAccess", "logs:* cloudwatch:GenerateQuery");
        ALLOWED.put("CloudWatchLogsReadOnlyAccess", "logs:Describe* logs:Get* logs:List* logs:FilterLogEvents");
        ALLOWED.put("CloudWatchAgentServerPolicy", "cloudwatch:PutMetricData logs:PutLogEvents logs:CreateLogGroup");
        ALLOWED.put("CloudWatchFullAccess", "cloudwatch:* logs:*");
        ALLOWED.put("AmazonSSMManagedInstanceCore", "ssm:UpdateInstanceInformation ssmmessages:* ec2messages:*");
        ALLOWED.put("AmazonSSMReadOnlyAccess", "ssm:Describe* ssm:Get* ssm:List*");
        ALLOWED.put("SecretsManagerReadWrite", "secretsmanager:*");
        ALLOWED.put("AmazonS3ReadOnlyAccess", "s3:Get* s3:List*");
        ALLOWED.put("AmazonS3FullAccess", "s3:*");
        ALLOWED.put("AmazonDynamoDBFullAccess", "dynamodb:*");
        ALLOWED.put("AmazonSQSFullAccess", "sqs:*");
        ALLOWED.put("IAMFullAccess", "iam:*");
        ALLOWED.put("IAMReadOnlyAccess", "iam:Get* iam:List*");
        ALLOWED.put("PowerUserAccess", "*");
        ALLOWED.put("ReadOnlyAccess",
                "ecs:Describe* ecs:List* ecr:Describe* ecr:Get* ecr:List* ec2:Describe* logs:Get*");
        ALLOWED.put("AdministratorAccess", "*");
    }

    private ManagedPolicies() {
    }

    private static String arn(String name) {
        return "arn:aws:iam::aws:policy/" + name;
    }

    /** All of them. */
    static Collection<Policy> all() {
        return ALLOWED.keySet().stream().map(ManagedPolicies::policy).toList();
    }

    /** The one with this ARN. */
    static Optional<Policy> find(String arn) {
        return Optional.of(arn)
            .filter((one) -> one.startsWith(arn("")))
            .map((one) -> one.substring(arn("").length()))
            .filter(ALLOWED::containsKey)
            .map(ManagedPolicies::policy);
    }

    private static Policy policy(String name) {
        int slash = name.lastIndexOf('/');
        return Policy.builder()
            .arn(arn(name))
            .policyName(name.substring(slash + 1))
            .path((slash < 0) ? "/" : "/" + name.substring(0, slash + 1))
            .policyId("ANPA" + String.format("%017d", Math.abs((long) name.hashCode())))
            .defaultVersionId("v1")
            .attachmentCount(0)
            .permissionsBoundaryUsageCount(0)
            .isAttachable(true)
            .createDate(MADE)
            .updateDate(MADE)
            .build();
    }

    /** What the one with this ARN says; null if it is not one of them. */
    static @Nullable PolicyVersion version(String arn) {
        String allowed = arn.startsWith(arn("")) ? ALLOWED.get(arn.substring(arn("").length())) : null;
        if (allowed == null) {
            return null;
        }
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\""
                + allowed.replace(" ", "\",\"") + "\"],\"Resource\":\"*\"}]}";
        return PolicyVersion.builder()
            .versionId("v1")
            .isDefaultVersion(true)
            .document(document)
            .createDate(MADE)
            .build();
    }

}

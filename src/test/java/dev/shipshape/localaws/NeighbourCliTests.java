package dev.shipshape.localaws;

import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The AWS CLI reads what STS, IAM, EC2 and CloudWatch Logs answer in each protocol. */
class NeighbourCliTests {

    @RegisterExtension
    static final LocalAwsServer server = LocalAwsServer.at(Pace.INSTANT);

    private Program aws;

    @BeforeEach
    void findAws() {
        this.aws = Program.aws(server);
    }

    @Test
    void identityAndRolesAreReadFromQueryAnswers() {
        assertThat(this.aws.run("sts", "get-caller-identity")).contains("\"Account\": \"123456789012\"");
        this.aws.run("iam", "create-role", "--role-name", "web", "--assume-role-policy-document",
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ecs-tasks.amazonaws.com\"},"
                        + "\"Action\":\"sts:AssumeRole\"}]}",
                "--tags", "Key=team,Value=blue");
        assertThat(this.aws.run("iam", "get-role", "--role-name", "web")).contains("\"Value\": \"blue\"",
                "\"Service\": \"ecs-tasks.amazonaws.com\"");
        assertThat(this.aws.fails("", "iam", "get-role", "--role-name", "none")).contains("NoSuchEntity",
                "cannot be found");
    }

    @Test
    void networksAreReadFromEc2Answers() {
        String vpc = this.aws
            .run("ec2", "describe-vpcs", "--filters", "Name=is-default,Values=true", "--query", "Vpcs[].VpcId",
                    "--output", "text")
            .strip();
        assertThat(vpc).startsWith("vpc-");
        assertThat(this.aws.run("ec2", "describe-subnets", "--filters", "Name=vpc-id,Values=" + vpc, "--query",
                "length(Subnets)"))
            .isEqualToIgnoringNewLines("3");
        assertThat(this.aws.run("ec2", "describe-security-groups", "--query", "SecurityGroups[].GroupName"))
            .contains("default");
        assertThat(this.aws.run("ec2", "describe-network-interfaces", "--query", "NetworkInterfaces"))
            .isEqualToIgnoringNewLines("[]");
        assertThat(this.aws.fails("", "ec2", "describe-subnets", "--subnet-ids", "subnet-0123456789abcdef0"))
            .contains("InvalidSubnetID.NotFound");
    }

    @Test
    void linesAreWrittenAndRead() {
        this.aws.run("logs", "create-log-group", "--log-group-name", "/ecs/demo");
        this.aws.run("logs", "create-log-stream", "--log-group-name", "/ecs/demo", "--log-stream-name", "app/web/1");
        this.aws.run("logs", "put-log-events", "--log-group-name", "/ecs/demo", "--log-stream-name", "app/web/1",
                "--log-events", "timestamp=" + System.currentTimeMillis() + ",message=hello");
        assertThat(this.aws.run("logs", "get-log-events", "--log-group-name", "/ecs/demo", "--log-stream-name",
                "app/web/1"))
            .contains("\"message\": \"hello\"", "nextForwardToken");
        assertThat(this.aws.run("logs", "describe-log-groups", "--query", "logGroups[].arn"))
            .contains(":log-group:/ecs/demo:*");
    }

}

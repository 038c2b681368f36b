package dev.shipshape.localaws.clients;

import static org.assertj.core.api.Assertions.assertThat;

/** An instance from its launch to its end. */
class InstancesStory implements Story {

    @Override
    public void tell(Clients aws) {
        assertThat(aws.text("ec2", "DescribeInstanceTypes", "{\"InstanceTypes\": [\"t3.micro\"]}",
                "/InstanceTypes/0/MemoryInfo/SizeInMiB"))
            .isEqualTo("1024");
        assertThat(aws.call("ec2", "DescribeInstanceTypeOfferings", """
                {"LocationType": "availability-zone",
                 "Filters": [{"Name": "instance-type", "Values": ["t3.micro"]}]}""").at("/InstanceTypeOfferings"))
            .hasSize(3);
        String image = aws.text("ec2", "DescribeImages", """
                {"Owners": ["amazon"], "Filters": [{"Name": "name", "Values": ["al2023-ami-ecs-hvm-*x86_64"]}]}""",
                "/Images/0/ImageId");
        keys(aws);
        String id = aws.text("ec2", "RunInstances", """
                {"ImageId": "%s", "InstanceType": "t3.micro", "MinCount": 1, "MaxCount": 1, "UserData": "#!/bin/sh",
                 "KeyName": "mine"}""".formatted(image), "/Instances/0/InstanceId");
        String ids = "{\"InstanceIds\": [\"%s\"]}".formatted(id);
        assertThat(aws.text("ec2", "DescribeInstances", ids, "/Reservations/0/Instances/0/State/Name"))
            .isEqualTo("running");
        assertThat(aws.text("ec2", "DescribeInstanceStatus", ids, "/InstanceStatuses/0/SystemStatus/Status"))
            .isEqualTo("ok");
        assertThat(aws.text("ec2", "DescribeInstanceAttribute",
                "{\"InstanceId\": \"%s\", \"Attribute\": \"userData\"}".formatted(id), "/UserData/Value"))
            .isEqualTo("IyEvYmluL3No");
        assertThat(aws.call("ec2", "DescribeVolumes", "{}").at("/Volumes")).hasSize(1);
        aws.call("ec2", "RebootInstances", ids);
        aws.call("ec2", "StopInstances", ids);
        aws.run("ec2", "modify-instance-attribute", "--instance-id", id, "--instance-type", "t3.small", "--region",
                "us-east-1");
        aws.call("ec2", "StartInstances", ids);
        assertThat(aws.text("ec2", "TerminateInstances", ids, "/TerminatingInstances/0/CurrentState/Name"))
            .isEqualTo("shutting-down");
        aws.call("ec2", "DeleteKeyPair", "{\"KeyName\": \"mine\"}");
    }

    private static void keys(Clients aws) {
        assertThat(aws.text("ec2", "CreateKeyPair", "{\"KeyName\": \"mine\"}", "/KeyMaterial")).contains("PRIVATE KEY");
        assertThat(aws.refused("ec2", "ImportKeyPair", """
                {"KeyName": "other", "PublicKeyMaterial": "bm9uZQ=="}""")).contains("InvalidKey.Format");
        assertThat(aws.text("ec2", "DescribeKeyPairs", "{}", "/KeyPairs/0/KeyName")).isEqualTo("mine");
    }

}

package dev.shipshape.localaws.clients;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The network that is there, one of one's own, instances, and what scales. */
class Ec2Story implements Story {

    @Override
    public void tell(Clients aws) {
        theNetworkThatIsThere(aws);
        new NetworksStory().tell(aws);
        new InstancesStory().tell(aws);
        new ScalingStory().tell(aws);
    }

    private static void theNetworkThatIsThere(Clients aws) {
        String vpc = aws.text("ec2", "DescribeVpcs", """
                {"Filters": [{"Name": "is-default", "Values": ["true"]}]}""", "/Vpcs/0/VpcId");
        assertThat(vpc).startsWith("vpc-");
        String inVpc = "{\"Filters\": [{\"Name\": \"vpc-id\", \"Values\": [\"" + vpc + "\"]}]}";
        assertThat(aws.call("ec2", "DescribeSubnets", inVpc).at("/Subnets")).hasSize(3);
        assertThat(aws.text("ec2", "DescribeSecurityGroups", inVpc, "/SecurityGroups/0/GroupName"))
            .isEqualTo("default");
        JsonNode routes = aws.call("ec2", "DescribeRouteTables", inVpc).at("/RouteTables/0/Routes");
        assertThat(routes).anySatisfy((route) -> assertThat(route.at("/GatewayId").asString()).startsWith("igw-"));
        assertThat(aws.text("ec2", "DescribeInternetGateways", "{}", "/InternetGateways/0/Attachments/0/VpcId"))
            .isEqualTo(vpc);
        assertThat(aws.call("ec2", "DescribeNetworkInterfaces", "{}").at("/NetworkInterfaces")).isEmpty();
        assertThat(aws.call("ec2", "DescribeAvailabilityZones", "{}").at("/AvailabilityZones"))
            .anySatisfy((zone) -> assertThat(zone.at("/ZoneName").asString()).isEqualTo("us-east-1a"));
        assertThat(aws.call("ec2", "DescribeRegions", "{}").at("/Regions"))
            .anySatisfy((region) -> assertThat(region.at("/RegionName").asString()).isEqualTo("us-east-1"));
    }

}

package dev.shipshape.localaws.clients;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A network of one's own: made as a tutorial makes it, and removed in the right order.
 */
class NetworksStory implements Story {

    @Override
    public void tell(Clients aws) {
        String vpc = aws.text("ec2", "CreateVpc", "{\"CidrBlock\": \"10.0.0.0/16\"}", "/Vpc/VpcId");
        // A region of its own gives the CLI a driver of its own, which its switches need.
        aws.run("ec2", "modify-vpc-attribute", "--vpc-id", vpc, "--enable-dns-hostnames", "--region", "us-east-1");
        assertThat(aws.text("ec2", "DescribeVpcAttribute",
                "{\"VpcId\": \"%s\", \"Attribute\": \"enableDnsHostnames\"}".formatted(vpc),
                "/EnableDnsHostnames/Value"))
            .isEqualToIgnoringCase("true");
        String subnet = aws.text("ec2", "CreateSubnet", """
                {"VpcId": "%s", "CidrBlock": "10.0.1.0/24", "AvailabilityZone": "us-east-1b"}""".formatted(vpc),
                "/Subnet/SubnetId");
        aws.run("ec2", "modify-subnet-attribute", "--subnet-id", subnet, "--map-public-ip-on-launch", "--region",
                "us-east-1");
        String gateway = aws.text("ec2", "CreateInternetGateway", "{}", "/InternetGateway/InternetGatewayId");
        String both = "{\"InternetGatewayId\": \"%s\", \"VpcId\": \"%s\"}".formatted(gateway, vpc);
        aws.call("ec2", "AttachInternetGateway", both);
        routes(aws, vpc, subnet, gateway);
        String group = aws.text("ec2", "CreateSecurityGroup", """
                {"GroupName": "web", "Description": "the web", "VpcId": "%s"}""".formatted(vpc), "/GroupId");
        String eni = aws.text("ec2", "CreateNetworkInterface",
                "{\"SubnetId\": \"%s\", \"Groups\": [\"%s\"]}".formatted(subnet, group),
                "/NetworkInterface/NetworkInterfaceId");
        assertThat(aws.refused("ec2", "DeleteSecurityGroup", "{\"GroupId\": \"%s\"}".formatted(group)))
            .contains("DependencyViolation");
        aws.call("ec2", "DeleteNetworkInterface", "{\"NetworkInterfaceId\": \"%s\"}".formatted(eni));
        aws.call("ec2", "DeleteSecurityGroup", "{\"GroupId\": \"%s\"}".formatted(group));
        assertThat(aws.refused("ec2", "DeleteVpc", "{\"VpcId\": \"%s\"}".formatted(vpc)))
            .contains("DependencyViolation");
        aws.call("ec2", "DeleteSubnet", "{\"SubnetId\": \"%s\"}".formatted(subnet));
        aws.call("ec2", "DetachInternetGateway", both);
        aws.call("ec2", "DeleteInternetGateway", "{\"InternetGatewayId\": \"%s\"}".formatted(gateway));
        aws.call("ec2", "DeleteVpc", "{\"VpcId\": \"%s\"}".formatted(vpc));
        assertThat(aws.call("ec2", "DescribeVpcs", "{}").at("/Vpcs")).hasSize(1);
    }

    private static void routes(Clients aws, String vpc, String subnet, String gateway) {
        String table = aws.text("ec2", "CreateRouteTable", "{\"VpcId\": \"%s\"}".formatted(vpc),
                "/RouteTable/RouteTableId");
        String route = """
                {"RouteTableId": "%s", "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "%s"}""".formatted(table,
                gateway);
        aws.call("ec2", "CreateRoute", route);
        aws.call("ec2", "ReplaceRoute", route);
        String association = aws.text("ec2", "AssociateRouteTable",
                "{\"RouteTableId\": \"%s\", \"SubnetId\": \"%s\"}".formatted(table, subnet), "/AssociationId");
        String other = aws.text("ec2", "CreateRouteTable", "{\"VpcId\": \"%s\"}".formatted(vpc),
                "/RouteTable/RouteTableId");
        association = aws.text("ec2", "ReplaceRouteTableAssociation",
                "{\"AssociationId\": \"%s\", \"RouteTableId\": \"%s\"}".formatted(association, other),
                "/NewAssociationId");
        assertThat(aws.refused("ec2", "DeleteRouteTable", "{\"RouteTableId\": \"%s\"}".formatted(other)))
            .contains("DependencyViolation");
        aws.call("ec2", "DisassociateRouteTable", "{\"AssociationId\": \"%s\"}".formatted(association));
        aws.call("ec2", "DeleteRoute", """
                {"RouteTableId": "%s", "DestinationCidrBlock": "0.0.0.0/0"}""".formatted(table));
        aws.call("ec2", "DeleteRouteTable", "{\"RouteTableId\": \"%s\"}".formatted(table));
        aws.call("ec2", "DeleteRouteTable", "{\"RouteTableId\": \"%s\"}".formatted(other));
    }

}

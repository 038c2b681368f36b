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
        rules(aws, group);
        tags(aws, vpc);
        wayOut(aws, subnet, vpc);
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

    private static void rules(Clients aws, String group) {
        String port = """
                {"GroupId": "%s", "IpPermissions": [{"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80,
                 "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]}""".formatted(group);
        String rule = aws.text("ec2", "AuthorizeSecurityGroupIngress", port,
                "/SecurityGroupRules/0/SecurityGroupRuleId");
        assertThat(aws.refused("ec2", "AuthorizeSecurityGroupIngress", port)).contains("InvalidPermission.Duplicate");
        aws.call("ec2", "ModifySecurityGroupRules", """
                {"GroupId": "%s", "SecurityGroupRules": [{"SecurityGroupRuleId": "%s", "SecurityGroupRule":
                 {"IpProtocol": "tcp", "FromPort": 81, "ToPort": 81, "CidrIpv4": "0.0.0.0/0"}}]}""".formatted(group,
                rule));
        assertThat(aws.text("ec2", "DescribeSecurityGroupRules", "{\"SecurityGroupRuleIds\": [\"%s\"]}".formatted(rule),
                "/SecurityGroupRules/0/FromPort"))
            .isEqualTo("81");
        aws.call("ec2", "RevokeSecurityGroupIngress",
                "{\"GroupId\": \"%s\", \"SecurityGroupRuleIds\": [\"%s\"]}".formatted(group, rule));
        String out = port.replace("Port\": 80", "Port\": 443");
        aws.call("ec2", "AuthorizeSecurityGroupEgress", out);
        aws.call("ec2", "RevokeSecurityGroupEgress", out);
    }

    private static void tags(Clients aws, String vpc) {
        String tag = "{\"Resources\": [\"%s\"], \"Tags\": [{\"Key\": \"team\", \"Value\": \"blue\"}]}".formatted(vpc);
        aws.call("ec2", "CreateTags", tag);
        assertThat(aws.text("ec2", "DescribeTags", """
                {"Filters": [{"Name": "tag:team", "Values": ["b*"]}]}""", "/Tags/0/ResourceType")).isEqualTo("vpc");
        aws.call("ec2", "DeleteTags", tag);
        assertThat(aws.call("ec2", "DescribeTags", "{}").at("/Tags")).isEmpty();
    }

    private static void wayOut(Clients aws, String subnet, String vpc) {
        String address = aws.text("ec2", "AllocateAddress", "{\"Domain\": \"vpc\"}", "/AllocationId");
        String allocation = "{\"AllocationId\": \"%s\"}".formatted(address);
        String eni = aws.text("ec2", "CreateNetworkInterface", "{\"SubnetId\": \"%s\"}".formatted(subnet),
                "/NetworkInterface/NetworkInterfaceId");
        String association = aws.text("ec2", "AssociateAddress",
                "{\"AllocationId\": \"%s\", \"NetworkInterfaceId\": \"%s\"}".formatted(address, eni), "/AssociationId");
        assertThat(aws.text("ec2", "DescribeAddresses", "{}", "/Addresses/0/NetworkInterfaceId")).isEqualTo(eni);
        aws.call("ec2", "DisassociateAddress", "{\"AssociationId\": \"%s\"}".formatted(association));
        aws.call("ec2", "DeleteNetworkInterface", "{\"NetworkInterfaceId\": \"%s\"}".formatted(eni));
        String nat = aws.text("ec2", "CreateNatGateway",
                "{\"SubnetId\": \"%s\", \"AllocationId\": \"%s\"}".formatted(subnet, address),
                "/NatGateway/NatGatewayId");
        assertThat(aws.text("ec2", "DescribeNatGateways", "{\"NatGatewayIds\": [\"%s\"]}".formatted(nat),
                "/NatGateways/0/State"))
            .isEqualTo("available");
        assertThat(aws.refused("ec2", "ReleaseAddress", allocation)).contains("InvalidIPAddress.InUse");
        aws.call("ec2", "DeleteNatGateway", "{\"NatGatewayId\": \"%s\"}".formatted(nat));
        aws.call("ec2", "ReleaseAddress", allocation);
        String endpoint = aws.text("ec2", "CreateVpcEndpoint",
                "{\"VpcId\": \"%s\", \"ServiceName\": \"com.amazonaws.us-east-1.s3\"}".formatted(vpc),
                "/VpcEndpoint/VpcEndpointId");
        assertThat(aws.call("ec2", "DescribeVpcEndpoints", "{}").at("/VpcEndpoints")).hasSize(1);
        aws.call("ec2", "DeleteVpcEndpoints", "{\"VpcEndpointIds\": [\"%s\"]}".formatted(endpoint));
        assertThat(aws.call("ec2", "DescribeNetworkAcls", "{}").at("/NetworkAcls")).hasSize(2);
        assertThat(aws.call("ec2", "DescribeDhcpOptions", "{}").at("/DhcpOptions")).hasSize(1);
        assertThat(aws.call("ec2", "DescribeAccountAttributes", """
                {"AttributeNames": ["default-vpc"]}""").at("/AccountAttributes")).hasSize(1);
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

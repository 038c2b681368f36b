package dev.shipshape.localaws.ec2.network;

import java.util.List;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Networks of one's own, by the EC2 API reference and its list of error codes. */
class NetworksTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private Ec2Client ec2;

    @BeforeEach
    void connect() {
        this.ec2 = aws.client(Ec2Client.builder());
    }

    @Test
    void aVpcComesWithAMainRouteTableAndADefaultGroupAndTakesThemAlong() {
        String vpc = vpc("10.0.0.0/16");
        assertThat(this.ec2.describeRouteTables((request) -> request.filters(filter("vpc-id", vpc))).routeTables())
            .singleElement()
            .extracting((table) -> table.associations().get(0).main())
            .isEqualTo(true);
        assertThat(
                this.ec2.describeSecurityGroups((request) -> request.filters(filter("vpc-id", vpc))).securityGroups())
            .extracting(SecurityGroup::groupName)
            .containsExactly("default");
        this.ec2.deleteVpc((request) -> request.vpcId(vpc));
        assertRefused("InvalidVpcID.NotFound", () -> this.ec2.describeVpcs((request) -> request.vpcIds(vpc)));
        assertThat(this.ec2.describeRouteTables((request) -> request.filters(filter("vpc-id", vpc))).routeTables())
            .isEmpty();
    }

    @Test
    @DisplayName("CreateVpc, CreateSubnet: InvalidVpc.Range, InvalidSubnet.Range, InvalidSubnet.Conflict")
    void rangesAreChecked() {
        assertRefused("InvalidVpc.Range", () -> vpc("10.0.0.0/8"));
        assertRefused("InvalidParameterValue", () -> vpc("ten"));
        assertRefused("MissingParameter", () -> this.ec2.createVpc((request) -> {
        }));
        String vpc = vpc("10.0.0.0/16");
        assertRefused("InvalidSubnet.Range", () -> subnet(vpc, "10.1.0.0/24"));
        subnet(vpc, "10.0.1.0/24");
        assertRefused("InvalidSubnet.Conflict", () -> subnet(vpc, "10.0.0.0/20"));
        assertRefused("InvalidParameterValue", () -> this.ec2
            .createSubnet((request) -> request.vpcId(vpc).cidrBlock("10.0.9.0/24").availabilityZone("us-east-1z")));
        assertThat(this.ec2.describeSubnets((request) -> request.filters(filter("vpc-id", vpc))).subnets())
            .extracting(Subnet::availableIpAddressCount)
            .containsExactly(251);
    }

    @Test
    @DisplayName("DeleteVpc and DeleteSubnet: DependencyViolation until what lies in them is gone")
    void whatIsNeededIsNotDeleted() {
        String vpc = vpc("10.0.0.0/16");
        String subnet = subnet(vpc, "10.0.1.0/24");
        assertRefused("DependencyViolation", () -> this.ec2.deleteVpc((request) -> request.vpcId(vpc)));
        String instance = this.ec2
            .runInstances((request) -> request.imageId("ami-12c6146b").minCount(1).maxCount(1).subnetId(subnet))
            .instances()
            .get(0)
            .instanceId();
        assertRefused("DependencyViolation", () -> this.ec2.deleteSubnet((request) -> request.subnetId(subnet)));
        this.ec2.terminateInstances((request) -> request.instanceIds(instance));
        this.ec2.deleteSubnet((request) -> request.subnetId(subnet));
        this.ec2.deleteVpc((request) -> request.vpcId(vpc));
    }

    @Test
    void aGatewayIsAttachedToOneVpcAtMost() {
        String vpc = vpc("10.0.0.0/16");
        String gateway = gateway();
        this.ec2.attachInternetGateway((request) -> request.internetGatewayId(gateway).vpcId(vpc));
        assertRefused("Resource.AlreadyAssociated",
                () -> this.ec2.attachInternetGateway((request) -> request.internetGatewayId(gateway).vpcId(vpc)));
        String other = gateway();
        assertRefused("InvalidParameterValue",
                () -> this.ec2.attachInternetGateway((request) -> request.internetGatewayId(other).vpcId(vpc)));
        assertRefused("DependencyViolation",
                () -> this.ec2.deleteInternetGateway((request) -> request.internetGatewayId(gateway)));
        this.ec2.detachInternetGateway((request) -> request.internetGatewayId(gateway).vpcId(vpc));
        assertRefused("Gateway.NotAttached",
                () -> this.ec2.detachInternetGateway((request) -> request.internetGatewayId(gateway).vpcId(vpc)));
        this.ec2.deleteInternetGateway((request) -> request.internetGatewayId(gateway));
    }

    @Test
    void routesAreMadeOnceAndTheLocalOneStays() {
        String vpc = vpc("10.0.0.0/16");
        String gateway = gateway();
        RouteTable table = this.ec2.createRouteTable((request) -> request.vpcId(vpc)).routeTable();
        this.ec2.createRoute((request) -> request.routeTableId(table.routeTableId())
            .destinationCidrBlock("0.0.0.0/0")
            .gatewayId(gateway));
        String other = gateway();
        assertRefused("RouteAlreadyExists",
                () -> this.ec2.createRoute((request) -> request.routeTableId(table.routeTableId())
                    .destinationCidrBlock("0.0.0.0/0")
                    .gatewayId(other)));
        assertRefused("InvalidParameterValue", () -> this.ec2
            .deleteRoute((request) -> request.routeTableId(table.routeTableId()).destinationCidrBlock("10.0.0.0/16")));
        assertRefused("InvalidRoute.NotFound", () -> this.ec2
            .deleteRoute((request) -> request.routeTableId(table.routeTableId()).destinationCidrBlock("1.2.3.0/24")));
        assertRefused("InvalidInternetGatewayID.NotFound",
                () -> this.ec2.createRoute((request) -> request.routeTableId(table.routeTableId())
                    .destinationCidrBlock("9.0.0.0/8")
                    .gatewayId("igw-0123456789abcdef0")));
    }

    @Test
    @DisplayName("Security groups: rules are told apart, and a group that another names is not deleted")
    void groupsAndTheirRules() {
        String vpc = vpc("10.0.0.0/16");
        String web = group(vpc, "web");
        assertRefused("InvalidGroup.Duplicate", () -> group(vpc, "web"));
        String database = group(vpc, "database");
        IpPermission fromWeb = IpPermission.builder()
            .ipProtocol("tcp")
            .fromPort(5432)
            .toPort(5432)
            .userIdGroupPairs(UserIdGroupPair.builder().groupId(web).description("the web").build())
            .build();
        this.ec2.authorizeSecurityGroupIngress((request) -> request.groupId(database).ipPermissions(fromWeb));
        SecurityGroup seen = this.ec2
            .describeSecurityGroups((request) -> request.filters(filter("ip-permission.group-id", web)))
            .securityGroups()
            .get(0);
        assertThat(seen.groupId()).isEqualTo(database);
        assertThat(seen.ipPermissions().get(0).userIdGroupPairs().get(0).description()).isEqualTo("the web");
        assertRefused("DependencyViolation", () -> this.ec2.deleteSecurityGroup((request) -> request.groupId(web)));
        this.ec2.revokeSecurityGroupIngress((request) -> request.groupId(database).ipPermissions(fromWeb));
        assertRefused("InvalidPermission.NotFound", () -> this.ec2
            .revokeSecurityGroupIngress((request) -> request.groupId(database).ipPermissions(fromWeb)));
        this.ec2.deleteSecurityGroup((request) -> request.groupId(web));
        String main = this.ec2.describeSecurityGroups()
            .securityGroups()
            .stream()
            .filter((group) -> group.groupName().equals("default"))
            .findFirst()
            .orElseThrow()
            .groupId();
        assertRefused("CannotDelete", () -> this.ec2.deleteSecurityGroup((request) -> request.groupId(main)));
    }

    @Test
    void wrongRulesAreRefused() {
        String group = group(vpc("10.0.0.0/16"), "web");
        for (IpPermission wrong : List.of(permission("tcp", 80, null, "0.0.0.0/0"),
                permission("tcp", 90, 80, "0.0.0.0/0"), permission("tcp", 80, 70000, "0.0.0.0/0"),
                permission("tcp", 80, 80, "everyone"), permission("carrier-pigeon", 80, 80, "0.0.0.0/0"))) {
            assertRefused("InvalidParameterValue", () -> this.ec2
                .authorizeSecurityGroupIngress((request) -> request.groupId(group).ipPermissions(wrong)));
        }
    }

    @Test
    void tagsAreOnEverythingWithAnId() {
        String vpc = vpc("10.0.0.0/16");
        Tag tag = Tag.builder().key("team").value("blue").build();
        this.ec2.createTags((request) -> request.resources(vpc).tags(tag));
        assertThat(this.ec2.describeVpcs((request) -> request.filters(filter("tag:team", "blue"))).vpcs())
            .singleElement()
            .satisfies((one) -> assertThat(one.tags()).containsExactly(tag));
        assertRefused("InvalidVpcID.NotFound",
                () -> this.ec2.createTags((request) -> request.resources("vpc-0123456789abcdef0").tags(tag)));
        assertRefused("InvalidID", () -> this.ec2.createTags((request) -> request.resources("blue").tags(tag)));
        assertRefused("InvalidParameterValue", () -> this.ec2
            .createTags((request) -> request.resources(vpc).tags(Tag.builder().key("aws:x").value("y").build())));
        assertThat(this.ec2.describeTags((request) -> request.filters(filter("resource-id", vpc))).tags()).hasSize(1);
        this.ec2.deleteTags((request) -> request.resources(vpc));
        assertThat(this.ec2.describeTags().tags()).isEmpty();
    }

    @Test
    void networksAreThereAfterARestart() {
        String vpc = vpc("10.0.0.0/16");
        aws.restart();
        this.ec2 = aws.client(Ec2Client.builder());
        assertThat(this.ec2.describeVpcs((request) -> request.vpcIds(vpc)).vpcs()).hasSize(1);
    }

    private String vpc(String cidr) {
        return this.ec2.createVpc((request) -> request.cidrBlock(cidr)).vpc().vpcId();
    }

    private String subnet(String vpc, String cidr) {
        return this.ec2.createSubnet((request) -> request.vpcId(vpc).cidrBlock(cidr)).subnet().subnetId();
    }

    private String gateway() {
        return this.ec2.createInternetGateway().internetGateway().internetGatewayId();
    }

    private String group(String vpc, String name) {
        return this.ec2.createSecurityGroup((request) -> request.vpcId(vpc).groupName(name).description(name))
            .groupId();
    }

    private static IpPermission permission(String protocol, int from, @org.jspecify.annotations.Nullable Integer to,
            String cidr) {
        return IpPermission.builder()
            .ipProtocol(protocol)
            .fromPort(from)
            .toPort(to)
            .ipRanges(IpRange.builder().cidrIp(cidr).build())
            .build();
    }

    private static void assertRefused(String code, Runnable call) {
        assertThatExceptionOfType(Ec2Exception.class).as(code)
            .isThrownBy(call::run)
            .satisfies((ex) -> assertThat(ex.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

}

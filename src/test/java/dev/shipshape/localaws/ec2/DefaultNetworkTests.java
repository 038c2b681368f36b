package dev.shipshape.localaws.ec2;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The network that is there from the start, and what tasks do in it. */
class DefaultNetworkTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private Ec2Client ec2;

    @BeforeEach
    void connect() {
        this.ec2 = aws.client(Ec2Client.builder());
    }

    @Test
    void thereIsADefaultVpcWithASubnetInEachOfThreeZones() {
        Vpc vpc = this.ec2.describeVpcs((request) -> request.filters(filter("is-default", "true"))).vpcs().get(0);
        assertThat(vpc.vpcId()).startsWith("vpc-0").hasSize(21);
        assertThat(vpc.cidrBlock()).isEqualTo("172.31.0.0/16");
        List<Subnet> subnets = this.ec2.describeSubnets((request) -> request.filters(filter("vpc-id", vpc.vpcId())))
            .subnets();
        assertThat(subnets).extracting(Subnet::availabilityZone)
            .containsExactlyInAnyOrder("us-east-1a", "us-east-1b", "us-east-1c");
        assertThat(subnets).extracting(Subnet::availabilityZoneId).contains("use1-az1");
        assertThat(subnets).allMatch(Subnet::mapPublicIpOnLaunch)
            .extracting(Subnet::availableIpAddressCount)
            .containsOnly(4091);
    }

    @Test
    void idsAreTheSameAfterAResetAndOthersInAnotherRegion() {
        String before = this.ec2.describeVpcs().vpcs().get(0).vpcId();
        aws.reset();
        assertThat(this.ec2.describeVpcs().vpcs().get(0).vpcId()).isEqualTo(before);
        Ec2Client london = Ec2Client.builder()
            .endpointOverride(java.net.URI.create(aws.url()))
            .region(Region.EU_WEST_2)
            .credentialsProvider(this.ec2.serviceClientConfiguration().credentialsProvider())
            .build();
        try (london) {
            assertThat(london.describeVpcs().vpcs().get(0).vpcId()).isNotEqualTo(before);
            assertThat(london.describeAvailabilityZones().availabilityZones()).extracting(AvailabilityZone::zoneName)
                .contains("eu-west-2a");
        }
    }

    @Test
    void theDefaultSecurityGroupLetsAllOutAndOnlyItselfIn() {
        SecurityGroup group = this.ec2.describeSecurityGroups((request) -> request.groupNames("default"))
            .securityGroups()
            .get(0);
        assertThat(group.ipPermissions().get(0).userIdGroupPairs().get(0).groupId()).isEqualTo(group.groupId());
        assertThat(group.ipPermissionsEgress().get(0).ipRanges().get(0).cidrIp()).isEqualTo("0.0.0.0/0");
    }

    @Test
    void theWayOutIsAnInternetGateway() {
        String gateway = this.ec2.describeInternetGateways().internetGateways().get(0).internetGatewayId();
        assertThat(this.ec2.describeRouteTables((request) -> request.filters(filter("association.main", "true")))
            .routeTables()
            .get(0)
            .routes()).extracting(Route::gatewayId).containsExactly("local", gateway);
    }

    @Test
    void regionsCanBeListedAndChosen() {
        assertThat(this.ec2.describeRegions().regions()).hasSizeGreaterThan(20);
        assertThat(this.ec2.describeRegions((request) -> request.regionNames("eu-west-2")).regions()).hasSize(1);
    }

    @Test
    void whatIsNotThereIsRefusedWithItsOwnCode() {
        assertRefused("InvalidSubnetID.NotFound",
                () -> this.ec2.describeSubnets((request) -> request.subnetIds("subnet-0123456789abcdef0")));
        assertRefused("InvalidVpcID.NotFound",
                () -> this.ec2.describeVpcs((request) -> request.vpcIds("vpc-0123456789abcdef0")));
        assertRefused("InvalidGroup.NotFound",
                () -> this.ec2.describeSecurityGroups((request) -> request.groupIds("sg-0123456789abcdef0")));
        assertRefused("InvalidGroup.NotFound",
                () -> this.ec2.describeSecurityGroups((request) -> request.groupNames("other")));
        assertRefused("InvalidSubnetID.Malformed",
                () -> this.ec2.describeSubnets((request) -> request.subnetIds("default")));
        assertRefused("InvalidNetworkInterfaceID.NotFound", () -> this.ec2
            .describeNetworkInterfaces((request) -> request.networkInterfaceIds("eni-0123456789abcdef0")));
    }

    @Test
    void wrongFiltersAndPagesAreRefused() {
        assertRefused("InvalidParameterValue",
                () -> this.ec2.describeVpcs((request) -> request.filters(filter("colour", "blue"))));
        assertRefused("InvalidParameterValue", () -> this.ec2.describeSubnets((request) -> request.maxResults(2)));
        assertRefused("InvalidNextToken",
                () -> this.ec2.describeSubnets((request) -> request.maxResults(5).nextToken("!!")));
        String vpc = this.ec2.describeVpcs().vpcs().get(0).vpcId();
        assertRefused("InvalidParameterCombination",
                () -> this.ec2.describeVpcs((request) -> request.vpcIds(vpc).maxResults(5)));
        assertThat(this.ec2.describeVpcs((request) -> request.filters(filter("tag:team", "blue"))).vpcs()).isEmpty();
        assertThat(this.ec2.describeSubnets((request) -> request.filters(filter("availability-zone", "us-*-1?")))
            .subnets()).hasSize(3);
    }

    @Test
    @DisplayName("Task networking for Fargate: each task has an interface, seen in EC2 until the task has stopped")
    void theInterfaceOfATaskIsSeenUntilItsEnd() {
        EcsClient ecs = aws.ecs();
        ecs.createCluster((request) -> request.clusterName("demo"));
        ecs.registerTaskDefinition((request) -> request.family("web")
            .requiresCompatibilities(Compatibility.FARGATE)
            .networkMode(NetworkMode.AWSVPC)
            .cpu("256")
            .memory("512")
            .containerDefinitions(ContainerDefinition.builder().name("web").image("nginx:1").build()));
        SecurityGroup group = this.ec2.describeSecurityGroups().securityGroups().get(0);
        String subnet = aws.subnet();
        String task = ecs.runTask((request) -> request.cluster("demo")
            .taskDefinition("web")
            .launchType(LaunchType.FARGATE)
            .networkConfiguration((network) -> network.awsvpcConfiguration((awsvpc) -> awsvpc.subnets(subnet)
                .securityGroups(group.groupId())
                .assignPublicIp(AssignPublicIp.ENABLED))))
            .tasks()
            .get(0)
            .taskArn();
        ecs.waiter().waitUntilTasksRunning((request) -> request.cluster("demo").tasks(task));
        Map<String, String> details = ecs.describeTasks((request) -> request.cluster("demo").tasks(task))
            .tasks()
            .get(0)
            .attachments()
            .get(0)
            .details()
            .stream()
            .collect(Collectors.toMap(KeyValuePair::name, KeyValuePair::value));
        String id = details.get("networkInterfaceId");
        NetworkInterface eni = this.ec2.describeNetworkInterfaces((request) -> request.networkInterfaceIds(id))
            .networkInterfaces()
            .get(0);
        assertThat(eni.privateIpAddress()).isEqualTo(details.get("privateIPv4Address")).startsWith("172.31.");
        assertThat(eni.macAddress()).isEqualTo(details.get("macAddress"));
        assertThat(eni.subnetId()).isEqualTo(subnet);
        assertThat(eni.vpcId()).isEqualTo(group.vpcId());
        assertThat(eni.groups()).extracting(GroupIdentifier::groupId).containsExactly(group.groupId());
        assertThat(eni.association().publicIp()).isNotBlank();
        for (Filter filter : List.of(filter("association.public-ip", eni.association().publicIp()),
                filter("group-id", group.groupId()), filter("subnet-id", subnet))) {
            assertThat(this.ec2.describeNetworkInterfaces((request) -> request.filters(filter)).networkInterfaces())
                .as(filter.name())
                .extracting(NetworkInterface::networkInterfaceId)
                .containsExactly(id);
        }
        assertThat(aws.client(Ec2Client.builder(), Region.EU_WEST_2).describeNetworkInterfaces().networkInterfaces())
            .isEmpty();
        ecs.stopTask((request) -> request.cluster("demo").task(task));
        ecs.waiter().waitUntilTasksStopped((request) -> request.cluster("demo").tasks(task));
        assertRefused("InvalidNetworkInterfaceID.NotFound",
                () -> this.ec2.describeNetworkInterfaces((request) -> request.networkInterfaceIds(id)));
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

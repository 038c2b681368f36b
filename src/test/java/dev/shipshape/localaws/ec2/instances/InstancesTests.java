package dev.shipshape.localaws.ec2.instances;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.TestClock;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.KeyType;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.Volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Instances, by the EC2 API reference and the user guide's "Instance lifecycle". */
class InstancesTests {

    private static final String IMAGE = "ami-12c6146b";

    private static final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.REALISTIC, clock);

    private Ec2Client ec2;

    @BeforeEach
    void connect() {
        this.ec2 = aws.client(Ec2Client.builder());
    }

    @Test
    @DisplayName("RunInstances: pending, then running with addresses and an interface in the subnet")
    void anInstanceIsPendingAndThenRunning() {
        RunInstancesResponse launched = run((request) -> request.instanceType("t3.micro"));
        Instance pending = launched.instances().get(0);
        assertThat(pending.state().name()).isEqualTo(InstanceStateName.PENDING);
        assertThat(pending.privateIpAddress()).startsWith("172.31.");
        assertThat(launched.reservationId()).matches("r-[0-9a-f]{17}");
        clock.advance(Duration.ofSeconds(11));
        Instance running = instance(pending.instanceId());
        assertThat(running.state().code()).isEqualTo(16);
        assertThat(running.publicIpAddress()).isNotNull();
        assertThat(running.architectureAsString()).isEqualTo("x86_64");
        NetworkInterface eni = this.ec2
            .describeNetworkInterfaces(
                    (request) -> request.filters(filter("attachment.instance-id", running.instanceId())))
            .networkInterfaces()
            .get(0);
        assertThat(eni.privateIpAddress()).isEqualTo(running.privateIpAddress());
        assertThat(eni.association().publicIp()).isEqualTo(running.publicIpAddress());
        assertThat(this.ec2.describeInstanceStatus().instanceStatuses().get(0).instanceStatus().statusAsString())
            .isEqualTo("ok");
    }

    @Test
    void aTerminatedInstanceIsSeenForAnHourAndLeavesNothing() {
        String id = run((request) -> {
        }).instances().get(0).instanceId();
        clock.advance(Duration.ofSeconds(11));
        assertThat(this.ec2.terminateInstances((request) -> request.instanceIds(id))
            .terminatingInstances()
            .get(0)
            .currentState()
            .nameAsString()).isEqualTo("shutting-down");
        clock.advance(Duration.ofSeconds(11));
        Instance gone = instance(id);
        assertThat(gone.state().nameAsString()).isEqualTo("terminated");
        assertThat(gone.privateIpAddress()).isNull();
        assertThat(this.ec2.describeNetworkInterfaces().networkInterfaces()).isEmpty();
        assertThat(this.ec2.describeVolumes().volumes()).isEmpty();
        clock.advance(Duration.ofMinutes(61));
        assertRefused("InvalidInstanceID.NotFound",
                () -> this.ec2.describeInstances((request) -> request.instanceIds(id)));
    }

    @Test
    @DisplayName("Elastic IP addresses: terminating an instance disassociates its address, which can be released then")
    void aTerminatedInstanceFreesItsElasticAddress() {
        String id = run((request) -> {
        }).instances().get(0).instanceId();
        clock.advance(Duration.ofSeconds(11));
        String allocation = this.ec2.allocateAddress().allocationId();
        this.ec2.associateAddress((request) -> request.allocationId(allocation).instanceId(id));
        assertThat(this.ec2.describeAddresses().addresses().get(0).instanceId()).isEqualTo(id);
        assertRefused("InvalidIPAddress.InUse",
                () -> this.ec2.releaseAddress((request) -> request.allocationId(allocation)));
        this.ec2.terminateInstances((request) -> request.instanceIds(id));
        clock.advance(Duration.ofSeconds(11));
        assertThat(this.ec2.describeAddresses().addresses()).singleElement().satisfies((address) -> {
            assertThat(address.allocationId()).isEqualTo(allocation);
            assertThat(address.associationId()).isNull();
            assertThat(address.instanceId()).isNull();
            assertThat(address.networkInterfaceId()).isNull();
        });
        this.ec2.releaseAddress((request) -> request.allocationId(allocation));
        assertThat(this.ec2.describeAddresses().addresses()).isEmpty();
    }

    @Test
    void aStoppedInstanceKeepsItsPrivateAddressAndLosesThePublicOne() {
        Instance first = run((request) -> {
        }).instances().get(0);
        clock.advance(Duration.ofSeconds(11));
        this.ec2.stopInstances((request) -> request.instanceIds(first.instanceId()));
        assertRefused("IncorrectInstanceState",
                () -> this.ec2.startInstances((request) -> request.instanceIds(first.instanceId())));
        clock.advance(Duration.ofSeconds(11));
        Instance stopped = instance(first.instanceId());
        assertThat(stopped.state().code()).isEqualTo(80);
        assertThat(stopped.publicIpAddress()).isNull();
        assertThat(stopped.privateIpAddress()).isEqualTo(first.privateIpAddress());
        assertThat(stopped.stateTransitionReason()).startsWith("User initiated (2026-11-23");
        this.ec2.startInstances((request) -> request.instanceIds(first.instanceId()));
        clock.advance(Duration.ofSeconds(11));
        assertThat(instance(first.instanceId()).publicIpAddress()).isNotNull();
        assertThat(this.ec2.rebootInstances((request) -> request.instanceIds(first.instanceId()))
            .sdkHttpResponse()
            .isSuccessful()).isTrue();
    }

    @Test
    @DisplayName("RunInstances: a client token launches once and is refused for other parameters")
    void aClientTokenLaunchesOnce() {
        String first = run((request) -> request.clientToken("once")).instances().get(0).instanceId();
        assertThat(run((request) -> request.clientToken("once")).instances().get(0).instanceId()).isEqualTo(first);
        assertRefused("IdempotentParameterMismatch",
                () -> run((request) -> request.clientToken("once").instanceType("t3.large")));
    }

    @Test
    void userDataTagsAndTypeAreKept() {
        String script = Base64.getEncoder()
            .encodeToString(
                    "#!/bin/bash\necho ECS_CLUSTER=demo >> /etc/ecs/ecs.config".getBytes(StandardCharsets.UTF_8));
        Instance one = run((request) -> request.userData(script)
            .instanceType("c5.large")
            .tagSpecifications(TagSpecification.builder()
                .resourceType("instance")
                .tags(Tag.builder().key("team").value("blue").build())
                .build()))
            .instances()
            .get(0);
        assertThat(one.tags().get(0).value()).isEqualTo("blue");
        assertThat(this.ec2
            .describeInstanceAttribute(
                    (request) -> request.instanceId(one.instanceId()).attribute(InstanceAttributeName.USER_DATA))
            .userData()
            .value()).isEqualTo(script);
        assertThat(this.ec2.describeInstances((request) -> request.filters(filter("tag:team", "bl*"))).reservations())
            .hasSize(1);
        assertThat(this.ec2.describeInstances((request) -> request.filters(filter("instance-type", "t3.*")))
            .reservations()).isEmpty();
        assertThat(this.ec2
            .describeVolumes((request) -> request.filters(filter("attachment.instance-id", one.instanceId())))
            .volumes()).extracting(Volume::stateAsString).containsExactly("in-use");
        assertThat(this.ec2.describeInstanceTypes((request) -> request.instanceTypesWithStrings("c5.large"))
            .instanceTypes()
            .get(0)
            .memoryInfo()
            .sizeInMiB()).isEqualTo(4096);
    }

    @Test
    void manyAreLaunchedInOneReservationAndPaged() {
        RunInstancesResponse launched = run((request) -> request.minCount(1).maxCount(7));
        assertThat(launched.instances()).extracting(Instance::amiLaunchIndex).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(this.ec2.describeInstancesPaginator((request) -> request.maxResults(5))
            .reservations()
            .stream()
            .flatMap((reservation) -> reservation.instances().stream())).hasSize(7);
    }

    @Test
    void wrongLaunchesAreRefusedAsEc2RefusesThem() {
        assertRefused("InvalidAMIID.Malformed", () -> run((request) -> request.imageId("ubuntu")));
        assertRefused("MissingParameter", () -> run((request) -> request.imageId(null)));
        assertRefused("InvalidParameterValue", () -> run((request) -> request.instanceType("t3.gigantic")));
        assertRefused("InvalidSubnetID.NotFound", () -> run((request) -> request.subnetId("subnet-0123456789abcdef0")));
        assertRefused("InvalidGroup.NotFound",
                () -> run((request) -> request.securityGroupIds("sg-0123456789abcdef0")));
        assertRefused("InvalidKeyPair.NotFound", () -> run((request) -> request.keyName("mine")));
        assertRefused("InvalidParameterValue",
                () -> run((request) -> request.iamInstanceProfile((profile) -> profile.name("none"))));
        assertRefused("InvalidParameterCombination", () -> run((request) -> request.minCount(2).maxCount(1)));
        assertRefused("MissingParameter", () -> run((request) -> request.minCount(null)));
        assertRefused("InvalidParameterCombination", () -> run((request) -> request.subnetId("subnet-1")
            .networkInterfaces(InstanceNetworkInterfaceSpecification.builder().deviceIndex(0).build())));
        assertRefused("InvalidInstanceID.Malformed",
                () -> this.ec2.terminateInstances((request) -> request.instanceIds("web")));
        assertThat(this.ec2.describeInstances().reservations()).isEmpty();
    }

    @Test
    @DisplayName("DryRun answers DryRunOperation with 412 and does nothing")
    void aDryRunChecksAndDoesNothing() {
        assertRefused("DryRunOperation", () -> run((request) -> request.dryRun(true)));
        assertRefused("InvalidAMIID.Malformed", () -> run((request) -> request.dryRun(true).imageId("x")));
        assertThat(this.ec2.describeInstances().reservations()).isEmpty();
    }

    @Test
    void aProtectedInstanceIsNotTerminated() {
        String id = run((request) -> request.disableApiTermination(true)).instances().get(0).instanceId();
        assertRefused("OperationNotPermitted", () -> this.ec2.terminateInstances((request) -> request.instanceIds(id)));
        this.ec2.modifyInstanceAttribute(
                (request) -> request.instanceId(id).disableApiTermination((value) -> value.value(false)));
        this.ec2.terminateInstances((request) -> request.instanceIds(id));
    }

    @Test
    void imagesForEcsAreListedInEachRegion() {
        assertThat(this.ec2
            .describeImages(
                    (request) -> request.owners("amazon").filters(filter("name", "al2023-ami-ecs-hvm-*-x86_64")))
            .images()).hasSize(1);
        assertThat(this.ec2.describeImages((request) -> request.imageIds("ami-0123456789abcdef0"))
            .images()
            .get(0)
            .rootDeviceName()).isEqualTo("/dev/xvda");
    }

    @Test
    void keysAreMadeTakenAndDeleted() {
        assertThat(this.ec2.createKeyPair((request) -> request.keyName("mine")).keyMaterial()).startsWith("-----BEGIN");
        assertRefused("InvalidKeyPair.Duplicate", () -> this.ec2.createKeyPair((request) -> request.keyName("mine")));
        assertThat(run((request) -> request.keyName("mine")).instances().get(0).keyName()).isEqualTo("mine");
        this.ec2.deleteKeyPair((request) -> request.keyName("mine"));
        assertThat(this.ec2.describeKeyPairs().keyPairs()).isEmpty();
    }

    @Test
    @DisplayName("CreateKeyPair: RSA in PKCS #1, ED25519 in OpenSSH's format, no other type")
    void keysAreOfTheTypeThatWasAskedFor() {
        assertThat(this.ec2.createKeyPair((request) -> request.keyName("old")).keyMaterial())
            .startsWith("-----BEGIN RSA PRIVATE KEY-----\nMII");
        CreateKeyPairResponse key = this.ec2
            .createKeyPair((request) -> request.keyName("new").keyType(KeyType.ED25519));
        assertThat(key.keyFingerprint()).hasSize(44);
        List<String> lines = key.keyMaterial().lines().toList();
        assertThat(lines.get(0)).isEqualTo("-----BEGIN OPENSSH PRIVATE KEY-----");
        byte[] file = Base64.getDecoder().decode(String.join("", lines.subList(1, lines.size() - 1)));
        assertThat(new String(file, StandardCharsets.ISO_8859_1)).startsWith("openssh-key-v1\0\0\0\0\4none");
        assertThat(this.ec2.describeKeyPairs((request) -> request.keyNames("new")).keyPairs().get(0).keyType())
            .isEqualTo(KeyType.ED25519);
        assertRefused("InvalidParameterValue",
                () -> this.ec2.createKeyPair((request) -> request.keyName("odd").keyType("dsa")));
    }

    @Test
    void instancesAreThereAfterARestart() {
        String id = run((request) -> {
        }).instances().get(0).instanceId();
        aws.restart();
        this.ec2 = aws.client(Ec2Client.builder());
        clock.advance(Duration.ofSeconds(11));
        assertThat(instance(id).state().name()).isEqualTo(InstanceStateName.RUNNING);
    }

    private RunInstancesResponse run(Consumer<RunInstancesRequest.Builder> how) {
        return this.ec2.runInstances((request) -> how.accept(request.imageId(IMAGE).minCount(1).maxCount(1)));
    }

    private Instance instance(String id) {
        return this.ec2.describeInstances((request) -> request.instanceIds(List.of(id)))
            .reservations()
            .get(0)
            .instances()
            .get(0);
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

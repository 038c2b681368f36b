package dev.shipshape.localaws.servicediscovery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.TestClock;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;
import software.amazon.awssdk.services.servicediscovery.model.CreateServiceRequest;
import software.amazon.awssdk.services.servicediscovery.model.DnsRecord;
import software.amazon.awssdk.services.servicediscovery.model.DuplicateRequestException;
import software.amazon.awssdk.services.servicediscovery.model.HealthStatusFilter;
import software.amazon.awssdk.services.servicediscovery.model.HttpInstanceSummary;
import software.amazon.awssdk.services.servicediscovery.model.InstanceNotFoundException;
import software.amazon.awssdk.services.servicediscovery.model.InvalidInputException;
import software.amazon.awssdk.services.servicediscovery.model.NamespaceAlreadyExistsException;
import software.amazon.awssdk.services.servicediscovery.model.NamespaceFilter;
import software.amazon.awssdk.services.servicediscovery.model.NamespaceFilterName;
import software.amazon.awssdk.services.servicediscovery.model.NamespaceNotFoundException;
import software.amazon.awssdk.services.servicediscovery.model.NamespaceSummary;
import software.amazon.awssdk.services.servicediscovery.model.OperationNotFoundException;
import software.amazon.awssdk.services.servicediscovery.model.OperationStatus;
import software.amazon.awssdk.services.servicediscovery.model.OperationTargetType;
import software.amazon.awssdk.services.servicediscovery.model.RecordType;
import software.amazon.awssdk.services.servicediscovery.model.ResourceInUseException;
import software.amazon.awssdk.services.servicediscovery.model.ResourceNotFoundException;
import software.amazon.awssdk.services.servicediscovery.model.Service;
import software.amazon.awssdk.services.servicediscovery.model.ServiceAlreadyExistsException;
import software.amazon.awssdk.services.servicediscovery.model.ServiceFilter;
import software.amazon.awssdk.services.servicediscovery.model.ServiceFilterName;
import software.amazon.awssdk.services.servicediscovery.model.ServiceNotFoundException;
import software.amazon.awssdk.services.servicediscovery.model.ServiceType;
import software.amazon.awssdk.services.servicediscovery.model.Tag;
import software.amazon.awssdk.services.servicediscovery.model.TooManyTagsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Namespaces, services and instances, by the AWS Cloud Map API reference, version
 * 2017-03-14.
 */
class CloudMapTests {

    private static final TestClock clock = new TestClock(Instant.parse("2026-01-05T10:00:00Z"));

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.REALISTIC, clock);

    private ServiceDiscoveryClient map;

    @BeforeEach
    void connect() {
        this.map = client(Region.US_EAST_1);
    }

    private static ServiceDiscoveryClient client(Region region) {
        return aws.client(ServiceDiscoveryClient.builder()
            .overrideConfiguration((configuration) -> configuration
                .putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true)), region);
    }

    @Test
    @DisplayName("CreateHttpNamespace: submitted, pending, done; meanwhile only the same request again is not a duplicate")
    void aNamespaceIsThereWhenItsOperationIsDone() {
        String operation = this.map.createHttpNamespace((request) -> request.name("shop").creatorRequestId("1"))
            .operationId();
        assertThat(status(operation)).isEqualTo(OperationStatus.SUBMITTED);
        assertThat(this.map.createHttpNamespace((request) -> request.name("shop").creatorRequestId("1")).operationId())
            .isEqualTo(operation);
        assertThatExceptionOfType(DuplicateRequestException.class)
            .isThrownBy(() -> this.map.createHttpNamespace((request) -> request.name("shop").creatorRequestId("2")));
        clock.advance(Duration.ofSeconds(2));
        assertThat(status(operation)).isEqualTo(OperationStatus.PENDING);
        assertThat(this.map.listNamespaces().namespaces()).isEmpty();
        aws.restart();
        connect();
        clock.advance(Duration.ofSeconds(3));
        assertThat(status(operation)).isEqualTo(OperationStatus.SUCCESS);
        assertThat(this.map.listNamespaces().namespaces()).singleElement()
            .satisfies((one) -> assertThat(one.arn())
                .isEqualTo("arn:aws:servicediscovery:us-east-1:123456789012:namespace/" + one.id()));
        assertThatExceptionOfType(NamespaceAlreadyExistsException.class)
            .isThrownBy(() -> this.map.createHttpNamespace((request) -> request.name("shop").creatorRequestId("3")));
        assertThat(client(Region.EU_WEST_1).listNamespaces().namespaces()).isEmpty();
        clock.advance(Duration.ofDays(2));
        assertThatExceptionOfType(OperationNotFoundException.class).isThrownBy(() -> status(operation));
    }

    @Test
    @DisplayName("CreatePrivateDnsNamespace: the operation fails where the VPC is not there")
    void aNamespaceWithoutItsVpcFails() {
        String operation = this.map
            .createPrivateDnsNamespace((request) -> request.name("inside").vpc("vpc-0000").creatorRequestId("1"))
            .operationId();
        clock.advance(Duration.ofMinutes(1));
        assertThat(this.map.getOperation((request) -> request.operationId(operation)).operation())
            .satisfies((failed) -> {
                assertThat(failed.status()).isEqualTo(OperationStatus.FAIL);
                assertThat(failed.errorCode()).isEqualTo("CANNOT_CREATE_HOSTED_ZONE");
                assertThat(failed.errorMessage()).contains("vpc-0000");
            });
        assertThat(this.map.listNamespaces().namespaces()).isEmpty();
    }

    @Test
    @DisplayName("DeleteNamespace, DeleteService: ResourceInUse as long as something is in them")
    void whatIsInUseStays() {
        String namespace = namespace("shop");
        Service service = service(namespace, "web");
        register(service, "one", Map.of("stage", "blue"));
        assertThatExceptionOfType(ResourceInUseException.class)
            .isThrownBy(() -> this.map.deleteNamespace((request) -> request.id(namespace)));
        assertThatExceptionOfType(ResourceInUseException.class)
            .isThrownBy(() -> this.map.deleteService((request) -> request.id(service.id())));
        this.map.deregisterInstance((request) -> request.serviceId(service.id()).instanceId("one"));
        assertThatExceptionOfType(DuplicateRequestException.class).isThrownBy(
                () -> this.map.deregisterInstance((request) -> request.serviceId(service.id()).instanceId("one")));
        assertThatExceptionOfType(ResourceInUseException.class)
            .isThrownBy(() -> this.map.deleteService((request) -> request.id(service.id())));
        clock.advance(Duration.ofSeconds(3));
        assertThatExceptionOfType(InstanceNotFoundException.class).isThrownBy(
                () -> this.map.deregisterInstance((request) -> request.serviceId(service.id()).instanceId("one")));
        this.map.deleteService((request) -> request.id(service.id()));
        assertThatExceptionOfType(ServiceNotFoundException.class)
            .isThrownBy(() -> this.map.getService((request) -> request.id(service.id())));
        String operation = this.map.deleteNamespace((request) -> request.id(namespace)).operationId();
        assertThatExceptionOfType(NamespaceNotFoundException.class).isThrownBy(() -> service(namespace, "late"));
        clock.advance(Duration.ofSeconds(10));
        assertThat(status(operation)).isEqualTo(OperationStatus.SUCCESS);
        assertThatExceptionOfType(NamespaceNotFoundException.class)
            .isThrownBy(() -> this.map.getNamespace((request) -> request.id(namespace)));
    }

    @Test
    @DisplayName("CreateService: the same request again gives the same; checked against the kind of its namespace")
    void aServiceFitsItsNamespace() {
        String namespace = namespace("shop");
        Service service = service(namespace, "web");
        assertThat(service.type()).isEqualTo(ServiceType.HTTP);
        assertThat(service(namespace, "web").id()).isEqualTo(service.id());
        CreateServiceRequest again = CreateServiceRequest.builder()
            .namespaceId(namespace)
            .name("web")
            .creatorRequestId("another")
            .build();
        assertThatExceptionOfType(ServiceAlreadyExistsException.class).isThrownBy(() -> this.map.createService(again));
        for (CreateServiceRequest wrong : List.of(again.toBuilder().name("a b").build(),
                again.toBuilder().name("dns").dnsConfig((dns) -> dns.dnsRecords(record(RecordType.A, 60L))).build(),
                again.toBuilder().name("checked").healthCheckConfig((check) -> check.type("HTTP")).build())) {
            assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> this.map.createService(wrong));
        }
        assertThat(this.map.getNamespace((request) -> request.id(namespace)).namespace().serviceCount()).isOne();
    }

    @Test
    @DisplayName("UpdateService: TTLs and description, never the types of the records")
    void aServiceIsUpdated() {
        String operation = this.map
            .createPublicDnsNamespace((request) -> request.name("shop.example").creatorRequestId("1"))
            .operationId();
        clock.advance(Duration.ofMinutes(1));
        String namespace = namespaceOf(operation);
        Service service = this.map
            .createService((request) -> request.namespaceId(namespace)
                .name("web")
                .dnsConfig((dns) -> dns.dnsRecords(record(RecordType.A, 60L))))
            .service();
        assertThatExceptionOfType(InvalidInputException.class)
            .isThrownBy(() -> this.map.updateService((request) -> request.id(service.id())
                .service((change) -> change.dnsConfig((dns) -> dns.dnsRecords(record(RecordType.SRV, 5L))))));
        this.map.updateService((request) -> request.id(service.id())
            .service((change) -> change.dnsConfig((dns) -> dns.dnsRecords(record(RecordType.A, 5L)))));
        clock.advance(Duration.ofSeconds(5));
        assertThat(this.map.getService((request) -> request.id(service.arn())).service().dnsConfig().dnsRecords())
            .singleElement()
            .satisfies((record) -> assertThat(record.ttl()).isEqualTo(5L));
        assertThatExceptionOfType(InvalidInputException.class)
            .isThrownBy(() -> register(service, "one", Map.of("stage", "blue")))
            .withMessageContaining("AWS_INSTANCE_IPV4");
    }

    @Test
    @DisplayName("DiscoverInstances: by attributes and by the health that they began with")
    void instancesAreDiscovered() {
        Service service = this.map.createService(
                (request) -> request.namespaceId(namespace("shop")).name("web").healthCheckCustomConfig((check) -> {
                }))
            .service();
        register(service, "ill", Map.of("AWS_INIT_HEALTH_STATUS", "UNHEALTHY", "stage", "blue"));
        register(service, "well", Map.of("stage", "blue"));
        register(service, "other", Map.of("stage", "green"));
        assertThat(discover(Map.of(), HealthStatusFilter.ALL)).containsExactlyInAnyOrder("ill", "well", "other");
        assertThat(discover(Map.of("stage", "blue"), HealthStatusFilter.HEALTHY)).containsExactly("well");
        assertThat(discover(Map.of(), HealthStatusFilter.UNHEALTHY)).containsExactly("ill");
        register(service, "other", Map.of("stage", "blue"));
        assertThat(discover(Map.of("stage", "green"), HealthStatusFilter.ALL)).isEmpty();
        assertThat(this.map.listInstancesPaginator((request) -> request.serviceId(service.id()).maxResults(1))
            .stream()
            .flatMap((page) -> page.instances().stream())).hasSize(3);
    }

    @Test
    @DisplayName("ListNamespaces, ListServices: by filters, in pages")
    void listsAreFilteredAndPaged() {
        List<String> ids = List.of(namespace("blue"), namespace("green"), namespace("red"));
        service(ids.get(0), "web");
        service(ids.get(1), "web");
        assertThat(this.map.listNamespacesPaginator((request) -> request.maxResults(1))
            .stream()
            .flatMap((page) -> page.namespaces().stream())
            .map(NamespaceSummary::id)).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(this.map.listNamespaces((request) -> request.filters(
                NamespaceFilter.builder().name(NamespaceFilterName.NAME).condition("BEGINS_WITH").values("gr").build()))
            .namespaces()).extracting(NamespaceSummary::id).containsExactly(ids.get(1));
        assertThat(this.map
            .listServices((request) -> request
                .filters(ServiceFilter.builder().name(ServiceFilterName.NAMESPACE_ID).values(ids.get(0)).build()))
            .services()).hasSize(1);
        assertThatExceptionOfType(InvalidInputException.class)
            .isThrownBy(() -> this.map.listServices((request) -> request.nextToken("%")));
    }

    @Test
    @DisplayName("TagResource: fifty at most; the Resource Groups Tagging API knows them too")
    void tagsAreSeenByTheTaggingService() {
        Service service = service(namespace("shop"), "web");
        this.map.tagResource((request) -> request.resourceARN(service.arn()).tags(tag("team", "red")));
        ResourceGroupsTaggingApiClient tagging = aws.client(ResourceGroupsTaggingApiClient.builder());
        assertThat(tagging.getResources((request) -> request.resourceTypeFilters("servicediscovery:service"))
            .resourceTagMappingList()).singleElement()
            .satisfies((one) -> assertThat(one.resourceARN()).isEqualTo(service.arn()));
        tagging.untagResources((request) -> request.resourceARNList(service.arn()).tagKeys("team"));
        tagging.tagResources((request) -> request.resourceARNList(service.arn()).tags(Map.of("stage", "blue")));
        assertThat(this.map.listTagsForResource((request) -> request.resourceARN(service.arn())).tags())
            .containsExactly(tag("stage", "blue"));
        List<Tag> many = IntStream.range(0, 50).mapToObj((index) -> tag("key" + index, "")).toList();
        assertThatExceptionOfType(TooManyTagsException.class)
            .isThrownBy(() -> this.map.tagResource((request) -> request.resourceARN(service.arn()).tags(many)));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> this.map
            .listTagsForResource((request) -> request.resourceARN(service.arn().replace("service/srv-", "service/x"))));
    }

    private static DnsRecord record(RecordType type, long ttl) {
        return DnsRecord.builder().type(type).ttl(ttl).build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private OperationStatus status(String operation) {
        return this.map.getOperation((request) -> request.operationId(operation)).operation().status();
    }

    private String namespace(String name) {
        String operation = this.map.createHttpNamespace((request) -> request.name(name)).operationId();
        clock.advance(Duration.ofSeconds(5));
        return namespaceOf(operation);
    }

    private String namespaceOf(String operation) {
        return this.map.getOperation((request) -> request.operationId(operation))
            .operation()
            .targets()
            .getOrDefault(OperationTargetType.NAMESPACE, "");
    }

    private Service service(String namespace, String name) {
        return this.map
            .createService((request) -> request.namespaceId(namespace).name(name).creatorRequestId("for-" + name))
            .service();
    }

    private void register(Service service, String id, Map<String, String> attributes) {
        this.map.registerInstance((request) -> request.serviceId(service.id()).instanceId(id).attributes(attributes));
        clock.advance(Duration.ofSeconds(3));
    }

    private List<String> discover(Map<String, String> attributes, HealthStatusFilter health) {
        return this.map
            .discoverInstances((request) -> request.namespaceName("shop")
                .serviceName("web")
                .queryParameters(attributes)
                .healthStatus(health))
            .instances()
            .stream()
            .map(HttpInstanceSummary::instanceId)
            .toList();
    }

}

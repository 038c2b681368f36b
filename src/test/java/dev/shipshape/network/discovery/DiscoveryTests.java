package dev.shipshape.network.discovery;

import java.util.Map;
import java.util.Objects;

import dev.shipshape.ConsoleTest;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.Scouts;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Survey;
import dev.shipshape.tasks.Workplace;
import dev.shipshape.web.Problem;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ServiceRegistry;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;
import software.amazon.awssdk.services.servicediscovery.model.DnsRecord;
import software.amazon.awssdk.services.servicediscovery.model.OperationTargetType;
import software.amazon.awssdk.services.servicediscovery.model.RecordType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What services are found by is found, and removed with its instances. */
@ConsoleTest
class DiscoveryTests {

    @Autowired
    private Workplace workplace;

    @Autowired
    private AwsClients clients;

    @Autowired
    private Scouts scouts;

    @Test
    void theServicesAndNamespacesOfEcsServicesAreFoundAndRemoved() {
        this.workplace.cluster();
        this.workplace.web();
        Connection sandbox = this.workplace.sandbox();
        namespace("other.local");
        String namespace = namespace("shop.local");
        String registry = discovery()
            .createService((request) -> request.name("api")
                .namespaceId(namespace)
                .dnsConfig((dns) -> dns.dnsRecords(DnsRecord.builder().type(RecordType.A).ttl(60L).build())))
            .service()
            .arn();
        this.workplace.ecs()
            .createService((request) -> request.cluster(Workplace.CLUSTER)
                .serviceName("api")
                .taskDefinition("web")
                .desiredCount(0)
                .launchType(LaunchType.FARGATE)
                .serviceRegistries(ServiceRegistry.builder().registryArn(registry).build())
                .networkConfiguration(
                        (network) -> network.awsvpcConfiguration((awsvpc) -> awsvpc.subnets(this.workplace.subnet()))));
        Survey survey = this.scouts.at(sandbox);
        assertThat(survey.names("discovery-namespace")).containsExactly("shop.local");
        assertThat(survey.of("discovery-service")).singleElement().satisfies((found) -> {
            assertThat(found.resource().arn()).isEqualTo(registry);
            assertThat(found.resource().scope()).isEqualTo("shop.local");
        });
        Resource service = survey.of("discovery-service").get(0).resource();
        Resource space = survey.of("discovery-namespace").get(0).resource();
        Remover namespaces = this.scouts.remover("discovery-namespace");
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> namespaces.remove(sandbox, space))
            .satisfies((problem) -> assertThat(problem.code()).isEqualTo("ResourceInUse"));
        Remover services = this.scouts.remover("discovery-service");
        discovery().registerInstance((request) -> request.serviceId(registry.substring(registry.lastIndexOf('/') + 1))
            .instanceId("one")
            .attributes(Map.of("AWS_INSTANCE_IPV4", "10.0.0.1")));
        this.workplace.until(() -> tried(services, service), (gone) -> gone);
        this.workplace.until(() -> tried(namespaces, space), (gone) -> gone);
        services.remove(sandbox, service);
        namespaces.remove(sandbox, space);
    }

    /** As a run does it: again while it is too early. */
    private boolean tried(Remover remover, Resource resource) {
        try {
            remover.remove(this.workplace.sandbox(), resource);
        }
        catch (Problem tooEarly) {
            assertThat(tooEarly.code()).isEqualTo("ResourceInUse");
        }
        return remover.isGone(this.workplace.sandbox(), resource);
    }

    private String namespace(String name) {
        String vpc = this.clients.ec2(this.workplace.sandbox()).describeVpcs().vpcs().get(0).vpcId();
        String operation = discovery().createPrivateDnsNamespace((request) -> request.name(name).vpc(vpc))
            .operationId();
        String id = this.workplace
            .until(() -> discovery().getOperation((request) -> request.operationId(operation)).operation(),
                    (done) -> done.statusAsString().equals("SUCCESS"))
            .targets()
            .get(OperationTargetType.NAMESPACE);
        return Objects.requireNonNull(id);
    }

    private ServiceDiscoveryClient discovery() {
        return this.clients.discovery(this.workplace.sandbox());
    }

}

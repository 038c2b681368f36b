package dev.shipshape.tasks.run;

import java.util.List;
import java.util.Objects;

import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.aws.Connection;
import dev.shipshape.ecsservices.launch.Launch;
import dev.shipshape.network.Addresses;
import dev.shipshape.network.Networks;
import dev.shipshape.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/** Fills the form in with what a task was run with. */
@Component
class LikeBefore {

    private final Tasks tasks;

    private final Networks networks;

    private final ResourceLedger ledger;

    LikeBefore(Tasks tasks, Networks networks, ResourceLedger ledger) {
        this.tasks = tasks;
        this.networks = networks;
        this.ledger = ledger;
    }

    RunForm form(Connection connection, String cluster, String id) {
        Task told = this.tasks.told(connection, cluster, id);
        String arn = told.taskDefinitionArn();
        Addresses address = address(connection, told);
        String subnet = (address != null) ? address.subnet() : detail(told, "subnetId");
        return new RunForm(cluster, arn.substring(arn.lastIndexOf('/') + 1),
                Launch.of(told.launchTypeAsString(), told.capacityProviderName()).name(), "1",
                (subnet != null) ? List.of(subnet) : List.of(), (address != null) ? address.securityGroups() : null,
                publicAddress(connection, told, address), containers(told.overrides()), MoreOptions.of(told), "",
                cluster + "/" + id, false);
    }

    private static List<ContainerOverrides> containers(@Nullable TaskOverride override) {
        return (override != null) ? override.containerOverrides().stream().map(ContainerOverrides::of).toList()
                : List.of();
    }

    /** AWS has forgotten it, and our records keep no values of variables. */
    boolean lacksValues(Connection connection, String cluster, String id) {
        TaskOverride override = this.tasks.told(connection, cluster, id).overrides();
        return this.tasks.named(connection, cluster, id).kept() && override != null
                && override.containerOverrides()
                    .stream()
                    .flatMap((container) -> container.environment().stream())
                    .map(KeyValuePair::value)
                    .anyMatch((value) -> Objects.requireNonNullElse(value, "").isEmpty());
    }

    private @Nullable Addresses address(Connection connection, Task told) {
        String networkInterface = detail(told, "networkInterfaceId");
        return (networkInterface != null)
                ? this.networks.addresses(connection, List.of(networkInterface)).get(networkInterface) : null;
    }

    /** Of a stopped task only our ledger tells it; without a word it had one. */
    private boolean publicAddress(Connection connection, Task told, @Nullable Addresses address) {
        if (address != null) {
            return address.publicAddress() != null;
        }
        return this.ledger.last(connection, told.taskArn())
            .map((entry) -> Boolean.parseBoolean(entry.resource().facts().getOrDefault("public", "true")))
            .orElse(true);
    }

    private static @Nullable String detail(Task told, String name) {
        return told.attachments()
            .stream()
            .filter((attachment) -> "ElasticNetworkInterface".equals(attachment.type()))
            .flatMap((attachment) -> attachment.details().stream())
            .filter((detail) -> name.equals(detail.name()))
            .map(KeyValuePair::value)
            .findFirst()
            .orElse(null);
    }

}

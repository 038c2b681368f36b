package dev.shipshape.localaws.ecs.tasks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.engine.Network;
import dev.shipshape.localaws.engine.TaskInterface;
import dev.shipshape.localaws.store.Index;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;

/** The network interfaces of tasks in network mode awsvpc. */
final class TaskInterfaces {

    private final Network network;

    private final Index<TaskInterface> byAddress;

    TaskInterfaces(Network network, Index<TaskInterface> byAddress) {
        this.network = network;
        this.byAddress = byAddress;
    }

    /** The zones of the subnets of a configuration; none without one. */
    Set<String> zones(String region, @Nullable AwsVpcConfiguration asked) {
        return (asked == null) ? Set.of()
                : subnets(region, asked).stream().map(Network.Subnet::availabilityZone).collect(Collectors.toSet());
    }

    private List<Network.Subnet> subnets(String region, AwsVpcConfiguration asked) {
        return asked.subnets().stream().flatMap((id) -> this.network.subnet(region, id).stream()).toList();
    }

    /**
     * An interface for a task, in one of the subnets.
     * @param zone the zone of the instance that the task is on, or null for any
     */
    TaskInterface make(AwsVpcConfiguration asked, String taskArn, @Nullable String zone, Instant now) {
        String region = taskArn.split(":", -1)[3];
        List<Network.Subnet> subnets = new ArrayList<>(subnets(region, asked));
        subnets.removeIf((subnet) -> zone != null && !zone.equals(subnet.availabilityZone()));
        Collections.shuffle(subnets);
        for (Network.Subnet subnet : subnets) {
            Optional<String> address = freeAddress(region, subnet);
            if (address.isPresent()) {
                return make(asked, taskArn, subnet, address.get(), now);
            }
        }
        throw EcsErrors.invalidParameter("The subnets " + asked.subnets() + " have no free addresses.");
    }

    private TaskInterface make(AwsVpcConfiguration asked, String taskArn, Network.Subnet subnet, String address,
            Instant now) {
        String region = taskArn.split(":", -1)[3];
        ThreadLocalRandom random = ThreadLocalRandom.current();
        List<String> groups = asked.securityGroups().isEmpty()
                ? List.of(this.network.defaultSecurityGroup(region, subnet.vpcId())) : asked.securityGroups();
        boolean isPublic = asked.assignPublicIp() == AssignPublicIp.ENABLED;
        return new TaskInterface(TaskInterface.id(taskArn), region, taskArn, UUID.randomUUID().toString(),
                subnet.subnetId(), subnet.vpcId(), subnet.availabilityZone(), address,
                isPublic ? "203.0.113." + (1 + random.nextInt(254)) : null,
                String.format("0a:%02x:%02x:%02x:%02x:%02x", random.nextInt(256), random.nextInt(256),
                        random.nextInt(256), random.nextInt(256), random.nextInt(256)),
                List.copyOf(groups), now);
    }

    /** An address of the subnet that no other task has; EC2 keeps the first four. */
    private Optional<String> freeAddress(String region, Network.Subnet subnet) {
        String own = region + "/" + subnet.subnetId() + "/";
        String[] parts = subnet.cidr().split("[./]", -1);
        int base = 0;
        for (int part = 0; part < 4; part++) {
            base = (base << 8) | Integer.parseInt(parts[part]);
        }
        int size = 1 << (32 - Integer.parseInt(parts[4]));
        if (size <= 5 + this.byAddress.count(own)) {
            return Optional.empty();
        }
        while (true) {
            int address = base + 4 + ThreadLocalRandom.current().nextInt(size - 5);
            String text = (address >>> 24) + "." + ((address >>> 16) & 0xff) + "." + ((address >>> 8) & 0xff) + "."
                    + (address & 0xff);
            if (!this.byAddress.has(own + text)) {
                return Optional.of(text);
            }
        }
    }

}

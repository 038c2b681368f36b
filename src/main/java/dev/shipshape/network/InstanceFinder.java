package dev.shipshape.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.spi.Finder;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cleanup.spi.Survey;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/**
 * Finds the EC2 instances that are, or were seen, registered in clusters. They are shown
 * because they bill, and not removed: an Auto Scaling group or other software may need
 * them.
 */
@Component
class InstanceFinder implements Finder {

    /** EC2 takes at most 200 values of a filter. */
    private static final int VALUES = 200;

    private final AwsClients clients;

    private final SharedReads reads;

    InstanceFinder(AwsClients clients, SharedReads reads) {
        this.clients = clients;
        this.reads = reads;
    }

    @Override
    public String key() {
        return "instance";
    }

    @Override
    public String word() {
        return "EC2 instance";
    }

    @Override
    public Phase phase() {
        return Phase.USED;
    }

    @Override
    public List<Found> find(Connection connection, Survey survey) {
        List<String> ids = List.copyOf(survey.usedOrKnown(key()));
        List<Found> found = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += VALUES) {
            List<String> some = ids.subList(from, Math.min(from + VALUES, ids.size()));
            this.reads
                .fresh(() -> this.clients.ec2(connection)
                    .describeInstancesPaginator(DescribeInstancesRequest.builder()
                        .filters(Filter.builder().name("instance-id").values(some).build())
                        .build())
                    .reservations()
                    .stream()
                    .toList())
                .forEach((reservation) -> reservation.instances()
                    .stream()
                    .filter((instance) -> instance.state().name() != InstanceStateName.TERMINATED)
                    .forEach((instance) -> found.add(found(connection, reservation.ownerId(), instance))));
        }
        return found;
    }

    private Found found(Connection connection, String account, Instance instance) {
        Map<String, String> tags = new TreeMap<>();
        instance.tags().forEach((tag) -> tags.put(tag.key(), (tag.value() != null) ? tag.value() : ""));
        String arn = "arn:" + connection.partition() + ":ec2:" + connection.region() + ":" + account + ":instance/"
                + instance.instanceId();
        return Found
            .of(new Resource(key(), instance.instanceId(), instance.vpcId(), arn, instance.launchTime(),
                    facts(instance)))
            .tagged(tags);
    }

    /** A stopped instance is not billed, but its volumes are. */
    private static Map<String, String> facts(Instance instance) {
        InstanceStateName state = instance.state().name();
        Map<String, String> facts = new TreeMap<>();
        facts.put("billed",
                (state == InstanceStateName.RUNNING || state == InstanceStateName.PENDING) ? "ec2" : "volumes");
        facts.put("instanceType", String.valueOf(instance.instanceTypeAsString()));
        facts.put("public", String.valueOf(instance.publicIpAddress() != null));
        if (instance.instanceLifecycle() != null) {
            facts.put("spot", "true");
        }
        return facts;
    }

}

package dev.shipshape.network;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import org.springframework.stereotype.Component;

/** The target groups of load balancers that a service can register its tasks with. */
@Component
public class TargetGroupChoices {

    private final AwsClients clients;

    private final SharedReads reads;

    TargetGroupChoices(AwsClients clients, SharedReads reads) {
        this.clients = clients;
        this.reads = reads;
    }

    /**
     * All of them, by ARN, with a name that tells them apart.
     * @throws dev.shipshape.web.Problem if AWS cannot be asked
     */
    public Map<String, String> in(Connection connection) {
        return this.reads.shared(connection, "target groups", () -> {
            Map<String, String> names = new LinkedHashMap<>();
            this.clients.elb(connection)
                .describeTargetGroupsPaginator()
                .targetGroups()
                .forEach((group) -> names.put(group.targetGroupArn(),
                        group.targetGroupName() + " · " + group.protocolAsString() + ":" + group.port() + " · by "
                                + group.targetTypeAsString()
                                + (group.loadBalancerArns().isEmpty() ? " · no load balancer yet" : "")));
            return names;
        });
    }

}

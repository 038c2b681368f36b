package dev.shipshape.localaws.ecs.shared;

import java.util.List;

import dev.shipshape.localaws.store.Index;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;

/** Finds container instances by status and by the machine that they are. */
public final class InstanceIndex {

    private static final String INACTIVE = "INACTIVE";

    private final Index<ContainerInstance> byStatus;

    private final Index<ContainerInstance> byMachine;

    InstanceIndex(Table<ContainerInstance> instances) {
        this.byStatus = instances.index("status",
                (one) -> List.of(clusterArn(one.containerInstanceArn()) + "|" + one.status()));
        this.byMachine = instances.index("machine", InstanceIndex::machine);
    }

    private static List<String> machine(ContainerInstance instance) {
        String region = instance.containerInstanceArn().split(":", -1)[3];
        return INACTIVE.equals(instance.status()) || instance.ec2InstanceId() == null ? List.of()
                : List.of(region + "/" + instance.ec2InstanceId());
    }

    /** The ARN of the cluster that an instance is registered in. */
    public static String clusterArn(String instanceArn) {
        return instanceArn.substring(0, instanceArn.lastIndexOf('/')).replace(":container-instance/", ":cluster/");
    }

    /** The ARNs of the instances of a cluster in this status, sorted. */
    public List<String> in(String clusterArn, String status) {
        return this.byStatus.keys(clusterArn + "|" + status);
    }

    /** The ARN that this EC2 instance is registered under; at most one. */
    public List<String> ofMachine(String region, String instanceId) {
        return this.byMachine.keys(region + "/" + instanceId);
    }

    /** How many instances a cluster has. */
    public int count(String clusterArn) {
        return this.byStatus.count(clusterArn + "|") - this.byStatus.count(clusterArn + "|" + INACTIVE);
    }

}

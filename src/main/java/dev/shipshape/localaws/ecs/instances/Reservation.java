package dev.shipshape.localaws.ecs.instances;

import java.util.List;
import java.util.Set;

/**
 * What a task has taken of a container instance, until it has stopped.
 *
 * @param instanceArn the instance
 * @param cpu CPU units
 * @param memory MiB
 * @param ports TCP ports of the host
 * @param udpPorts UDP ports of the host
 * @param ownInterface whether it has a network interface of its own
 * @param gpus the ids of its graphics processors
 */
record Reservation(String instanceArn, int cpu, int memory, Set<Integer> ports, Set<Integer> udpPorts,
        boolean ownInterface, List<String> gpus) {
}

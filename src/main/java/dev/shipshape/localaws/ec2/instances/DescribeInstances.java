package dev.shipshape.localaws.ec2.instances;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.ec2.shared.Calls;
import dev.shipshape.localaws.ec2.shared.Filters;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.InstanceStatusDetails;
import software.amazon.awssdk.services.ec2.model.InstanceStatusSummary;
import software.amazon.awssdk.services.ec2.model.Reservation;

/** Instances looked at, by reservation or by their health. */
final class DescribeInstances {

    private final InstanceTables tables;

    private final Filters<Instance> statusFilters = new Filters<Instance>()
        .by("instance-state-name", (one) -> one.state().nameAsString())
        .by("instance-state-code", (one) -> one.state().code())
        .by("availability-zone", (one) -> one.placement().availabilityZone())
        .by("instance-status.status", (one) -> health(one))
        .by("system-status.status", (one) -> health(one))
        .by("instance-status.reachability", (one) -> reachability(one))
        .by("system-status.reachability", (one) -> reachability(one));

    DescribeInstances(InstanceTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("DescribeInstances", Calls.of(DescribeInstancesRequest::builder, this::describe),
                "DescribeInstanceStatus", Calls.of(DescribeInstanceStatusRequest::builder, this::status));
    }

    /**
     * The instances with these ids; refuses if one is not there, naming all that are not.
     */
    static List<Instance> all(InstanceTables tables, String region, List<String> ids) {
        List<String> distinct = ids.stream().distinct().toList();
        List<String> unknown = distinct.stream()
            .filter((id) -> id.matches("i-([0-9a-f]{8}|[0-9a-f]{17})"))
            .filter((id) -> tables.instances().find(region, id).isEmpty())
            .toList();
        if (unknown.size() > 1) {
            throw new AwsError("InvalidInstanceID.NotFound",
                    "The instance IDs '" + String.join(", ", unknown) + "' do not exist");
        }
        return distinct.stream().map((id) -> tables.instances().get(region, id)).toList();
    }

    private List<Instance> chosen(CallContext context, List<String> ids) {
        return ids.isEmpty() ? this.tables.instances().all(context.region()) : all(this.tables, context.region(), ids);
    }

    private DescribeInstancesResponse describe(CallContext context, DescribeInstancesRequest request) {
        Page<Instance> page = this.tables.instances()
            .page(chosen(context, request.instanceIds()), !request.instanceIds().isEmpty(), request.filters(),
                    request.maxResults(), request.nextToken());
        Map<String, List<Instance>> reservations = new LinkedHashMap<>();
        page.items()
            .forEach((one) -> reservations
                .computeIfAbsent(this.tables.launch(context.region(), one.instanceId()).reservationId(),
                        (id) -> new ArrayList<>())
                .add(one));
        List<Reservation> shown = reservations.entrySet()
            .stream()
            .map((entry) -> Reservation.builder()
                .reservationId(entry.getKey())
                .ownerId(context.account())
                .groups(List.of())
                .instances(entry.getValue()
                    .stream()
                    .sorted(java.util.Comparator.comparing(Instance::amiLaunchIndex))
                    .toList())
                .build())
            .toList();
        return DescribeInstancesResponse.builder().reservations(shown).nextToken(page.nextToken()).build();
    }

    private DescribeInstanceStatusResponse status(CallContext context, DescribeInstanceStatusRequest request) {
        boolean all = Boolean.TRUE.equals(request.includeAllInstances());
        List<Instance> seen = this.statusFilters.apply(chosen(context, request.instanceIds()), request.filters())
            .stream()
            .filter((one) -> all || one.state().name() == InstanceStateName.RUNNING)
            .toList();
        Page<Instance> page = this.tables.instances()
            .page(seen, !request.instanceIds().isEmpty(), List.of(), request.maxResults(), request.nextToken());
        return DescribeInstanceStatusResponse.builder()
            .instanceStatuses(page.items().stream().map(DescribeInstances::status).toList())
            .nextToken(page.nextToken())
            .build();
    }

    private static InstanceStatus status(Instance one) {
        InstanceStatusSummary.Builder summary = InstanceStatusSummary.builder().status(health(one));
        if (one.state().name() == InstanceStateName.RUNNING) {
            summary.details(InstanceStatusDetails.builder().name("reachability").status(reachability(one)).build());
        }
        return InstanceStatus.builder()
            .instanceId(one.instanceId())
            .availabilityZone(one.placement().availabilityZone())
            .instanceState(one.state())
            .instanceStatus(summary.build())
            .systemStatus(summary.build())
            .build();
    }

    private static String health(Instance one) {
        return (one.state().name() == InstanceStateName.RUNNING) ? "ok" : "not-applicable";
    }

    private static String reachability(Instance one) {
        return (one.state().name() == InstanceStateName.RUNNING) ? "passed" : "";
    }

}

package dev.shipshape.localaws.ec2.places;

import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.ec2.region.DefaultNetwork;
import dev.shipshape.localaws.ec2.shared.Calls;
import dev.shipshape.localaws.ec2.shared.Ec2Errors;
import dev.shipshape.localaws.ec2.shared.Filters;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsResponse;

/**
 * Regions and their zones. Every region that the SDK knows is there, with three zones.
 */
public final class Places {

    private static final String OPEN = "opt-in-not-required";

    private final Filters<AvailabilityZone> zoneFilters = new Filters<AvailabilityZone>()
        .by("zone-name", AvailabilityZone::zoneName)
        .by("zone-id", AvailabilityZone::zoneId)
        .by("zone-type", AvailabilityZone::zoneType)
        .by("region-name", AvailabilityZone::regionName)
        .by("state", AvailabilityZone::stateAsString)
        .by("opt-in-status", AvailabilityZone::optInStatusAsString);

    private final Filters<software.amazon.awssdk.services.ec2.model.Region> regionFilters = new Filters<software.amazon.awssdk.services.ec2.model.Region>()
        .by("region-name", software.amazon.awssdk.services.ec2.model.Region::regionName)
        .by("endpoint", software.amazon.awssdk.services.ec2.model.Region::endpoint)
        .by("opt-in-status", software.amazon.awssdk.services.ec2.model.Region::optInStatus);

    /** The operations that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("DescribeAvailabilityZones",
                Calls.of(DescribeAvailabilityZonesRequest::builder, this::describeZones), "DescribeRegions",
                Calls.of(DescribeRegionsRequest::builder, this::describeRegions));
    }

    private DescribeAvailabilityZonesResponse describeZones(CallContext context,
            DescribeAvailabilityZonesRequest request) {
        List<AvailabilityZone> zones = DefaultNetwork.of(context.account(), context.region())
            .subnets()
            .stream()
            .map((zone) -> zone(context.region(), zone))
            .toList();
        for (String name : request.zoneNames()) {
            if (zones.stream().noneMatch((zone) -> zone.zoneName().equals(name))) {
                throw Ec2Errors.invalidValue("Invalid availability zone: [" + name + "]");
            }
        }
        return DescribeAvailabilityZonesResponse.builder()
            .availabilityZones(this.zoneFilters.apply(zones.stream().filter((zone) -> isAsked(request, zone)).toList(),
                    request.filters()))
            .build();
    }

    private static boolean isAsked(DescribeAvailabilityZonesRequest request, AvailabilityZone zone) {
        return (request.zoneNames().isEmpty() || request.zoneNames().contains(zone.zoneName()))
                && (request.zoneIds().isEmpty() || request.zoneIds().contains(zone.zoneId()));
    }

    private static AvailabilityZone zone(String region, DefaultNetwork.Zone zone) {
        return AvailabilityZone.builder()
            .zoneName(zone.zone())
            .zoneId(zone.zoneId())
            .zoneType("availability-zone")
            .regionName(region)
            .groupName(region)
            .networkBorderGroup(region)
            .optInStatus(OPEN)
            .state("available")
            .build();
    }

    private DescribeRegionsResponse describeRegions(CallContext context, DescribeRegionsRequest request) {
        List<software.amazon.awssdk.services.ec2.model.Region> regions = Region.regions()
            .stream()
            .filter((region) -> !region.isGlobalRegion() && region.metadata() != null
                    && region.metadata().partition().id().equals("aws"))
            .map(Region::id)
            .filter((id) -> request.regionNames().isEmpty() || request.regionNames().contains(id))
            .sorted()
            .map((id) -> software.amazon.awssdk.services.ec2.model.Region.builder()
                .regionName(id)
                .endpoint("ec2." + id + ".amazonaws.com")
                .optInStatus(OPEN)
                .build())
            .toList();
        if (regions.size() < request.regionNames().size()) {
            throw new AwsError("InvalidParameterValue", "Invalid region name in the request");
        }
        return DescribeRegionsResponse.builder().regions(this.regionFilters.apply(regions, request.filters())).build();
    }

}

package dev.shipshape.localaws.ec2.instances;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.shipshape.localaws.ec2.region.DefaultNetwork;
import dev.shipshape.localaws.ec2.shared.Calls;
import dev.shipshape.localaws.ec2.shared.Ec2Errors;
import dev.shipshape.localaws.ec2.shared.Filters;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.LocationType;

/**
 * The instance types of the common families, each offered in every zone: processors,
 * memory, architecture, as {@code instance-types.csv} has them.
 */
public final class InstanceTypes {

    private static final Map<String, Size> SIZES = read();

    private final Filters<InstanceTypeInfo> filters = new Filters<InstanceTypeInfo>()
        .by("instance-type", InstanceTypeInfo::instanceTypeAsString)
        .by("current-generation", InstanceTypeInfo::currentGeneration)
        .by("bare-metal", InstanceTypeInfo::bareMetal)
        .by("burstable-performance-supported", InstanceTypeInfo::burstablePerformanceSupported)
        .by("hypervisor", InstanceTypeInfo::hypervisorAsString)
        .by("memory-info.size-in-mib", (type) -> type.memoryInfo().sizeInMiB())
        .by("vcpu-info.default-vcpus", (type) -> type.vCpuInfo().defaultVCpus())
        .byAny("processor-info.supported-architecture",
                (type) -> type.processorInfo().supportedArchitecturesAsStrings())
        .byAny("supported-root-device-type", InstanceTypeInfo::supportedRootDeviceTypesAsStrings)
        .byAny("supported-usage-class", InstanceTypeInfo::supportedUsageClassesAsStrings)
        .byAny("supported-virtualization-type", InstanceTypeInfo::supportedVirtualizationTypesAsStrings);

    private final Filters<InstanceTypeOffering> offeringFilters = new Filters<InstanceTypeOffering>()
        .by("instance-type", InstanceTypeOffering::instanceTypeAsString)
        .by("location", InstanceTypeOffering::location);

    /** The operations that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("DescribeInstanceTypes", Calls.of(DescribeInstanceTypesRequest::builder, this::describe),
                "DescribeInstanceTypeOfferings",
                Calls.of(DescribeInstanceTypeOfferingsRequest::builder, this::offerings));
    }

    /** The size of instances of this type; refuses a type that there is not. */
    static Size size(String type) {
        return Optional.ofNullable(SIZES.get(type))
            .orElseThrow(() -> Ec2Errors.invalidValue("Invalid value '" + type + "' for InstanceType."));
    }

    private DescribeInstanceTypesResponse describe(CallContext context, DescribeInstanceTypesRequest request) {
        List<String> asked = request.instanceTypesAsStrings();
        List<String> unknown = asked.stream().filter((type) -> !SIZES.containsKey(type)).toList();
        if (!unknown.isEmpty()) {
            throw new AwsError("InvalidInstanceType",
                    "The following supplied instance types do not exist: [" + String.join(", ", unknown) + "]");
        }
        List<InstanceTypeInfo> all = SIZES.values()
            .stream()
            .filter((size) -> asked.isEmpty() || asked.contains(size.type()))
            .map(InstanceTypes::info)
            .toList();
        Page<InstanceTypeInfo> page = page(this.filters.apply(all, request.filters()),
                InstanceTypeInfo::instanceTypeAsString, request.maxResults(), 100, request.nextToken());
        return DescribeInstanceTypesResponse.builder().instanceTypes(page.items()).nextToken(page.nextToken()).build();
    }

    private DescribeInstanceTypeOfferingsResponse offerings(CallContext context,
            DescribeInstanceTypeOfferingsRequest request) {
        LocationType locationType = (request.locationType() != null) ? request.locationType() : LocationType.REGION;
        List<String> locations = switch (locationType) {
            case AVAILABILITY_ZONE -> zones(context, DefaultNetwork.Zone::zone);
            case AVAILABILITY_ZONE_ID -> zones(context, DefaultNetwork.Zone::zoneId);
            case REGION -> List.of(context.region());
            default -> throw Ec2Errors
                .invalidValue("Invalid value '" + request.locationTypeAsString() + "' for LocationType.");
        };
        List<InstanceTypeOffering> all = SIZES.keySet()
            .stream()
            .flatMap((type) -> locations.stream()
                .map((location) -> InstanceTypeOffering.builder()
                    .instanceType(type)
                    .location(location)
                    .locationType(locationType)
                    .build()))
            .toList();
        Page<InstanceTypeOffering> page = page(this.offeringFilters.apply(all, request.filters()),
                (offering) -> offering.instanceTypeAsString() + " " + offering.location(), request.maxResults(), 1000,
                request.nextToken());
        return DescribeInstanceTypeOfferingsResponse.builder()
            .instanceTypeOfferings(page.items())
            .nextToken(page.nextToken())
            .build();
    }

    private static <T> Page<T> page(List<T> all, Function<T, String> key, Integer asked, int most, String token) {
        if (asked != null && (asked < 5 || asked > most)) {
            throw Ec2Errors.invalidValue("Value ( " + asked + " ) for parameter MaxResults is invalid. Expecting a "
                    + "value between 5 and " + most + ".");
        }
        List<T> sorted = all.stream().sorted(java.util.Comparator.comparing(key)).toList();
        return Page.of(sorted, key, (asked != null) ? asked : most, token,
                () -> new AwsError("InvalidNextToken", "The token '" + token + "' is invalid"));
    }

    private static List<String> zones(CallContext context, Function<DefaultNetwork.Zone, String> name) {
        return DefaultNetwork.of(context.account(), context.region()).subnets().stream().map(name).toList();
    }

    private static InstanceTypeInfo info(Size size) {
        boolean metal = size.hypervisor().equals("none");
        int threads = (size.architecture().equals("arm64") || size.vcpus() == 1) ? 1 : 2;
        return InstanceTypeInfo.builder()
            .instanceType(size.type())
            .currentGeneration(size.currentGeneration())
            .freeTierEligible(size.type().equals("t2.micro") || size.type().equals("t3.micro"))
            .supportedUsageClassesWithStrings("on-demand", "spot")
            .supportedRootDeviceTypesWithStrings("ebs")
            .supportedVirtualizationTypesWithStrings("hvm")
            .bareMetal(metal)
            .hypervisor(metal ? null : size.hypervisor())
            .processorInfo((processor) -> processor.supportedArchitecturesWithStrings(size.architecture()))
            .vCpuInfo((cpu) -> cpu.defaultVCpus(size.vcpus())
                .defaultCores(size.vcpus() / threads)
                .defaultThreadsPerCore(threads))
            .memoryInfo((memory) -> memory.sizeInMiB((long) size.memory()))
            .networkInfo((network) -> network.maximumNetworkInterfaces(size.interfaces())
                .maximumNetworkCards(1)
                .defaultNetworkCardIndex(0)
                .ipv6Supported(true)
                .enaSupport("supported"))
            .burstablePerformanceSupported(size.burstable())
            .dedicatedHostsSupported(!size.burstable())
            .hibernationSupported(!metal)
            .autoRecoverySupported(!metal)
            .instanceStorageSupported(false)
            .build();
    }

    private static Map<String, Size> read() {
        try (InputStream csv = Objects.requireNonNull(InstanceTypes.class.getResourceAsStream("instance-types.csv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(csv, StandardCharsets.US_ASCII))) {
            return lines.lines()
                .skip(1)
                .map(Size::parse)
                .collect(Collectors.toUnmodifiableMap(Size::type, Function.identity()));
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * What instances of a type have.
     *
     * @param type the type's name, such as {@code t3.micro}
     * @param vcpus virtual processors
     * @param memory memory in MiB
     * @param architecture {@code x86_64} or {@code arm64}
     * @param hypervisor {@code nitro}, {@code xen} or {@code none}
     * @param interfaces how many network interfaces can be attached
     * @param gpus graphics processors
     * @param currentGeneration whether AWS recommends it still
     * @param burstable whether it saves up processor time
     */
    record Size(String type, int vcpus, int memory, String architecture, String hypervisor, int interfaces, int gpus,
            boolean currentGeneration, boolean burstable) {

        static Size parse(String line) {
            String[] cells = line.split(",", -1);
            return new Size(cells[0], Integer.parseInt(cells[1]), Integer.parseInt(cells[2]), cells[3], cells[4],
                    Integer.parseInt(cells[5]), Integer.parseInt(cells[6]), Boolean.parseBoolean(cells[7]),
                    Boolean.parseBoolean(cells[8]));
        }

    }

}

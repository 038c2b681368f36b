package dev.shipshape.localaws.ec2.instances;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import dev.shipshape.localaws.ec2.region.DefaultNetwork;
import dev.shipshape.localaws.ec2.shared.Calls;
import dev.shipshape.localaws.ec2.shared.Ec2Errors;
import dev.shipshape.localaws.ec2.shared.Filters;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * Machine images. Those that an ECS cluster starts from are listed in each region; any
 * other id of an image is taken for a public image of Linux on x86.
 */
final class Images {

    private static final Pattern ID = Pattern.compile("ami-([0-9a-f]{8}|[0-9a-f]{17})");

    /** The account that AWS publishes its ECS images from. */
    private static final String ECS = "591542846629";

    private static final String AMAZON = "137112412989";

    private final Filters<Image> filters = InstanceFilters.images();

    Map<String, Operation<?, ?>> operations() {
        return Map.of("DescribeImages", Calls.of(DescribeImagesRequest::builder, this::describe));
    }

    /** The image with this id; refuses what is no id of an image. */
    static Image get(CallContext context, String id) {
        return listed(context).stream()
            .filter((image) -> image.imageId().equals(id))
            .findFirst()
            .orElseGet(() -> foreign(id));
    }

    private static Image foreign(String id) {
        if (!ID.matcher(id).matches()) {
            throw new AwsError("InvalidAMIID.Malformed", "Invalid id: \"" + id + "\" (expecting \"ami-...\")");
        }
        return image(id, "public-image-" + id.substring(4), "A public image, as far as the sandbox knows", AMAZON,
                "x86_64", "2025-01-01T00:00:00.000Z");
    }

    private DescribeImagesResponse describe(CallContext context, DescribeImagesRequest request) {
        List<Image> chosen = request.imageIds().isEmpty() ? listed(context)
                : request.imageIds().stream().distinct().map((id) -> get(context, id)).toList();
        Predicate<Image> owned = (image) -> request.owners().isEmpty() || request.owners().contains(image.ownerId())
                || request.owners().contains(image.imageOwnerAlias());
        List<Image> found = this.filters.apply(chosen.stream().filter(owned).toList(), request.filters())
            .stream()
            .sorted(Comparator.comparing(Image::imageId))
            .toList();
        if (request.maxResults() != null && (request.maxResults() < 5 || request.maxResults() > 1000)) {
            throw Ec2Errors.invalidValue("Value ( " + request.maxResults()
                    + " ) for parameter MaxResults is invalid. Expecting a value between 5 and 1000.");
        }
        Page<Image> page = Page.of(found, Image::imageId, (request.maxResults() != null) ? request.maxResults() : 1000,
                request.nextToken(), () -> new AwsError("InvalidNextToken", "The token is invalid"));
        return DescribeImagesResponse.builder().images(page.items()).nextToken(page.nextToken()).build();
    }

    private static List<Image> listed(CallContext context) {
        DefaultNetwork region = DefaultNetwork.of(context.account(), context.region());
        List<Image> images = new ArrayList<>();
        for (String architecture : List.of("x86_64", "arm64")) {
            String suffix = architecture.equals("x86_64") ? "x86_64-ebs" : "arm64-ebs";
            images.add(image(region.id("ami", "ecs-2023" + architecture),
                    "al2023-ami-ecs-hvm-2023.0.20260105-kernel-6.1-" + architecture,
                    "Amazon Linux AMI 2023.0.20260105 " + architecture + " ECS HVM EBS", ECS, architecture,
                    "2026-01-05T18:00:00.000Z"));
            images.add(image(region.id("ami", "ecs-2" + architecture),
                    "amzn2-ami-ecs-" + (architecture.equals("x86_64") ? "" : "kernel-5.10-") + "hvm-2.0.20260105-"
                            + suffix,
                    "Amazon Linux AMI 2.0.20260105 " + architecture + " ECS HVM GP2", ECS, architecture,
                    "2026-01-05T18:00:00.000Z"));
            images.add(image(region.id("ami", "al2023" + architecture),
                    "al2023-ami-2023.10.20260105.0-kernel-6.1-" + architecture,
                    "Amazon Linux 2023 AMI 2023.10.20260105.0 " + architecture + " HVM kernel-6.1", AMAZON,
                    architecture, "2026-01-05T18:00:00.000Z"));
        }
        images.add(image("ami-12c6146b", "Windows_Server-2008-R2_SP1-English-64Bit-Base-2017.10.13",
                "Microsoft Windows Server 2008 R2 SP1 Datacenter 64-bit Locale English Base AMI", "801119661308",
                "x86_64", "2017-10-13T00:00:00.000Z")
            .toBuilder()
            .platform("Windows")
            .platformDetails("Windows")
            .usageOperation("RunInstances:0002")
            .build());
        return images;
    }

    private static Image image(String id, String name, String description, String owner, String architecture,
            String made) {
        return Image.builder()
            .imageId(id)
            .name(name)
            .description(description)
            .imageLocation("amazon/" + name)
            .imageOwnerAlias("amazon")
            .ownerId(owner)
            .creationDate(made)
            .architecture(architecture)
            .imageType("machine")
            .publicLaunchPermissions(true)
            .state("available")
            .platformDetails("Linux/UNIX")
            .usageOperation("RunInstances")
            .rootDeviceType("ebs")
            .rootDeviceName("/dev/xvda")
            .virtualizationType("hvm")
            .hypervisor("xen")
            .enaSupport(true)
            .sriovNetSupport("simple")
            .blockDeviceMappings(BlockDeviceMapping.builder()
                .deviceName("/dev/xvda")
                .ebs((ebs) -> ebs.deleteOnTermination(true)
                    .encrypted(false)
                    .snapshotId("snap-" + id.substring(4))
                    .volumeSize(owner.equals(ECS) ? 30 : 8)
                    .volumeType("gp3"))
                .build())
            .build();
    }

}

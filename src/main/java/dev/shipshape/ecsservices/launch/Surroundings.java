package dev.shipshape.ecsservices.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.clusters.Cluster;
import dev.shipshape.logs.LogGroups;
import dev.shipshape.network.WaysOut;
import dev.shipshape.network.WaysOut.Way;
import dev.shipshape.taskdefinitions.ContainerDefinition;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.web.Problem;
import org.springframework.stereotype.Component;

/**
 * Looks around for what a task needs besides its definition: its images, roles, log
 * groups, a way out to the registry, room on instances. What cannot be looked at is a
 * warning, never in the way.
 */
@Component
class Surroundings {

    private final ImageLook images;

    private final RoleLook roles;

    private final RoomLook room;

    private final LogGroups groups;

    private final WaysOut ways;

    private final SharedReads reads;

    /** A form asks again with each change of a field; what it asks seldom changes. */
    private final Cache<List<Object>, List<Check>> found = Caffeine.newBuilder()
        .expireAfterWrite(10, TimeUnit.SECONDS)
        .maximumSize(500)
        .build();

    Surroundings(ImageLook images, RoleLook roles, RoomLook room, LogGroups groups, WaysOut ways, SharedReads reads) {
        this.images = images;
        this.roles = roles;
        this.room = room;
        this.groups = groups;
        this.ways = ways;
        this.reads = reads;
    }

    List<Check> of(Connection connection, Cluster cluster, Placement placement, List<String> roles) {
        TaskDefinition definition = placement.definition();
        List<String> allRoles = Stream
            .concat(roles.stream(),
                    Stream.of(definition.executionRole(), definition.taskRole()).flatMap(Stream::ofNullable))
            .filter((role) -> !role.isEmpty())
            .distinct()
            .toList();
        List<Supplier<List<Check>>> looks = new ArrayList<>();
        definition.containers()
            .stream()
            .map(ContainerDefinition::image)
            .distinct()
            .forEach((image) -> looks.add(() -> known(connection, List.of("image", image, definition.architecture()),
                    () -> this.images.of(connection, image, definition))));
        allRoles.forEach((role) -> looks
            .add(() -> known(connection, List.of("role", role), () -> List.of(this.roles.of(connection, role)))));
        definition.containers()
            .stream()
            .map(ContainerDefinition::logs)
            .flatMap(Stream::ofNullable)
            .distinct()
            .forEach((logs) -> looks.add(() -> List.of(group(connection, logs))));
        if (placement.launch().isFargate() && definition.networkMode().equals("awsvpc")
                && !placement.network().subnets().isEmpty()) {
            looks.add(() -> known(connection, List.of("way", placement.network(), definition.label()),
                    () -> wayOut(connection, placement)));
        }
        if (!placement.launch().isFargate() && cluster.instances() > 0) {
            looks.add(() -> this.room.of(connection, cluster, definition));
        }
        return this.reads.each(looks, Surroundings::asked).stream().flatMap(List::stream).toList();
    }

    private List<Check> known(Connection connection, List<Object> what, Supplier<List<Check>> look) {
        List<Object> key = List.of(connection.name(), connection.region(), what);
        List<Check> known = this.found.getIfPresent(key);
        if (known != null) {
            return known;
        }
        List<Check> checks = look.get();
        if (checks.stream().allMatch((check) -> check.weight() == Check.Weight.OK)) {
            this.found.put(key, checks); // what was missing may be made in the next
                                         // moment
        }
        return checks;
    }

    private static List<Check> asked(Supplier<List<Check>> look) {
        try {
            return look.get();
        }
        catch (Problem problem) {
            return List.of(Check.warn("taskDefinition", "Something could not be looked at before: " + problem.what()));
        }
    }

    private Check group(Connection connection, ContainerDefinition.Logs logs) {
        if (this.groups.find(logs.in(connection), logs.group()).isPresent()) {
            return Check.ok("taskDefinition", "Its log group " + logs.group() + " is there.");
        }
        return logs.creates()
                ? Check.ok("taskDefinition",
                        "Its log group " + logs.group() + " is made by the first task "
                                + "(the execution role needs logs:CreateLogGroup).")
                : Check.stop("taskDefinition", "There is no log group " + logs.group()
                        + ", without which its containers do not start. Create it, or set awslogs-create-group.");
    }

    private List<Check> wayOut(Connection connection, Placement placement) {
        boolean fromEcr = placement.definition()
            .containers()
            .stream()
            .allMatch((container) -> ImageLook.isOfEcr(container.image()));
        List<Check> checks = new ArrayList<>();
        this.ways.of(connection, placement.network().subnets())
            .forEach((subnet, way) -> way(subnet, way, placement, fromEcr).stream().forEach(checks::add));
        return checks.isEmpty() ? List.of(Check.ok("subnets", "From its subnets there is a way out to the registry."))
                : checks;
    }

    private static List<Check> way(String subnet, Way way, Placement placement, boolean fromEcr) {
        return switch (way) {
            case NAT -> List.of();
            case INTERNET_GATEWAY -> placement.publicAddress() ? List.of()
                    : List.of(Check.stop("publicAddress",
                            "Without a public address it cannot pull its image from " + subnet
                                    + ", whose way out is an internet gateway. Give it one, or choose subnets behind "
                                    + "a NAT gateway."));
            case ENDPOINTS -> fromEcr ? List.of() : List
                .of(Check.stop("subnets", subnet + " reaches ECR by VPC endpoints, but its image lies "
                        + "elsewhere and there is no other way out. Choose another subnet, or copy the image to ECR."));
            case OTHER -> List.of(Check.warn("subnets", subnet + " has a way out over another network, of which "
                    + "cannot be told here whether it leads to the registry."));
            case NONE -> List.of(Check.stop("subnets", "From " + subnet + " there is no way out to the registry: "
                    + "neither a gateway nor the VPC endpoints ecr.api, ecr.dkr and s3. Choose another subnet."));
        };
    }

}

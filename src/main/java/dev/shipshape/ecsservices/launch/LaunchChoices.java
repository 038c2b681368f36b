package dev.shipshape.ecsservices.launch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.shipshape.aws.AwsCommand;
import dev.shipshape.aws.Connection;
import dev.shipshape.clusters.Cluster;
import dev.shipshape.clusters.Clusters;
import dev.shipshape.cost.Billable;
import dev.shipshape.cost.Prices;
import dev.shipshape.network.Network;
import dev.shipshape.network.Networks;
import dev.shipshape.taskdefinitions.Family;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import dev.shipshape.web.NotFound;
import dev.shipshape.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import software.amazon.awssdk.core.SdkRequest;

/** What there is to choose from in a form that starts something, and what it comes to. */
@Component
public class LaunchChoices {

    /** A family's newest revisions; older ones are reached from their own pages. */
    private static final int REVISIONS = 5;

    private final Clusters clusters;

    private final TaskDefinitions definitions;

    private final Networks networks;

    private final Prices prices;

    private final Surroundings surroundings;

    LaunchChoices(Clusters clusters, TaskDefinitions definitions, Networks networks, Prices prices,
            Surroundings surroundings) {
        this.clusters = clusters;
        this.definitions = definitions;
        this.networks = networks;
        this.prices = prices;
        this.surroundings = surroundings;
    }

    /** The names of the clusters. */
    public List<String> clusterNames(Connection connection) {
        return this.clusters.names(connection);
    }

    /** The names of the newest active revisions of every family. */
    public List<String> definitionNames(Connection connection) {
        return this.definitions.families(connection).stream().flatMap(LaunchChoices::newest).toList();
    }

    private static Stream<String> newest(Family family) {
        return family.revisions().stream().limit(REVISIONS).map((revision) -> family.name() + ":" + revision.number());
    }

    /** All VPCs. */
    public Network network(Connection connection) {
        return this.networks.in(connection);
    }

    /**
     * Gives a form's template what there is to choose from.
     * @param connection where
     * @param model the template's model
     * @param chosen the revision that the form names, which stays a choice whatever it is
     */
    public void offer(Connection connection, Model model, String chosen) {
        Map<String, String> launches = new LinkedHashMap<>();
        Launch.choices().forEach((launch) -> launches.put(launch.name(), launch.word()));
        List<String> names = definitionNames(connection);
        List<String> offered = (chosen.isEmpty() || names.contains(chosen)) ? names
                : Stream.concat(Stream.of(chosen), names.stream()).toList();
        model.addAttribute("clusterNames", clusterNames(connection))
            .addAttribute("definitionNames", offered)
            .addAttribute("launchNames", launches)
            .addAttribute("network", network(connection));
    }

    /**
     * What is chosen until a person chooses.
     * @param connection where
     * @param definition the revision that was asked for; empty for the first there is
     * @throws Problem about the field {@code taskDefinition} if there is none of it
     */
    public Usual usual(Connection connection, String definition) {
        String name = definition.isEmpty() ? first(definitionNames(connection)) : definition;
        Launch launch = Launch.FARGATE;
        if (!name.isEmpty()) {
            TaskDefinition found = definition(connection, name);
            name = found.label();
            launch = found.fargate() ? Launch.FARGATE : Launch.EC2;
        }
        return new Usual(first(clusterNames(connection)), name, launch, network(connection).usual());
    }

    private static String first(List<String> names) {
        return names.isEmpty() ? "" : names.get(0);
    }

    /**
     * The revision that a form names.
     * @throws Problem about the field {@code taskDefinition} if there is none
     */
    public TaskDefinition definition(Connection connection, String name) {
        try {
            return this.definitions.named(connection, name);
        }
        catch (NotFound ex) {
            throw Problem.ofField("taskDefinition", ex.what() + " Choose one of those shown.");
        }
    }

    /** Looks for what would keep a task from starting. */
    public List<Check> preflight(Connection connection, String cluster, Placement placement) {
        return preflight(connection, cluster, placement, List.of());
    }

    /**
     * The same, with roles that are given in place of the definition's.
     * @param roles names or ARNs
     */
    public List<Check> preflight(Connection connection, String cluster, Placement placement, List<String> roles) {
        Cluster where = cluster(connection, cluster);
        List<Check> checks = new ArrayList<>(Preflight.of(where, placement.definition(), placement.launch(),
                placement.network(), network(connection)));
        checks.addAll(this.surroundings.of(connection, where, placement, roles));
        return checks;
    }

    /**
     * Ends here where something is in the way.
     * @param checks what was found
     * @param anyway whether to go on where AWS may still take it
     * @throws Problem about the first field that would keep a task from starting
     */
    public static void check(List<Check> checks, boolean anyway) {
        checks.stream()
            .filter((check) -> check.weight() == Check.Weight.BAD || (!anyway && check.weight() == Check.Weight.STOP))
            .findFirst()
            .ifPresent((check) -> {
                throw Problem.ofField(check.field(), check.words());
            });
    }

    private Cluster cluster(Connection connection, String name) {
        try {
            return this.clusters.named(connection, name);
        }
        catch (NotFound ex) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, ex.what(), "Choose one of those shown.", "cluster",
                    null, null, null, ex);
        }
    }

    /** What it all comes to. */
    public Quote quote(Connection connection, Billable billable, List<Check> checks, SdkRequest request) {
        boolean onInstances = billable.equals(Billable.onInstances(connection.region()));
        return new Quote(this.prices.of(billable), onInstances, checks, AwsCommand.of(connection, request), "");
    }

}

package dev.shipshape.cleanup.sweep;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;

/**
 * Which regions of a connection are in use: its own, those of the ledger, and those in
 * which a wide look once found a cluster or a repository.
 */
@Component
class Regions {

    private static final Logger LOG = LoggerFactory.getLogger(Regions.class);

    private final SweptRegionRepository swept;

    private final ResourceLedger ledger;

    private final AwsClients clients;

    private final SharedReads reads;

    private final TransactionTemplate transaction;

    Regions(SweptRegionRepository swept, ResourceLedger ledger, AwsClients clients, SharedReads reads,
            TransactionTemplate transaction) {
        this.swept = swept;
        this.ledger = ledger;
        this.clients = clients;
        this.reads = reads;
        this.transaction = transaction;
    }

    /** The connection in each region that is in use, its own first. */
    List<Connection> used(Connection home) {
        Set<String> regions = new LinkedHashSet<>(List.of(home.region()));
        regions.addAll(this.ledger.regions(home));
        this.swept.findByConnectionAndUsedTrue(home.name()).forEach((one) -> regions.add(one.getRegion()));
        return regions.stream().map(home::in).toList();
    }

    /**
     * Looks whether a region that is not in use has a cluster or a repository, two calls
     * each: what was made there by mistake costs as much as anywhere. Where AWS does not
     * let us look, the region stays as it is.
     * @throws Problem if AWS does not even tell which regions there are
     */
    void lookWide(Connection home) {
        Set<String> used = new LinkedHashSet<>(used(home).stream().map(Connection::region).toList());
        List<Connection> others = this.reads.fresh(() -> this.clients.ec2(home).describeRegions())
            .regions()
            .stream()
            .map(Region::regionName)
            .filter((region) -> !used.contains(region))
            .map(home::in)
            .toList();
        List<Boolean> inUse = this.reads.each(others, this::isUsed);
        for (int i = 0; i < others.size(); i++) {
            if (inUse.get(i)) {
                use(others.get(i));
            }
        }
    }

    private boolean isUsed(Connection place) {
        try {
            return this.reads.fresh(() -> !this.clients.ecs(place)
                .listClusters(ListClustersRequest.builder().maxResults(1).build())
                .clusterArns()
                .isEmpty()
                    || !this.clients.ecr(place)
                        .describeRepositories(DescribeRepositoriesRequest.builder().maxResults(1).build())
                        .repositories()
                        .isEmpty());
        }
        catch (Problem problem) {
            LOG.debug("{} in {} could not be looked at: {}", place.name(), place.region(), problem.what());
            return false;
        }
    }

    private void use(Connection place) {
        this.transaction.executeWithoutResult((status) -> {
            SweptRegion region = this.swept.findById(SweptRegion.id(place)).orElseGet(() -> new SweptRegion(place));
            region.use();
            this.swept.save(region);
        });
    }

}

package dev.shipshape.localaws;

import java.time.Clock;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.shipshape.localaws.autoscaling.Autoscaling;
import dev.shipshape.localaws.ec2.Ec2;
import dev.shipshape.localaws.ecr.Ecr;
import dev.shipshape.localaws.ecs.Ecs;
import dev.shipshape.localaws.elb.Elb;
import dev.shipshape.localaws.iam.Iam;
import dev.shipshape.localaws.logs.Logs;
import dev.shipshape.localaws.pricing.Pricing;
import dev.shipshape.localaws.protocol.AwsService;
import dev.shipshape.localaws.servicediscovery.CloudMap;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.sts.Sts;
import dev.shipshape.localaws.tagging.CloudMapResources;
import dev.shipshape.localaws.tagging.Ec2Resources;
import dev.shipshape.localaws.tagging.EcrResources;
import dev.shipshape.localaws.tagging.EcsResources;
import dev.shipshape.localaws.tagging.ElbResources;
import dev.shipshape.localaws.tagging.LogResources;
import dev.shipshape.localaws.tagging.Tagging;

/**
 * The services of one endpoint.
 *
 * @param ecs is closed with the endpoint, and moves by itself
 * @param ecr likewise
 * @param ec2 moves by itself
 * @param cloudMap moves by itself
 * @param all these and the rest
 */
record Services(Ecs ecs, Ecr ecr, Ec2 ec2, CloudMap cloudMap, List<AwsService> all) implements AutoCloseable {

    /** These services, and those that need only a store or the others. */
    static Services of(Store store, Ecs ecs, Ecr ecr, Ec2 ec2, Logs logs, Elb elb, CloudMap cloudMap) {
        Tagging tagging = new Tagging(
                List.of(new EcsResources(ecs, store), new EcrResources(ecr, store), new Ec2Resources(ec2),
                        new LogResources(logs, store), new ElbResources(elb), new CloudMapResources(cloudMap)));
        return new Services(ecs, ecr, ec2, cloudMap, List.of(ecs, ecr, new Sts(store), new Iam(store), ec2, logs, elb,
                new Autoscaling(store), cloudMap, new Pricing(), tagging));
    }

    /** Puts there what an account has from the start. */
    void seed() {
        this.all.forEach(AwsService::seed);
    }

    /** What they can do, such as {@code ecs:CreateCluster}, sorted. */
    SortedSet<String> operations() {
        SortedSet<String> names = new TreeSet<>();
        for (AwsService service : this.all) {
            service.operations().keySet().forEach((name) -> names.add(service.wire().signingName() + ":" + name));
        }
        return names;
    }

    /** Brings what moves by itself up to date; inside a transaction. */
    void advance(Clock clock) {
        this.ec2.advance(clock.instant());
        this.ecs.advance(clock.instant());
        this.ecr.advance(clock.instant());
        this.cloudMap.advance(clock.instant());
    }

    @Override
    public void close() {
        this.ecs.close();
        this.ecr.close();
    }

}

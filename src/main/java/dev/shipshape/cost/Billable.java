package dev.shipshape.cost;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Something that may cost money, as the facts that its price depends on. The facts are
 * what a ledger row keeps, so that a price can be told when AWS is not asked.
 *
 * @param region the AWS region's id
 * @param facts {@code billed} says by what: {@code fargate}, {@code storage},
 * {@code logs}, {@code alb}, {@code nat}, {@code ec2}, {@code nothing} or
 * {@code instance}; the others are its quantities
 */
public record Billable(String region, Map<String, String> facts) {

    private static final String BILLED = "billed";

    private static final int FREE_STORAGE = 20;

    /**
     * Tasks on Fargate.
     * @param region the AWS region's id
     * @param cpu CPU units, 1024 to the vCPU
     * @param memory MiB
     * @param architecture {@code X86_64} or {@code ARM64}
     * @param spot whether they run on FARGATE_SPOT
     * @param publicAddress whether each has a public IPv4 address
     * @param count how many
     */
    public static Billable fargate(String region, int cpu, int memory, String architecture, boolean spot,
            boolean publicAddress, int count) {
        Map<String, String> facts = new TreeMap<>();
        facts.put(BILLED, "fargate");
        facts.put("cpu", String.valueOf(cpu));
        facts.put("memory", String.valueOf(memory));
        facts.put("architecture", architecture);
        facts.put("spot", String.valueOf(spot));
        facts.put("public", String.valueOf(publicAddress));
        facts.put("count", String.valueOf(count));
        return new Billable(region, facts);
    }

    /**
     * The same tasks, each with this much ephemeral storage. Fargate gives 20 GiB for
     * nothing, which is what facts without {@code storage} mean.
     * @param gib GiB
     */
    public Billable withStorage(int gib) {
        if (gib <= FREE_STORAGE || !billed().equals("fargate")) {
            return this;
        }
        Map<String, String> facts = new TreeMap<>(this.facts);
        facts.put("storage", String.valueOf(gib));
        return new Billable(this.region, facts);
    }

    /**
     * Images stored in ECR.
     * @param region the AWS region's id
     * @param bytes compressed bytes
     */
    public static Billable storage(String region, long bytes) {
        return new Billable(region, Map.of(BILLED, "storage", "bytes", String.valueOf(bytes)));
    }

    /**
     * Log lines stored in CloudWatch Logs.
     * @param region the AWS region's id
     * @param bytes stored bytes
     */
    public static Billable logs(String region, long bytes) {
        return new Billable(region, Map.of(BILLED, "logs", "bytes", String.valueOf(bytes)));
    }

    /** An Application Load Balancer, without what it carries. */
    public static Billable loadBalancer(String region) {
        return new Billable(region, Map.of(BILLED, "alb"));
    }

    /** A NAT gateway, without what it carries. */
    public static Billable natGateway(String region) {
        return new Billable(region, Map.of(BILLED, "nat"));
    }

    /**
     * An EC2 instance with Linux, on demand, without its volumes.
     * @param region the AWS region's id
     * @param instanceType such as {@code t3.micro}
     */
    public static Billable ec2(String region, String instanceType) {
        return new Billable(region, Map.of(BILLED, "ec2", "instanceType", instanceType));
    }

    /** Something that AWS does not charge for, such as a cluster or a task definition. */
    public static Billable nothing(String region) {
        return new Billable(region, Map.of(BILLED, "nothing"));
    }

    /** Tasks on instances: the instances are billed, whatever runs on them. */
    public static Billable onInstances(String region) {
        return new Billable(region, Map.of(BILLED, "instance"));
    }

    /**
     * How long AWS bills at least: a minute for what runs on Fargate and for instances
     * (AWS Fargate pricing; Amazon EC2 on-demand pricing).
     */
    static Duration least(Map<String, String> facts) {
        String billed = facts.getOrDefault(BILLED, "");
        return (billed.equals("fargate") || billed.equals("ec2")) ? Duration.ofMinutes(1) : Duration.ZERO;
    }

    String billed() {
        return this.facts.getOrDefault(BILLED, "");
    }

    @Nullable String fact(String name) {
        return this.facts.get(name);
    }

}

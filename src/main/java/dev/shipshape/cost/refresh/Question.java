package dev.shipshape.cost.refresh;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One question to the Price List API, and which of the answers are wanted.
 *
 * @param service the service's code
 * @param filters attributes that the products must have, besides the region
 * @param items our items by usage type. A usage type begins with a prefix of its region,
 * such as {@code USE1-}; what follows must be exactly this, because much else is named
 * alike ({@code Fargate-Windows-…}, {@code SpotUsage-Fargate-…})
 */
record Question(String service, Map<String, String> filters, Map<String, String> items) {

    private static final String STORED = "TimedStorage-ByteHrs";

    /** All that is asked of a region in which such instances were seen. */
    static List<Question> all(Collection<String> instanceTypes) {
        List<Question> all = new ArrayList<>(List.of(
                new Question("AmazonECS", Map.of("productFamily", "Compute"),
                        Map.of("Fargate-vCPU-Hours:perCPU", "fargate-vcpu-hour", "Fargate-GB-Hours", "fargate-gb-hour",
                                "Fargate-ARM-vCPU-Hours:perCPU", "fargate-arm-vcpu-hour", "Fargate-ARM-GB-Hours",
                                "fargate-arm-gb-hour", "Fargate-EphemeralStorage-GB-Hours", "ephemeral-gb-hour")),
                new Question("AmazonECR", Map.of(), Map.of(STORED, "ecr-gb-month")),
                new Question("AmazonVPC", Map.of(), Map.of("PublicIPv4:InUseAddress", "public-ipv4-hour")),
                new Question("AmazonCloudWatch", Map.of("productFamily", "Storage Snapshot"),
                        Map.of(STORED, "logs-stored-gb-month")),
                new Question("AWSELB", Map.of("productFamily", "Load Balancer-Application"),
                        Map.of("LoadBalancerUsage", "alb-hour")),
                new Question("AmazonEC2", Map.of("productFamily", "NAT Gateway"),
                        Map.of("NatGateway-Hours", "nat-hour"))));
        instanceTypes.stream().sorted().map(Question::instance).forEach(all::add);
        return all;
    }

    private static Question instance(String type) {
        Map<String, String> filters = new LinkedHashMap<>();
        filters.put("instanceType", type);
        filters.put("operatingSystem", "Linux");
        filters.put("tenancy", "Shared");
        filters.put("preInstalledSw", "NA");
        filters.put("capacitystatus", "Used");
        return new Question("AmazonEC2", filters, Map.of("BoxUsage:" + type, "ec2-hour:" + type));
    }

}

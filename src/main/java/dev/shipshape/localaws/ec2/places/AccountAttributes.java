package dev.shipshape.localaws.ec2.places;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.shipshape.localaws.ec2.region.NetworkTables;
import dev.shipshape.localaws.ec2.shared.Calls;
import dev.shipshape.localaws.ec2.shared.Ec2Errors;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.ec2.model.AccountAttribute;
import software.amazon.awssdk.services.ec2.model.AccountAttributeValue;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesResponse;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** What EC2 tells of the account in a region: its default VPC and its limits. */
public final class AccountAttributes {

    private final NetworkTables networks;

    /** The account with these networks. */
    public AccountAttributes(NetworkTables networks) {
        this.networks = networks;
    }

    /** The operations that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("DescribeAccountAttributes", Calls.of(DescribeAccountAttributesRequest::builder, this::describe));
    }

    private DescribeAccountAttributesResponse describe(CallContext context, DescribeAccountAttributesRequest request) {
        Map<String, String> values = new TreeMap<>(Map.of("supported-platforms", "VPC", "default-vpc",
                this.networks.defaultVpc(context.region()).map(Vpc::vpcId).orElse("none"), "max-instances", "1000",
                "max-elastic-ips", "5", "vpc-max-elastic-ips", "5", "vpc-max-security-groups-per-interface", "5"));
        List<String> asked = request.attributeNamesAsStrings();
        asked.stream().filter((name) -> !values.containsKey(name)).findFirst().ifPresent((name) -> {
            throw Ec2Errors.invalidValue(
                    "Value (" + name + ") for parameter attributeName is invalid. Unknown account attribute.");
        });
        return DescribeAccountAttributesResponse.builder()
            .accountAttributes(values.entrySet()
                .stream()
                .filter((entry) -> asked.isEmpty() || asked.contains(entry.getKey()))
                .map((entry) -> AccountAttribute.builder()
                    .attributeName(entry.getKey())
                    .attributeValues(AccountAttributeValue.builder().attributeValue(entry.getValue()).build())
                    .build())
                .toList())
            .build();
    }

}

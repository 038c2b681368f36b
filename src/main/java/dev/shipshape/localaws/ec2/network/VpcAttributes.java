package dev.shipshape.localaws.ec2.network;

import java.util.Map;

import dev.shipshape.localaws.ec2.region.NetworkTables;
import dev.shipshape.localaws.ec2.shared.Calls;
import dev.shipshape.localaws.ec2.shared.Ec2Errors;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** What a VPC does about DNS: names are resolved unless it says otherwise. */
final class VpcAttributes {

    private final NetworkTables tables;

    private final Table<Chosen> chosen;

    VpcAttributes(Store store, NetworkTables tables) {
        this.tables = tables;
        this.chosen = store.records("ec2.vpc-attributes", Chosen.class);
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("DescribeVpcAttribute",
                Calls.of(DescribeVpcAttributeRequest::builder, this::describe).requiring("VpcId", "Attribute"),
                "ModifyVpcAttribute", Calls.of(ModifyVpcAttributeRequest::builder, this::modify).requiring("VpcId"));
    }

    void forget(String region, String vpcId) {
        this.chosen.remove(region + "/" + vpcId);
    }

    /** Only in the default VPC do instances get names of their own accord. */
    private Chosen of(CallContext context, Vpc vpc) {
        return this.chosen.find(context.region() + "/" + vpc.vpcId())
            .orElse(new Chosen(true, Boolean.TRUE.equals(vpc.isDefault()), false));
    }

    private DescribeVpcAttributeResponse describe(CallContext context, DescribeVpcAttributeRequest request) {
        Vpc vpc = this.tables.vpcs().get(context.region(), request.vpcId());
        Chosen now = of(context, vpc);
        DescribeVpcAttributeResponse.Builder answer = DescribeVpcAttributeResponse.builder().vpcId(vpc.vpcId());
        return (switch (request.attribute()) {
            case ENABLE_DNS_SUPPORT -> answer.enableDnsSupport((value) -> value.value(now.dnsSupport()));
            case ENABLE_DNS_HOSTNAMES -> answer.enableDnsHostnames((value) -> value.value(now.dnsHostnames()));
            case ENABLE_NETWORK_ADDRESS_USAGE_METRICS ->
                answer.enableNetworkAddressUsageMetrics((value) -> value.value(now.addressMetrics()));
            default -> throw Ec2Errors.invalidValue("Value (" + request.attributeAsString()
                    + ") for parameter attribute is invalid. Unknown attribute.");
        }).build();
    }

    private ModifyVpcAttributeResponse modify(CallContext context, ModifyVpcAttributeRequest request) {
        Vpc vpc = this.tables.vpcs().get(context.region(), request.vpcId());
        Chosen now = of(context, vpc);
        this.chosen.put(context.region() + "/" + vpc.vpcId(),
                new Chosen(value(request.enableDnsSupport(), now.dnsSupport()),
                        value(request.enableDnsHostnames(), now.dnsHostnames()),
                        value(request.enableNetworkAddressUsageMetrics(), now.addressMetrics())));
        return ModifyVpcAttributeResponse.builder().build();
    }

    private static boolean value(@Nullable AttributeBooleanValue asked, boolean before) {
        return (asked != null && asked.value() != null) ? asked.value() : before;
    }

    /**
     * What was chosen for a VPC.
     *
     * @param dnsSupport whether names are resolved
     * @param dnsHostnames whether instances get names
     * @param addressMetrics whether the use of addresses is measured
     */
    record Chosen(boolean dnsSupport, boolean dnsHostnames, boolean addressMetrics) {
    }

}

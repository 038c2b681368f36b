package dev.shipshape.network;

import java.util.List;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/**
 * The addresses of a network interface.
 *
 * @param networkInterface its id, such as {@code eni-0123}
 * @param privateAddress its address inside the VPC; null before it has one
 * @param publicAddress its address on the internet; null for none
 * @param subnet the id of the subnet that it lies in
 * @param securityGroups the ids of its security groups
 */
public record Addresses(String networkInterface, @Nullable String privateAddress, @Nullable String publicAddress,
        String subnet, List<String> securityGroups) {

    static Addresses of(NetworkInterface eni) {
        return new Addresses(eni.networkInterfaceId(), eni.privateIpAddress(),
                (eni.association() != null) ? eni.association().publicIp() : null, eni.subnetId(),
                eni.groups().stream().map(GroupIdentifier::groupId).toList());
    }

}

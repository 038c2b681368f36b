package dev.shipshape.network;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/**
 * The addresses of a network interface.
 *
 * @param networkInterface its id, such as {@code eni-0123}
 * @param privateAddress its address inside the VPC; null before it has one
 * @param publicAddress its address on the internet; null for none
 */
public record Addresses(String networkInterface, @Nullable String privateAddress, @Nullable String publicAddress) {

    static Addresses of(NetworkInterface eni) {
        return new Addresses(eni.networkInterfaceId(), eni.privateIpAddress(),
                (eni.association() != null) ? eni.association().publicIp() : null);
    }

}

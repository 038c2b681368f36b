package dev.shipshape.localaws.ec2.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

import dev.shipshape.localaws.ec2.region.NetworkTables;
import dev.shipshape.localaws.ec2.shared.Calls;
import dev.shipshape.localaws.ec2.shared.Ec2Errors;
import dev.shipshape.localaws.ec2.shared.Ids;
import dev.shipshape.localaws.ec2.shared.TagTable;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AllocateAddressResponse;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AssociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressResponse;

/** Elastic IP addresses, out of the ranges that RFC 5737 keeps for documentation. */
final class Addresses {

    private static final List<String> RANGES = List.of("198.51.100.", "192.0.2.");

    private final NetworkTables tables;

    private final Attachments attachments;

    Addresses(NetworkTables tables, Attachments attachments) {
        this.tables = tables;
        this.attachments = attachments;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("AllocateAddress", Calls.of(AllocateAddressRequest::builder, this::allocate), "DescribeAddresses",
                Calls.of(DescribeAddressesRequest::builder, this::describe), "AssociateAddress",
                Calls.of(AssociateAddressRequest::builder, this::associate), "DisassociateAddress",
                Calls.of(DisassociateAddressRequest::builder, this::disassociate), "ReleaseAddress",
                Calls.of(ReleaseAddressRequest::builder, this::release));
    }

    private AllocateAddressResponse allocate(CallContext context, AllocateAddressRequest request) {
        TagTable.checkTypes(request.tagSpecifications(), "elastic-ip");
        List<String> taken = this.tables.addresses().all(context.region()).stream().map(Address::publicIp).toList();
        if (taken.size() >= 254 * RANGES.size()) {
            throw new AwsError("AddressLimitExceeded", "The maximum number of addresses has been reached.");
        }
        String address;
        do {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            address = RANGES.get(random.nextInt(RANGES.size())) + (1 + random.nextInt(254));
        }
        while (taken.contains(address));
        Address made = Address.builder()
            .allocationId(Ids.next("eipalloc"))
            .publicIp(address)
            .domain("vpc")
            .publicIpv4Pool("amazon")
            .networkBorderGroup(context.region())
            .build();
        this.tables.addresses().put(context.region(), made);
        this.tables.tags().add(context.region(), made.allocationId(), "elastic-ip", request.tagSpecifications());
        return AllocateAddressResponse.builder()
            .allocationId(made.allocationId())
            .publicIp(address)
            .domain("vpc")
            .publicIpv4Pool("amazon")
            .networkBorderGroup(context.region())
            .build();
    }

    private DescribeAddressesResponse describe(CallContext context, DescribeAddressesRequest request) {
        request.publicIps().forEach((address) -> get(context, null, address));
        for (String id : request.allocationIds()) {
            this.tables.addresses().get(context.region(), id);
        }
        List<Address> chosen = this.tables.addresses()
            .all(context.region())
            .stream()
            .filter((one) -> request.publicIps().isEmpty() || request.publicIps().contains(one.publicIp()))
            .filter((one) -> request.allocationIds().isEmpty() || request.allocationIds().contains(one.allocationId()))
            .toList();
        return DescribeAddressesResponse.builder()
            .addresses(this.tables.addresses().page(chosen, true, request.filters(), null, null).items())
            .build();
    }

    private Optional<Address> find(CallContext context, Predicate<Address> which) {
        return this.tables.addresses().all(context.region()).stream().filter(which).findFirst();
    }

    private Address get(CallContext context, @Nullable String allocationId, @Nullable String publicIp) {
        if (allocationId != null) {
            return this.tables.addresses().get(context.region(), allocationId);
        }
        if (publicIp == null) {
            throw Ec2Errors.missing("AllocationId");
        }
        return find(context, (one) -> publicIp.equals(one.publicIp()))
            .orElseThrow(() -> new AwsError("InvalidAddress.NotFound", "Address '" + publicIp + "' not found."));
    }

    private AssociateAddressResponse associate(CallContext context, AssociateAddressRequest request) {
        Address address = get(context, request.allocationId(), request.publicIp());
        NetworkInterface eni = target(context, request);
        if (address.associationId() != null && !eni.networkInterfaceId().equals(address.networkInterfaceId())
                && !Boolean.TRUE.equals(request.allowReassociation())) {
            throw new AwsError("Resource.AlreadyAssociated", "resource " + address.allocationId()
                    + " is already associated with associate-id " + address.associationId());
        }
        if (address.networkInterfaceId() != null) {
            this.attachments.withPublicAddress(context.region(), address.networkInterfaceId(), null);
        }
        String association = Ids.next("eipassoc");
        this.tables.addresses()
            .put(context.region(),
                    address.toBuilder()
                        .associationId(association)
                        .networkInterfaceId(eni.networkInterfaceId())
                        .networkInterfaceOwnerId(context.account())
                        .privateIpAddress(eni.privateIpAddress())
                        .instanceId((eni.attachment() != null) ? eni.attachment().instanceId() : null)
                        .build());
        this.attachments.withPublicAddress(context.region(), eni.networkInterfaceId(), address.publicIp());
        return AssociateAddressResponse.builder().associationId(association).build();
    }

    private NetworkInterface target(CallContext context, AssociateAddressRequest request) {
        if (request.networkInterfaceId() != null) {
            return this.tables.interfaces().get(context.region(), request.networkInterfaceId());
        }
        if (request.instanceId() == null) {
            throw Ec2Errors.missing("InstanceId or NetworkInterfaceId");
        }
        return this.tables.interfaces()
            .all(context.region())
            .stream()
            .filter((one) -> one.attachment() != null && request.instanceId().equals(one.attachment().instanceId()))
            .findFirst()
            .orElseThrow(() -> Ec2Errors.notFound("InvalidInstanceID", "instance ID", request.instanceId()));
    }

    private DisassociateAddressResponse disassociate(CallContext context, DisassociateAddressRequest request) {
        Address address = (request.associationId() != null)
                ? find(context, (one) -> request.associationId().equals(one.associationId())).orElseThrow(
                        () -> Ec2Errors.notFound("InvalidAssociationID", "association ID", request.associationId()))
                : get(context, null, request.publicIp());
        if (address.networkInterfaceId() != null) {
            this.attachments.withPublicAddress(context.region(), address.networkInterfaceId(), null);
        }
        this.tables.addresses().put(context.region(), free(address));
        return DisassociateAddressResponse.builder().build();
    }

    /** The address as one that nothing has. */
    static Address free(Address address) {
        return address.toBuilder()
            .associationId(null)
            .networkInterfaceId(null)
            .networkInterfaceOwnerId(null)
            .privateIpAddress(null)
            .instanceId(null)
            .build();
    }

    private ReleaseAddressResponse release(CallContext context, ReleaseAddressRequest request) {
        Address address = get(context, request.allocationId(), request.publicIp());
        if (address.associationId() != null) {
            throw new AwsError("InvalidIPAddress.InUse", "Address " + address.publicIp() + " is in use.");
        }
        this.tables.addresses().remove(context.region(), address.allocationId());
        return ReleaseAddressResponse.builder().build();
    }

}

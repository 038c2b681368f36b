package dev.shipshape.localaws.ecs.clusters;

import java.util.List;
import java.util.Optional;

import dev.shipshape.localaws.ecs.shared.References;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStatus;

/**
 * The capacity providers there are: Fargate's two, which every account has, and those
 * that somebody made.
 */
public final class Providers {

    /** The two that AWS has made. */
    public static final List<String> FARGATE = List.of("FARGATE", "FARGATE_SPOT");

    private final Table<CapacityProvider> table;

    /** The providers in a store. */
    public Providers(Store store) {
        this.table = store.table("ecs.capacity-providers", CapacityProvider::builder);
    }

    /** The provider of this name or ARN. */
    public Optional<CapacityProvider> find(CallContext context, String nameOrArn) {
        String name = nameOrArn.startsWith("arn:") ? References.resource(context, "capacity-provider", nameOrArn)
                : nameOrArn;
        String arn = arn(context, name);
        if (FARGATE.contains(name)) {
            return Optional.of(CapacityProvider.builder()
                .capacityProviderArn(arn)
                .name(name)
                .status(CapacityProviderStatus.ACTIVE)
                .build());
        }
        return this.table.find(arn);
    }

    /** The names of those that somebody made in the region of the call, sorted. */
    public List<String> made(CallContext context) {
        String prefix = arn(context, "");
        return this.table.keys(prefix).stream().map((arn) -> arn.substring(prefix.length())).toList();
    }

    /** Those that somebody made in the region of the call. */
    public List<CapacityProvider> all(CallContext context) {
        return this.table.startingWith(arn(context, ""));
    }

    /** Remembers one. */
    public void put(CapacityProvider provider) {
        this.table.put(provider.capacityProviderArn(), provider);
    }

    /** Forgets one for good. */
    public void remove(CapacityProvider provider) {
        this.table.remove(provider.capacityProviderArn());
    }

    /** The ARN of the provider of this name. */
    public static String arn(CallContext context, String name) {
        return context.arn("ecs", "capacity-provider/" + name);
    }

}

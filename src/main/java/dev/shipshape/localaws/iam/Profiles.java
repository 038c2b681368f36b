package dev.shipshape.localaws.iam;

import java.util.Optional;

import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.iam.model.InstanceProfile;

/** The instance profiles, each under its name and without its roles. */
public final class Profiles {

    private final Table<InstanceProfile> table;

    public Profiles(Store store) {
        this.table = store.table("iam.instance-profiles", InstanceProfile::builder);
    }

    /** The profile of this name; empty if there is none. */
    public Optional<InstanceProfile> find(String name) {
        return this.table.find(name);
    }

    Table<InstanceProfile> table() {
        return this.table;
    }

}

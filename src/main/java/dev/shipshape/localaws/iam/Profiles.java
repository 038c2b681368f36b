package dev.shipshape.localaws.iam;

import java.util.List;
import java.util.Optional;

import dev.shipshape.localaws.store.Index;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.Role;

/** The instance profiles, each under its name and with the name of its role. */
public final class Profiles {

    private final Table<InstanceProfile> table;

    private final Index<InstanceProfile> byRole;

    /** The profiles in a store. */
    public Profiles(Store store) {
        this.table = store.table("iam.instance-profiles", InstanceProfile::builder);
        this.byRole = this.table.index("role", (one) -> one.roles().stream().map(Role::roleName).toList());
    }

    /** The profile of this name; empty if there is none. */
    public Optional<InstanceProfile> find(String name) {
        return this.table.find(name);
    }

    /** The profiles that hand out this role. */
    List<InstanceProfile> withRole(String role) {
        return this.byRole.keys(role).stream().flatMap((name) -> find(name).stream()).toList();
    }

    Table<InstanceProfile> table() {
        return this.table;
    }

}

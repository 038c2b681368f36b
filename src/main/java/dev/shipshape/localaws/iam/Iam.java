package dev.shipshape.localaws.iam;

import java.util.HashMap;
import java.util.Map;

import dev.shipshape.localaws.protocol.AwsService;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Wire;
import dev.shipshape.localaws.store.Store;

/**
 * AWS IAM, API version 2010-05-08: roles, policies, instance profiles. It knows no
 * regions, and evaluates no policy.
 */
public final class Iam implements AwsService {

    private final IamTables tables;

    private final Map<String, Operation<?, ?>> operations = new HashMap<>();

    public Iam(Store store) {
        this.tables = IamTables.of(store);
        Profiles profiles = new Profiles(store);
        this.operations.putAll(new Roles(this.tables, profiles).operations());
        this.operations.putAll(new RoleChanges(this.tables).operations());
        this.operations.putAll(new InlinePolicies(this.tables).operations());
        this.operations.putAll(new Policies(this.tables).operations());
        this.operations.putAll(new PolicyVersions(this.tables).operations());
        this.operations.putAll(new ServiceLinkedRoles(this.tables).operations());
        this.operations.putAll(new ProfileCalls(this.tables, profiles).operations());
        this.operations.putAll(new Account(this.tables, profiles).operations());
        this.operations.putAll(new RoleTags(this.tables).operations());
        this.operations.putAll(new AttachedPolicies(this.tables).operations());
    }

    @Override
    public Wire wire() {
        return Wire.query("iam", "2010-05-08");
    }

    @Override
    public Map<String, Operation<?, ?>> operations() {
        return this.operations;
    }

    @Override
    public void seed() {
        SeededRoles.into(this.tables, CallContext.ACCOUNT);
    }

}

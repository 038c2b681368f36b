package dev.shipshape.localaws.durability;

import java.util.Random;

import software.amazon.awssdk.services.iam.model.Role;

/** Clusters of ECS and roles of IAM, made and deleted. */
final class NamedLoad implements Load {

    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

    private final Names clusters = new Names("cluster-");

    private final Names roles = new Names("role-");

    @Override
    public void prepare(Clients clients) {
        // Needs nothing.
    }

    @Override
    public void change(Clients clients, Random random) {
        if (random.nextBoolean()) {
            this.clusters.change(random, (name) -> clients.ecs().createCluster((cluster) -> cluster.clusterName(name)),
                    (name) -> clients.ecs().deleteCluster((cluster) -> cluster.cluster(name)));
        }
        else {
            this.roles.change(random,
                    (name) -> clients.iam().createRole((role) -> role.roleName(name).assumeRolePolicyDocument(TRUST)),
                    (name) -> clients.iam().deleteRole((role) -> role.roleName(name)));
        }
    }

    @Override
    public void verify(Clients clients) {
        this.clusters.verify(clients.ecs()
            .listClustersPaginator()
            .clusterArns()
            .stream()
            .map((arn) -> arn.substring(arn.lastIndexOf('/') + 1))
            .toList());
        this.roles.verify(clients.iam().listRolesPaginator().roles().stream().map(Role::roleName).toList());
    }

}

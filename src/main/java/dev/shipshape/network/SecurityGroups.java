package dev.shipshape.network;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cost.Billable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * The security groups that were made with Shipshape, which their tags tell. Those of
 * others are used by our tasks too, but are not ours to remove.
 */
@Component
class SecurityGroups {

    static final String KIND = "security-group";

    private final AwsClients clients;

    private final SharedReads reads;

    private final ActionLog actions;

    SecurityGroups(AwsClients clients, SharedReads reads, ActionLog actions) {
        this.clients = clients;
        this.reads = reads;
        this.actions = actions;
    }

    /** Those that are tagged as ours, asked of AWS now. */
    List<Found> ours(Connection connection) {
        return read(connection, Filter.builder().name("tag-key").values(Change.TAG, Change.OWNER).build()).stream()
            .map((group) -> found(connection, group))
            .toList();
    }

    /** Whether it stands, asked of AWS now; an id is never given again. */
    boolean stands(Connection connection, String id) {
        return !read(connection, Filter.builder().name("group-id").values(id).build()).isEmpty();
    }

    private List<software.amazon.awssdk.services.ec2.model.SecurityGroup> read(Connection connection, Filter filter) {
        return this.reads.fresh(() -> this.clients.ec2(connection)
            .describeSecurityGroupsPaginator(DescribeSecurityGroupsRequest.builder().filters(filter).build())
            .securityGroups()
            .stream()
            .toList());
    }

    private static Found found(Connection connection, software.amazon.awssdk.services.ec2.model.SecurityGroup group) {
        Map<String, String> tags = new TreeMap<>();
        group.tags().forEach((tag) -> tags.put(tag.key(), (tag.value() != null) ? tag.value() : ""));
        String arn = "arn:" + connection.partition() + ":ec2:" + connection.region() + ":" + group.ownerId()
                + ":security-group/" + group.groupId();
        return Found
            .of(new Resource(KIND, group.groupId(), group.vpcId(), arn, null,
                    Billable.nothing(connection.region()).facts()))
            .tagged(tags);
    }

    /**
     * Deletes a security group.
     * @throws dev.shipshape.web.Problem if AWS refuses, with the code DependencyViolation
     * for minutes while the network interfaces of stopped tasks go
     */
    void delete(Connection connection, Resource resource) {
        String arn = resource.arn();
        DeleteSecurityGroupRequest request = DeleteSecurityGroupRequest.builder().groupId(resource.name()).build();
        Change change = Change.of(connection, Verb.DELETE, KIND, resource.name()).on(arn).by(request);
        this.actions.run(change, () -> {
            try {
                this.clients.ec2(connection).deleteSecurityGroup(request);
                return Outcome.of(arn).gone(arn);
            }
            catch (Ec2Exception ex) {
                if (ex.awsErrorDetails() != null && "InvalidGroup.NotFound".equals(ex.awsErrorDetails().errorCode())) {
                    return Outcome.of(arn).gone(arn).note("It was gone already.");
                }
                throw ex;
            }
        });
    }

}

package dev.shipshape.taskdefinitions;

import java.util.List;
import java.util.Optional;

import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Gathering;
import dev.shipshape.taskdefinitions.TaskDefinition.State;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/** What AWS itself says of revisions now; nothing here is remembered. */
@Component
class TaskDefinitionCalls {

    private final AwsClients clients;

    TaskDefinitionCalls(AwsClients clients) {
        this.clients = clients;
    }

    /** What a person calls the revision of an ARN: {@code web:3}. */
    static String label(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** Asks AWS itself, for settling and "is it gone". */
    Optional<TaskDefinition> fresh(Connection connection, String name) {
        return describe(connection, name).map(DescribeTaskDefinitionResponse::taskDefinition).map(TaskDefinition::of);
    }

    Optional<DescribeTaskDefinitionResponse> describe(Connection connection, String name) {
        try {
            return Optional.of(this.clients.ecs(connection)
                .describeTaskDefinition((request) -> request.taskDefinition(name).include(TaskDefinitionField.TAGS)));
        }
        catch (EcsException ex) {
            // AWS says "not found" in these words only, with the code of any wrong
            // request
            if (ex.statusCode() == 400 && String.valueOf(ex.getMessage()).contains("Unable to describe")) {
                return Optional.empty();
            }
            throw ex;
        }
    }

    /** The ARNs of all revisions of a state, page by page. */
    void gather(Connection connection, State state, Gathering<String> gathering) {
        ListTaskDefinitionsRequest request = ListTaskDefinitionsRequest.builder()
            .status(state.aws())
            .sort("DESC")
            .build();
        this.clients.ecs(connection)
            .listTaskDefinitionsPaginator(request)
            .forEach((page) -> gathering.add(page.taskDefinitionArns()));
    }

    /** All revisions of a state, asked of AWS itself, the newest first. */
    List<String> arns(Connection connection, State state, @Nullable String family) {
        ListTaskDefinitionsRequest request = ListTaskDefinitionsRequest.builder()
            .status(state.aws())
            .familyPrefix(family)
            .sort("DESC")
            .build();
        return this.clients.ecs(connection)
            .listTaskDefinitionsPaginator(request)
            .taskDefinitionArns()
            .stream()
            .toList();
    }

}

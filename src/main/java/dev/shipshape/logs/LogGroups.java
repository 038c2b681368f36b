package dev.shipshape.logs;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.web.Problem;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** The log groups of a connection: whether they are there, made, deleted. */
@Component
public class LogGroups {

    static final String KIND = "log-group";

    private static final List<String> OF_ECS = List.of("/ecs/", "/aws/ecs/");

    /** CreateLogGroup's rule (CloudWatch Logs API reference). */
    private static final String NAME = "[.\\-_/#A-Za-z0-9]{1,512}";

    private final AwsClients clients;

    private final SharedReads reads;

    private final ActionLog actions;

    LogGroups(AwsClients clients, SharedReads reads, ActionLog actions) {
        this.clients = clients;
        this.reads = reads;
        this.actions = actions;
    }

    /** All log groups of a connection, by name. */
    public List<LogGroup> in(Connection connection) {
        return this.reads.shared(connection, "log-groups",
                () -> this.clients.logs(connection)
                    .describeLogGroupsPaginator()
                    .logGroups()
                    .stream()
                    .map(LogGroup::of)
                    .sorted(Comparator.comparing(LogGroup::name))
                    .toList());
    }

    /** The log group of this name, if there is one; may be two seconds old. */
    public Optional<LogGroup> find(Connection connection, String name) {
        return this.reads.shared(connection, "log-group " + name, () -> read(connection, name));
    }

    /** Whether there is a log group of this name, asked of AWS now. */
    public boolean exists(Connection connection, String name) {
        return now(connection, name).isPresent();
    }

    /** The log group of this name, asked of AWS now. */
    Optional<LogGroup> now(Connection connection, String name) {
        return this.reads.fresh(() -> read(connection, name));
    }

    /**
     * Makes a log group, as an action of the present person; the ledger keeps it. Its
     * lines are kept for ever, until it is deleted.
     * @param name 1 to 512 letters, digits and any of {@code . - _ / #}
     * @return the log group
     * @throws Problem if the name is wrong (its field is {@code logGroup}) or taken, or
     * AWS refuses
     */
    public LogGroup create(Connection connection, String name) {
        if (!name.matches(NAME)) {
            throw Problem.ofField("logGroup",
                    "A log group's name has 1 to 512 letters, digits and any of . - _ / and #.");
        }
        Change change = this.actions.making(connection, Verb.CREATE, KIND, name);
        CreateLogGroupRequest request = CreateLogGroupRequest.builder().logGroupName(name).tags(change.tags()).build();
        return this.actions.run(change.by(request), () -> {
            this.clients.logs(connection).createLogGroup(request);
            LogGroup made = made(connection, name);
            return Outcome.of(made).made(resource(connection, made));
        });
    }

    /**
     * CreateLogGroup answers nothing, so what it made is read. Where that fails the
     * action is unknown, and settling finds the group by its tag.
     */
    private LogGroup made(Connection connection, String name) {
        return read(connection, name)
            .orElseThrow(() -> SdkException.create("The new log group is not listed yet.", null));
    }

    /**
     * Deletes a log group with all its lines.
     * @throws Problem if AWS refuses; that it is not there any more is no problem
     */
    void delete(Connection connection, String name, String arn) {
        DeleteLogGroupRequest request = DeleteLogGroupRequest.builder().logGroupName(name).build();
        this.actions.run(Change.of(connection, Verb.DELETE, KIND, name).on(arn).by(request), () -> {
            try {
                this.clients.logs(connection).deleteLogGroup(request);
                return Outcome.of(name).gone(arn);
            }
            catch (ResourceNotFoundException ex) {
                return Outcome.of(name).gone(arn).note("It was gone already.");
            }
        });
    }

    /** The tags of a log group, asked of AWS now. */
    Map<String, String> tags(Connection connection, LogGroup group) {
        return this.reads.fresh(() -> this.clients.logs(connection)
            .listTagsForResource((request) -> request.resourceArn(group.arn()))
            .tags());
    }

    /**
     * The log groups of these names, and all whose names say that they are of ECS, asked
     * of AWS now.
     */
    List<LogGroup> found(Connection connection, Collection<String> names) {
        List<String> prefixes = Stream
            .concat(OF_ECS.stream(), names.stream().filter((name) -> OF_ECS.stream().noneMatch(name::startsWith)))
            .toList();
        return this.reads
            .each(prefixes,
                    (prefix) -> OF_ECS.contains(prefix) ? beginning(connection, prefix).toList()
                            : read(connection, prefix).stream().toList())
            .stream()
            .flatMap(List::stream)
            .sorted(Comparator.comparing(LogGroup::name))
            .toList();
    }

    static Resource resource(Connection connection, LogGroup group) {
        return new Resource(KIND, group.name(), null, group.arn(), group.createdAt(),
                group.billable(connection).facts());
    }

    private Optional<LogGroup> read(Connection connection, String name) {
        return beginning(connection, name).filter((group) -> group.name().equals(name)).findFirst();
    }

    private Stream<LogGroup> beginning(Connection connection, String prefix) {
        return this.clients.logs(connection)
            .describeLogGroupsPaginator((request) -> request.logGroupNamePrefix(prefix))
            .logGroups()
            .stream()
            .map(LogGroup::of);
    }

}

package dev.shipshape.taskdefinitions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.AwsErrors;
import dev.shipshape.aws.Connection;
import dev.shipshape.taskdefinitions.TaskDefinition.State;
import dev.shipshape.web.Problem;
import dev.shipshape.web.Rehearsed;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** Registers revisions, deregisters and deletes them. */
@Component
public class Registrations {

    /** DeleteTaskDefinitions takes this many at once. */
    public static final int DELETED_AT_ONCE = 10;

    private final AwsClients clients;

    private final ActionLog actions;

    Registrations(AwsClients clients, ActionLog actions) {
        this.clients = clients;
        this.actions = actions;
    }

    /**
     * Registers a new revision, the first one of a new family included.
     * @param connection where
     * @param json what it says
     * @return the revision
     * @throws Problem if the JSON is no task definition or AWS refuses
     */
    public TaskDefinition register(Connection connection, TaskDefinitionJson json) {
        Change change = this.actions.making(connection, Verb.CREATE, TaskDefinitions.KIND, json.family())
            .tagged(json.tags());
        RegisterTaskDefinitionRequest request = json.request(change);
        return this.actions.run(change.by(request), () -> {
            try {
                TaskDefinition made = TaskDefinition
                    .of(this.clients.ecs(connection).registerTaskDefinition(request).taskDefinition());
                return Outcome.of(made).made(TaskDefinitions.resource(connection, made));
            }
            catch (SdkException ex) {
                throw json.hushed(AwsErrors.problem(ex));
            }
        });
    }

    /**
     * Takes a revision out of use. What runs of it goes on.
     * @param connection where
     * @param definition the revision
     * @throws Problem if it is out of use already, or if AWS refuses
     */
    public void deregister(Connection connection, TaskDefinition definition) {
        if (definition.state() == State.INACTIVE || definition.state() == State.DELETING) {
            throw new Problem(HttpStatus.CONFLICT,
                    definition.label()
                            + ((definition.state() == State.INACTIVE) ? " is inactive already." : " is being deleted."),
                    "Nothing was done: AWS was not asked again.");
        }
        deregister(connection, definition.label(), definition.arn());
    }

    private void deregister(Connection connection, String label, String arn) {
        DeregisterTaskDefinitionRequest request = DeregisterTaskDefinitionRequest.builder().taskDefinition(arn).build();
        this.actions.run(Change.of(connection, Verb.DEREGISTER, TaskDefinitions.KIND, label).on(arn).by(request),
                () -> {
                    this.clients.ecs(connection).deregisterTaskDefinition(request);
                    return Outcome.of(label);
                });
    }

    /**
     * Deletes up to ten revisions; those that are active are deregistered first. AWS
     * deletes one for good when no task and no service uses it any more.
     * @param connection where
     * @param definitions the revisions
     * @return what became of them
     * @throws Problem if AWS refuses all of them
     */
    public Deletion delete(Connection connection, List<TaskDefinition> definitions) {
        if (definitions.isEmpty() || definitions.size() > DELETED_AT_ONCE) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT,
                    "AWS deletes 1 to " + DELETED_AT_ONCE + " revisions at once.", "Choose fewer, then go on.");
        }
        List<String> rehearsed = new ArrayList<>();
        definitions.stream()
            .filter(TaskDefinition::active)
            .forEach((one) -> rehearse(rehearsed, () -> deregister(connection, one)));
        TaskDefinition first = definitions.get(0);
        List<String> arns = definitions.stream().map(TaskDefinition::arn).toList();
        DeleteTaskDefinitionsRequest request = DeleteTaskDefinitionsRequest.builder().taskDefinitions(arns).build();
        Change change = (definitions.size() == 1)
                ? Change.of(connection, Verb.DELETE, TaskDefinitions.KIND, first.label()).on(first.arn())
                : Change.of(connection, Verb.DELETE, TaskDefinitions.KIND,
                        first.family() + ", " + definitions.size() + " revisions");
        try {
            return this.actions.run(change.by(request), () -> {
                DeleteTaskDefinitionsResponse answer = this.clients.ecs(connection).deleteTaskDefinitions(request);
                return outcome(arns, answer.failures());
            });
        }
        catch (Rehearsed last) {
            rehearsed.addAll(last.commands());
            throw new Rehearsed(rehearsed);
        }
    }

    /** A rehearsal goes on to its last command. */
    private static void rehearse(List<String> commands, Runnable change) {
        try {
            change.run();
        }
        catch (Rehearsed rehearsed) {
            commands.addAll(rehearsed.commands());
        }
    }

    /** HTTP 200 with {@code failures[]} is not success. */
    private static Outcome<Deletion> outcome(List<String> asked, List<Failure> failures) {
        Map<String, String> refused = new LinkedHashMap<>();
        failures.forEach((failure) -> refused.put((failure.arn() != null) ? failure.arn() : "?", words(failure)));
        List<String> leaving = asked.stream().filter((arn) -> !refused.containsKey(arn)).toList();
        Deletion deletion = new Deletion(leaving.stream().map(TaskDefinitionCalls::label).toList(), refused);
        if (leaving.isEmpty()) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "AWS deletes none of them: " + deletion.left(),
                    "Look at the revision's state: only an inactive one can be deleted.");
        }
        Outcome<Deletion> outcome = Outcome.of(deletion);
        for (String arn : leaving) {
            outcome = outcome.leaving(arn);
        }
        return refused.isEmpty() ? outcome : outcome.note("AWS left " + deletion.left());
    }

    private static String words(Failure failure) {
        String detail = failure.detail();
        return failure.reason() + ((detail != null) ? ", " + detail : "");
    }

}

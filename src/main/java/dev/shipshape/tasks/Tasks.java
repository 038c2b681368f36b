package dev.shipshape.tasks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.shipshape.audit.Acting;
import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.clusters.Clusters;
import dev.shipshape.network.Addresses;
import dev.shipshape.network.Networks;
import dev.shipshape.tasks.explain.RunFailure;
import dev.shipshape.tasks.kept.KeptTask;
import dev.shipshape.tasks.kept.KeptTasks;
import dev.shipshape.web.NotFound;
import dev.shipshape.web.Problem;
import dev.shipshape.web.Rehearsed;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;

/** The tasks of a connection: RUNNING, and STOPPED for about an hour. */
@Component
public class Tasks {

    /** The key of the kind in the action log and the ledger. */
    public static final String KIND = "task";

    /** Names the read of all tasks, so that the frame can show how many there are. */
    static final String ALL = "tasks";

    /** StopTask takes up to 1024 characters of reason (ECS API reference). */
    private static final int LONGEST_REASON = 1024;

    private final TaskReads ecs;

    private final AwsClients clients;

    private final SharedReads reads;

    private final ActionLog actions;

    private final Acting acting;

    private final Clusters clusters;

    private final Networks networks;

    private final KeptTasks kept;

    Tasks(TaskReads ecs, AwsClients clients, SharedReads reads, ActionLog actions, Acting acting, Clusters clusters,
            Networks networks, KeptTasks kept) {
        this.ecs = ecs;
        this.clients = clients;
        this.reads = reads;
        this.actions = actions;
        this.acting = acting;
        this.clusters = clusters;
        this.networks = networks;
        this.kept = kept;
    }

    /**
     * The tasks of a cluster, the newest first, as far as they can be had in time: the
     * page says what is missing.
     */
    public List<Task> in(Connection connection, String cluster) {
        return this.ecs.in(connection, cluster, Extent.IN_TIME);
    }

    /** The tasks of all clusters, the newest first in each cluster. */
    public List<Task> everywhere(Connection connection, Extent extent) {
        return this.reads.each(this.clusters.names(connection), (name) -> this.ecs.in(connection, name, extent))
            .stream()
            .flatMap(List::stream)
            .toList();
    }

    /** The tasks of all clusters as they were last read, without asking AWS. */
    Optional<List<Task>> peek(Connection connection) {
        return this.ecs.peek(connection, this.clusters.peekNames(connection));
    }

    /** The tasks of a cluster, asked of AWS now. */
    public List<Task> now(Connection connection, String cluster) {
        return this.ecs.now(connection, cluster);
    }

    /**
     * Stopped tasks that AWS has forgotten, or soon will, as far as they were seen: the
     * last that stopped first, at most {@link KeptTasks#MOST_LISTED}.
     * @param cluster the cluster's name; null for all clusters
     */
    public List<Task> kept(Connection connection, @Nullable String cluster) {
        return this.reads.shared(connection, "kept tasks " + ((cluster != null) ? cluster : ""),
                () -> this.kept.in(connection, cluster).stream().map(Task::of).toList());
    }

    /** How long stopped tasks are kept after AWS has forgotten them. */
    public Duration keepsFor() {
        return this.kept.keep();
    }

    /**
     * One task.
     * @param id its id
     * @throws NotFound if there is none, and none of this id is kept
     */
    public Task named(Connection connection, String cluster, String id) {
        return this.reads.shared(connection, "task " + cluster + "/" + id, () -> this.ecs.find(connection, cluster, id))
            .or(() -> this.kept.find(connection, cluster, id).map(Task::of))
            .orElseThrow(() -> new NotFound("task", id));
    }

    /**
     * The addresses of a task's network interface.
     * @return null for a task that has none, or none any more
     */
    public @Nullable Addresses addresses(Connection connection, Task task) {
        String networkInterface = task.networkInterface();
        if (networkInterface == null || task.stopped()) {
            return null;
        }
        return this.networks.addresses(connection, List.of(networkInterface)).get(networkInterface);
    }

    /**
     * What AWS told of a task when it was seen last, with all that was asked for when it
     * was run: for another like it.
     * @throws NotFound if there is none, and none of this id is kept
     */
    public software.amazon.awssdk.services.ecs.model.Task told(Connection connection, String cluster, String id) {
        return this.reads
            .shared(connection, "told task " + cluster + "/" + id,
                    () -> this.ecs.told(connection, cluster, id)
                        .or(() -> this.kept.find(connection, cluster, id).map(KeptTask::told)))
            .orElseThrow(() -> new NotFound("task", id));
    }

    /**
     * Runs tasks, ten a call, each call an action of its own.
     * @return those that were started; some may have failed
     * @throws Problem if none was started
     */
    public StartedTasks run(Connection connection, TaskRun run) {
        List<Task> started = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        List<String> rehearsed = new ArrayList<>();
        for (TaskRun part : run.parts()) {
            try {
                StartedTasks some = runOnce(connection, part);
                started.addAll(some.tasks());
                failures.addAll(some.failures());
            }
            catch (Rehearsed ended) {
                rehearsed.addAll(ended.commands());
            }
            catch (Problem problem) {
                if (started.isEmpty()) {
                    throw problem;
                }
                failures.add(problem.what());
                break;
            }
        }
        if (!rehearsed.isEmpty()) {
            throw new Rehearsed(rehearsed);
        }
        return new StartedTasks(List.copyOf(started), run.count(), failures.stream().distinct().toList());
    }

    private StartedTasks runOnce(Connection connection, TaskRun run) {
        String person = this.acting.current().person();
        Change change = this.actions.making(connection, Verb.RUN, KIND, run.definition().label()).in(run.cluster());
        RunTaskRequest request = run.request(change, person);
        return started(connection, change, request, run.publicAddress());
    }

    /**
     * Asks ECS to run tasks and reads what became of each.
     * @param change the intent
     * @param request the request, with the marks of the change
     * @param publicAddress whether each gets a public address
     */
    StartedTasks started(Connection connection, Change change, RunTaskRequest request, boolean publicAddress) {
        int count = request.count();
        return this.actions.run(change.by(request), () -> {
            RunTaskResponse answer = this.clients.ecs(connection).runTask(request);
            List<Task> tasks = answer.tasks().stream().map(Task::of).toList();
            List<String> failures = answer.failures().stream().map(Tasks::words).distinct().toList();
            if (tasks.isEmpty()) {
                throw nothingStarted(answer.failures(), failures);
            }
            StartedTasks started = new StartedTasks(tasks, count, failures);
            Outcome<StartedTasks> outcome = Outcome.of(started)
                .made(tasks.stream().map((task) -> resource(connection, task, publicAddress)).toList());
            return (tasks.size() < count) ? outcome.note(started.message()) : outcome;
        });
    }

    private static Problem nothingStarted(List<Failure> failures, List<String> words) {
        String code = failures.stream().map(Failure::reason).findFirst().orElse("");
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "No task was started.", String.join(" ", words), null,
                code.isEmpty() ? null : code, null, failures.toString(), null);
    }

    private static String words(Failure failure) {
        String reason = failure.reason();
        String detail = failure.detail();
        return RunFailure.explain((reason != null) ? reason : "AWS gives no reason.", (detail != null) ? detail : "");
    }

    /**
     * Tells a task to stop: its processes get SIGTERM, and SIGKILL 30 seconds later. It
     * is gone only when AWS says STOPPED.
     * @param task the task
     * @param reason why, in the person's words; may be empty
     * @throws Problem if it stops or has stopped already, or if AWS refuses
     */
    public void stop(Connection connection, Task task, String reason) {
        if (task.ending()) {
            throw new Problem(HttpStatus.CONFLICT,
                    "Task " + task.id() + (task.stopped() ? " has stopped already." : " is stopping already."),
                    "Nothing was done: AWS was not asked again.");
        }
        String id = task.id();
        String arn = task.arn();
        StopTaskRequest request = StopTaskRequest.builder()
            .cluster(task.cluster())
            .task(id)
            .reason(reason(reason))
            .build();
        Change change = Change.of(connection, Verb.STOP, KIND, id).in(task.cluster()).on(arn);
        this.actions.run(change.by(request), () -> {
            try {
                StopTaskResponse answer = this.clients.ecs(connection).stopTask(request);
                boolean stopped = answer.task() != null && "STOPPED".equals(answer.task().lastStatus());
                return stopped ? Outcome.of(id).gone(arn) : Outcome.of(id).leaving(arn);
            }
            catch (EcsException ex) {
                if (isUnknown(ex)) {
                    return Outcome.of(id).gone(arn).note("It was gone already.");
                }
                throw ex;
            }
        });
    }

    /** That there is no such task is told by the message alone. */
    private static boolean isUnknown(EcsException ex) {
        return ex instanceof ClusterNotFoundException
                || (ex.statusCode() == 400 && String.valueOf(ex.getMessage()).contains("task was not found"));
    }

    private String reason(String words) {
        String all = Stream.of("Stopped by " + this.acting.current().person() + " with Shipshape", words.strip())
            .filter((part) -> !part.isEmpty())
            .reduce((who, why) -> who + ": " + why)
            .orElseThrow();
        return all.substring(0, Math.min(all.length(), LONGEST_REASON));
    }

    /** A task as the ledger keeps it. */
    static Resource resource(Connection connection, Task task, boolean publicAddress) {
        return new Resource(KIND, task.id(), task.cluster(), task.arn(), task.times().created(),
                task.billable(connection.region(), publicAddress).facts());
    }

}

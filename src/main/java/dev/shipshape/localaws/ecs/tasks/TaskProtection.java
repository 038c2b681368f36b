package dev.shipshape.localaws.ecs.tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.shipshape.localaws.ecs.clusters.Clusters;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.Names;
import dev.shipshape.localaws.ecs.shared.References;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.GetTaskProtectionRequest;
import software.amazon.awssdk.services.ecs.model.GetTaskProtectionResponse;
import software.amazon.awssdk.services.ecs.model.ProtectedTask;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.UpdateTaskProtectionRequest;
import software.amazon.awssdk.services.ecs.model.UpdateTaskProtectionResponse;

/**
 * The protection of service tasks from scale-in and deployments: for two hours unless the
 * call says otherwise, for two days at most (UpdateTaskProtection, API reference).
 */
public final class TaskProtection {

    private static final int USUAL_MINUTES = 120;

    private static final int MOST_MINUTES = 2880;

    private final EcsTables tables;

    private final Clusters clusters;

    private final Table<Protection> protections;

    /** The protection of the tasks in these tables. */
    public TaskProtection(Store store, EcsTables tables, Clusters clusters) {
        this.tables = tables;
        this.clusters = clusters;
        this.protections = protections(store);
        tables.tasks().watch((arn, task) -> {
            if ("STOPPED".equals(task.lastStatus())) {
                this.protections.remove(arn);
            }
        });
    }

    /** Until when each task is protected, by its ARN. */
    public static Table<Protection> protections(Store store) {
        return store.records("ecs.task-protections", Protection.class);
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("GetTaskProtection", Operation.of(GetTaskProtectionRequest::builder, this::get),
                "UpdateTaskProtection", Operation.of(UpdateTaskProtectionRequest::builder, this::update)
                    .requiring("cluster", "tasks", "protectionEnabled"));
    }

    private GetTaskProtectionResponse get(CallContext context, GetTaskProtectionRequest request) {
        if (request.cluster() == null || request.cluster().isEmpty()) {
            throw EcsErrors.invalidParameter("cluster can not be blank.");
        }
        Cluster cluster = this.clusters.active(context, request.cluster());
        if (request.tasks().size() > 100) {
            throw EcsErrors.invalidParameter("Tasks cannot have more than 100 elements.");
        }
        List<String> arns = request.tasks().isEmpty() ? this.protections.keys(Names.below(cluster, ":task/"))
                : arns(context, cluster, request.tasks());
        Answer answer = new Answer();
        arns.forEach((arn) -> protectable(arn, answer).ifPresent((task) -> answer.add(arn, until(arn, context.now()))));
        return GetTaskProtectionResponse.builder().protectedTasks(answer.tasks).failures(answer.failures).build();
    }

    private UpdateTaskProtectionResponse update(CallContext context, UpdateTaskProtectionRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        if (request.tasks().size() > 10) {
            throw EcsErrors.invalidParameter("Tasks cannot have more than 10 elements.");
        }
        int minutes = (request.expiresInMinutes() != null) ? request.expiresInMinutes() : USUAL_MINUTES;
        if (minutes < 1 || minutes > MOST_MINUTES) {
            throw EcsErrors.invalidParameter("expiresInMinutes must be between 1 and 2880.");
        }
        Answer answer = new Answer();
        for (String arn : arns(context, cluster, request.tasks())) {
            if (protectable(arn, answer).isPresent()) {
                if (Boolean.TRUE.equals(request.protectionEnabled())) {
                    this.protections.put(arn, new Protection(context.now().plus(Duration.ofMinutes(minutes))));
                }
                else {
                    this.protections.remove(arn);
                }
                answer.add(arn, until(arn, context.now()));
            }
        }
        return UpdateTaskProtectionResponse.builder().protectedTasks(answer.tasks).failures(answer.failures).build();
    }

    private static List<String> arns(CallContext context, Cluster cluster, List<String> references) {
        return references.stream().map((one) -> References.within(context, cluster, "task", one)).toList();
    }

    private Optional<Task> protectable(String arn, Answer answer) {
        Task task = this.tables.tasks().find(arn).orElse(null);
        if (task == null || "STOPPED".equals(task.lastStatus())) {
            answer.fail(arn, "MISSING", "The task was not found.");
        }
        else if (task.group() == null || !task.group().startsWith("service:")) {
            answer.fail(arn, "TASK_NOT_VALID", "Only tasks that belong to a service can be protected.");
        }
        else {
            return Optional.of(task);
        }
        return Optional.empty();
    }

    private @Nullable Instant until(String arn, Instant now) {
        return this.protections.find(arn).map(Protection::until).filter((end) -> end.isAfter(now)).orElse(null);
    }

    /** Until when a task is protected. */
    public record Protection(Instant until) {
    }

    /** What one call answers. */
    private static final class Answer {

        private final List<ProtectedTask> tasks = new ArrayList<>();

        private final List<Failure> failures = new ArrayList<>();

        void add(String arn, @Nullable Instant until) {
            this.tasks.add(ProtectedTask.builder()
                .taskArn(arn)
                .protectionEnabled(until != null)
                .expirationDate(until)
                .build());
        }

        void fail(String arn, String reason, String detail) {
            this.failures.add(Failure.builder().arn(arn).reason(reason).detail(detail).build());
        }

    }

}

package dev.shipshape.localaws.servicediscovery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.store.Schedule;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.servicediscovery.model.Operation;
import software.amazon.awssdk.services.servicediscovery.model.OperationStatus;
import software.amazon.awssdk.services.servicediscovery.model.OperationTargetType;
import software.amazon.awssdk.services.servicediscovery.model.OperationType;

/**
 * The operations of Cloud Map: SUBMITTED for a second, PENDING for some more at the
 * sandbox's pace, then carried out. One at a time on a resource. A day later they are
 * forgotten.
 */
final class Progress {

    private static final int SUBMITTED = 1;

    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final Table<Operation> operations;

    private final Table<Busy> busy;

    private final Table<Resource> resources;

    private final Schedule schedule;

    private final Pace pace;

    private BiFunction<String, Operation, Optional<Failure>> work = (region, operation) -> Optional.empty();

    Progress(Store store, Pace pace) {
        this.operations = store.table("servicediscovery.operations", Operation::builder);
        this.busy = store.records("servicediscovery.busy", Busy.class);
        this.resources = store.records("servicediscovery.held", Resource.class);
        this.schedule = store.schedule("servicediscovery.due");
        this.pace = pace;
    }

    /** What carries out an operation of a region, or says why it cannot. */
    void carriedOutBy(BiFunction<String, Operation, Optional<Failure>> work) {
        this.work = work;
    }

    /** The operation that is in progress on a resource. */
    Optional<Busy> on(String resource) {
        return this.busy.find(resource);
    }

    /** Whether an operation is in progress on a part of a resource. */
    boolean isUnder(String resource) {
        return !this.busy.keys(resource + "|").isEmpty();
    }

    /**
     * Submits an operation.
     * @param resource what no other operation may touch until it is done
     * @param seconds how long it takes
     * @param creator the id by which the caller repeats the request, if any
     */
    String submit(CallContext context, OperationType type, Map<OperationTargetType, String> targets, String resource,
            int seconds, @Nullable String creator) {
        String id = CloudMapTables.id("") + CloudMapTables.id("") + "-" + CloudMapTables.id("").substring(0, 8);
        String key = CloudMapTables.key(context.region(), id);
        this.operations.put(key,
                Operation.builder()
                    .id(id)
                    .ownerAccount(context.account())
                    .type(type)
                    .status(OperationStatus.SUBMITTED)
                    .createDate(context.now())
                    .updateDate(context.now())
                    .targets(targets)
                    .build());
        this.busy.put(resource, new Busy(id, (creator != null) ? creator : ""));
        this.schedule.set(key, context.now().plus(this.pace.of(seconds)));
        this.resources.put(key, new Resource(resource));
        return id;
    }

    void advance(Instant now) {
        for (String key : this.schedule.due(now)) {
            Operation operation = this.operations.find(key).orElseThrow();
            if (operation.status() == OperationStatus.SUBMITTED) {
                finish(key, operation, now);
            }
            else {
                this.operations.remove(key);
                this.schedule.cancel(key);
            }
        }
    }

    private void finish(String key, Operation operation, Instant now) {
        Optional<Failure> failure = this.work.apply(key.substring(0, key.indexOf('|')), operation);
        this.operations.put(key,
                operation.toBuilder()
                    .status(failure.isPresent() ? OperationStatus.FAIL : OperationStatus.SUCCESS)
                    .errorCode(failure.map(Failure::code).orElse(null))
                    .errorMessage(failure.map(Failure::message).orElse(null))
                    .updateDate(now)
                    .build());
        this.busy.remove(this.resources.find(key).orElseThrow().key());
        this.resources.remove(key);
        this.schedule.set(key, now.plus(REMEMBERED));
    }

    Operation get(CallContext context, String id) {
        return this.operations.find(CloudMapTables.key(context.region(), id))
            .map((operation) -> shown(context, operation))
            .orElseThrow(() -> new AwsError("OperationNotFound", "Operation not found: " + id));
    }

    List<Operation> all(CallContext context) {
        return this.operations.startingWith(CloudMapTables.key(context.region(), ""))
            .stream()
            .map((operation) -> shown(context, operation))
            .toList();
    }

    private Operation shown(CallContext context, Operation operation) {
        boolean pending = operation.status() == OperationStatus.SUBMITTED
                && !context.now().isBefore(operation.createDate().plus(this.pace.of(SUBMITTED)));
        return pending ? operation.toBuilder().status(OperationStatus.PENDING).build() : operation;
    }

    /**
     * What is in progress.
     *
     * @param operation the operation's id
     * @param creator the id by which the caller repeats the request; may be empty
     */
    record Busy(String operation, String creator) {

        /** Whether a call is the same request again. */
        boolean isOf(@Nullable String creatorRequestId) {
            return !this.creator.isEmpty() && this.creator.equals(creatorRequestId);
        }

    }

    /**
     * What an operation holds.
     *
     * @param key its key among the busy
     */
    record Resource(String key) {
    }

    /**
     * Why an operation failed.
     *
     * @param code one of the API's error codes
     * @param message in words
     */
    record Failure(String code, String message) {
    }

}

package dev.shipshape.localaws.logs;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.engine.LogSink;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.AwsService;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Wire;
import dev.shipshape.localaws.store.Store;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;

/**
 * Amazon CloudWatch Logs, API version 2014-03-28, and the place that tasks write their
 * lines to.
 */
public final class Logs implements AwsService, LogSink {

    private final Clock clock;

    private final LogTables tables;

    private final LogGroups groups;

    private final LogStreams streams;

    private final Map<String, Operation<?, ?>> operations = new HashMap<>();

    /**
     * The service.
     * @param store where its state lies
     * @param clock tells when the engine made a log group
     */
    public Logs(Store store, Clock clock) {
        this.clock = clock;
        this.tables = LogTables.of(store);
        LogFilters filters = new LogFilters(store, this.tables);
        this.groups = new LogGroups(this.tables, filters);
        this.streams = new LogStreams(this.tables);
        this.operations.putAll(this.groups.operations());
        this.operations.putAll(this.streams.operations());
        this.operations.putAll(new PutEvents(this.tables).operations());
        this.operations.putAll(new GetEvents(this.tables).operations());
        this.operations.putAll(new FilterEvents(this.tables).operations());
        this.operations.putAll(filters.operations());
        this.operations.putAll(new ResourcePolicies(store).operations());
        this.operations.putAll(new AccountPolicies(store).operations());
        this.operations.putAll(new Queries(store, this.tables).operations());
        this.operations.putAll(new Encryption(this.tables).operations());
        this.operations.putAll(new LogTags(this.tables).operations());
    }

    @Override
    public Wire wire() {
        return Wire.json("logs", "Logs_20140328");
    }

    @Override
    public Map<String, Operation<?, ?>> operations() {
        return this.operations;
    }

    @Override
    public AwsError missing(String member) {
        return LogErrors.missing(member);
    }

    @Override
    public boolean hasGroup(String region, String group) {
        return this.tables.groups().find(LogTables.key(region, group)).isPresent();
    }

    @Override
    public void createGroup(String region, String group) {
        if (!hasGroup(region, group)) {
            this.groups.create(region, group, this.clock.millis(), Map.of());
        }
    }

    /** A line for a group that was deleted meanwhile is lost, as with AWS. */
    @Override
    public void append(String region, String group, String stream, Instant time, String line) {
        this.tables.groups().find(LogTables.key(region, group)).ifPresent((found) -> {
            LogStream into = this.tables.streams()
                .find(LogTables.key(region, group, stream))
                .orElseGet(() -> this.streams.create(region, found, stream, time.toEpochMilli()));
            append(region, found, into, time, line);
        });
    }

    private void append(String region, LogGroup group, LogStream stream, Instant time, String line) {
        this.tables.append(region, group, stream, time.toEpochMilli(),
                List.of(InputLogEvent.builder().timestamp(time.toEpochMilli()).message(line).build()));
    }

}

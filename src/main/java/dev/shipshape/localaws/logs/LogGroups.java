package dev.shipshape.localaws.logs;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;

/** Log groups: made, listed, kept for so many days, deleted with all that is in them. */
final class LogGroups {

    private static final Pattern NAME = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");

    /** The days that AWS allows (PutRetentionPolicy). */
    private static final Set<Integer> DAYS = Set.of(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096,
            1827, 2192, 2557, 2922, 3288, 3653);

    private final LogTables tables;

    private final LogFilters filters;

    LogGroups(LogTables tables, LogFilters filters) {
        this.tables = tables;
        this.filters = filters;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateLogGroup",
                Operation.of(CreateLogGroupRequest::builder, this::create).requiring("logGroupName"),
                "DescribeLogGroups", Operation.of(DescribeLogGroupsRequest::builder, this::describe), "DeleteLogGroup",
                Operation.of(DeleteLogGroupRequest::builder, this::delete).requiring("logGroupName"),
                "PutRetentionPolicy",
                Operation.of(PutRetentionPolicyRequest::builder, this::keep)
                    .requiring("logGroupName", "retentionInDays"),
                "DeleteRetentionPolicy",
                Operation.of(DeleteRetentionPolicyRequest::builder, this::keepForEver).requiring("logGroupName"));
    }

    private CreateLogGroupResponse create(CallContext context, CreateLogGroupRequest request) {
        if (!NAME.matcher(request.logGroupName()).matches()) {
            throw LogErrors.member("logGroupName",
                    "Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+");
        }
        if (request.logGroupClass() == LogGroupClass.UNKNOWN_TO_SDK_VERSION) {
            throw LogErrors.member("logGroupClass",
                    "Member must satisfy enum value set: [STANDARD, INFREQUENT_ACCESS, DELIVERY]");
        }
        LogTags.check(request.tags());
        if (this.tables.groups().find(LogTables.key(context.region(), request.logGroupName())).isPresent()) {
            throw LogErrors.groupExists();
        }
        create(context.region(), request.logGroupName(), context.now().toEpochMilli(), request.tags());
        LogGroup made = this.tables.group(context.region(), request.logGroupName(), null);
        this.tables.groups()
            .put(LogTables.key(context.region(), made.logGroupName()), made.toBuilder()
                .kmsKeyId(request.kmsKeyId())
                .logGroupClass((request.logGroupClassAsString() != null) ? request.logGroupClassAsString() : "STANDARD")
                .build());
        return CreateLogGroupResponse.builder().build();
    }

    void create(String region, String name, long now, Map<String, String> tags) {
        String arn = "arn:aws:logs:" + region + ":" + CallContext.ACCOUNT + ":log-group:" + name;
        this.tables.groups()
            .put(LogTables.key(region, name),
                    LogGroup.builder()
                        .logGroupName(name)
                        .creationTime(now)
                        .metricFilterCount(0)
                        .arn(arn + ":*")
                        .logGroupArn(arn)
                        .storedBytes(0L)
                        .logGroupClass("STANDARD")
                        .build());
        this.tables.tags(region, name, new TreeMap<>(tags));
    }

    private DescribeLogGroupsResponse describe(CallContext context, DescribeLogGroupsRequest request) {
        if (request.logGroupNamePrefix() != null && request.logGroupNamePattern() != null) {
            throw LogErrors.invalid("logGroupNamePrefix and logGroupNamePattern are mutually exclusive parameters.");
        }
        List<LogGroup> groups = this.tables.groups()
            .startingWith(LogTables.key(context.region(), orEmpty(request.logGroupNamePrefix())))
            .stream()
            .filter((group) -> request.logGroupClass() == null || request.logGroupClass() == group.logGroupClass())
            .filter((group) -> request.logGroupIdentifiers().isEmpty()
                    || request.logGroupIdentifiers().contains(group.logGroupName())
                    || request.logGroupIdentifiers().contains(group.logGroupArn()))
            .filter((group) -> group.logGroupName()
                .toLowerCase(Locale.ROOT)
                .contains(orEmpty(request.logGroupNamePattern()).toLowerCase(Locale.ROOT)))
            .toList();
        Page<LogGroup> page = Page.of(groups, LogGroup::logGroupName, limit(request.limit()), request.nextToken(),
                LogErrors::invalidToken);
        return DescribeLogGroupsResponse.builder().logGroups(page.items()).nextToken(page.nextToken()).build();
    }

    /** Groups and streams come in pages of 1 to 50. */
    static int limit(@Nullable Integer asked) {
        int limit = (asked != null) ? asked : 50;
        if (limit < 1 || limit > 50) {
            throw LogErrors.member("limit", "Member must have value between 1 and 50");
        }
        return limit;
    }

    private static String orEmpty(@Nullable String text) {
        return (text != null) ? text : "";
    }

    private DeleteLogGroupResponse delete(CallContext context, DeleteLogGroupRequest request) {
        String name = this.tables.group(context.region(), request.logGroupName(), null).logGroupName();
        for (LogStream stream : this.tables.streams().startingWith(LogTables.key(context.region(), name, ""))) {
            this.tables.removeStream(context.region(), stream, name);
        }
        this.filters.forget(context.region(), name);
        this.tables.tags().remove(LogTables.key(context.region(), name));
        this.tables.groups().remove(LogTables.key(context.region(), name));
        return DeleteLogGroupResponse.builder().build();
    }

    private PutRetentionPolicyResponse keep(CallContext context, PutRetentionPolicyRequest request) {
        if (!DAYS.contains(request.retentionInDays())) {
            throw invalidDays();
        }
        retain(context, request.logGroupName(), request.retentionInDays());
        return PutRetentionPolicyResponse.builder().build();
    }

    private static AwsError invalidDays() {
        return LogErrors.member("retentionInDays",
                "Member must satisfy enum value set: " + DAYS.stream().sorted().toList());
    }

    private DeleteRetentionPolicyResponse keepForEver(CallContext context, DeleteRetentionPolicyRequest request) {
        retain(context, request.logGroupName(), null);
        return DeleteRetentionPolicyResponse.builder().build();
    }

    private void retain(CallContext context, String name, @Nullable Integer days) {
        LogGroup group = this.tables.group(context.region(), name, null);
        this.tables.groups()
            .put(LogTables.key(context.region(), name), group.toBuilder().retentionInDays(days).build());
    }

}

package dev.shipshape.localaws.logs;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.shipshape.localaws.logs.patterns.FilterPattern;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteMetricFilterResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteSubscriptionFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteSubscriptionFilterResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeSubscriptionFiltersRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeSubscriptionFiltersResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilterMatchRecord;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutSubscriptionFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutSubscriptionFilterResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.SubscriptionFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.TestMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TestMetricFilterResponse;

/**
 * Metric filters and subscription filters: kept with their group, and neither measured
 * nor delivered.
 */
final class LogFilters {

    private static final int MOST_METRIC_FILTERS = 100;

    private static final int MOST_SUBSCRIPTIONS = 2;

    private final LogTables tables;

    private final Table<MetricFilter> metrics;

    private final Table<SubscriptionFilter> subscriptions;

    LogFilters(Store store, LogTables tables) {
        this.tables = tables;
        this.metrics = store.table("logs.metric-filters", MetricFilter::builder);
        this.subscriptions = store.table("logs.subscription-filters", SubscriptionFilter::builder);
    }

    Map<String, Operation<?, ?>> operations() {
        Map<String, Operation<?, ?>> operations = new HashMap<>();
        operations.put("PutMetricFilter", Operation.of(PutMetricFilterRequest::builder, this::putMetric)
            .requiring("logGroupName", "filterName", "metricTransformations"));
        operations.put("DescribeMetricFilters", Operation.of(DescribeMetricFiltersRequest::builder, this::metrics));
        operations.put("DeleteMetricFilter", Operation.of(DeleteMetricFilterRequest::builder, this::deleteMetric)
            .requiring("logGroupName", "filterName"));
        operations.put("TestMetricFilter",
                Operation.of(TestMetricFilterRequest::builder, this::test).requiring("logEventMessages"));
        operations.put("PutSubscriptionFilter",
                Operation.of(PutSubscriptionFilterRequest::builder, this::putSubscription)
                    .requiring("logGroupName", "filterName", "destinationArn"));
        operations.put("DescribeSubscriptionFilters",
                Operation.of(DescribeSubscriptionFiltersRequest::builder, this::subscriptions)
                    .requiring("logGroupName"));
        operations.put("DeleteSubscriptionFilter",
                Operation.of(DeleteSubscriptionFilterRequest::builder, this::deleteSubscription)
                    .requiring("logGroupName", "filterName"));
        return operations;
    }

    /** Forgets the filters of a group that is deleted. */
    void forget(String region, String group) {
        String prefix = LogTables.key(region, group, "");
        this.metrics.keys(prefix).forEach(this.metrics::remove);
        this.subscriptions.keys(prefix).forEach(this.subscriptions::remove);
    }

    private static String key(String region, String group, String filter) {
        if (!filter.matches("[^:*]{1,512}")) {
            throw LogErrors.member("filterName", "Member must satisfy regular expression pattern: [^:*]*");
        }
        return LogTables.key(region, group, filter);
    }

    private PutMetricFilterResponse putMetric(CallContext context, PutMetricFilterRequest request) {
        LogGroup group = this.tables.group(context.region(), request.logGroupName(), null);
        FilterPattern.parse(request.filterPattern());
        String key = key(context.region(), group.logGroupName(), request.filterName());
        boolean isNew = this.metrics.find(key).isEmpty();
        this.metrics.put(key,
                MetricFilter.builder()
                    .filterName(request.filterName())
                    .filterPattern((request.filterPattern() != null) ? request.filterPattern() : "")
                    .logGroupName(group.logGroupName())
                    .metricTransformations(request.metricTransformations())
                    .creationTime(context.now().toEpochMilli())
                    .build());
        if (isNew) {
            count(context.region(), group, 1);
        }
        return PutMetricFilterResponse.builder().build();
    }

    private void count(String region, LogGroup group, int more) {
        int count = group.metricFilterCount() + more;
        if (count > MOST_METRIC_FILTERS) {
            throw new AwsError("LimitExceededException", "Resource limit exceeded.");
        }
        this.tables.groups()
            .put(LogTables.key(region, group.logGroupName()), group.toBuilder().metricFilterCount(count).build());
    }

    private DescribeMetricFiltersResponse metrics(CallContext context, DescribeMetricFiltersRequest request) {
        if ((request.metricName() == null) != (request.metricNamespace() == null)) {
            throw LogErrors.invalid("metricName and metricNamespace must be given together.");
        }
        String prefix = (request.filterNamePrefix() != null) ? request.filterNamePrefix() : "";
        String group = (request.logGroupName() != null)
                ? this.tables.group(context.region(), request.logGroupName(), null).logGroupName() : null;
        Stream<MetricFilter> all = this.metrics
            .startingWith((group != null) ? LogTables.key(context.region(), group, prefix) : context.region() + ":")
            .stream()
            .filter((one) -> one.filterName().startsWith(prefix))
            .filter((one) -> request.metricName() == null || one.metricTransformations()
                .stream()
                .anyMatch((metric) -> request.metricName().equals(metric.metricName())
                        && request.metricNamespace().equals(metric.metricNamespace())));
        Page<MetricFilter> page = Page.of(all.toList(), (one) -> one.logGroupName() + ":" + one.filterName(),
                LogGroups.limit(request.limit()), request.nextToken(), LogErrors::invalidToken);
        return DescribeMetricFiltersResponse.builder().metricFilters(page.items()).nextToken(page.nextToken()).build();
    }

    private DeleteMetricFilterResponse deleteMetric(CallContext context, DeleteMetricFilterRequest request) {
        LogGroup group = this.tables.group(context.region(), request.logGroupName(), null);
        if (!this.metrics.remove(key(context.region(), group.logGroupName(), request.filterName()))) {
            throw new AwsError("ResourceNotFoundException", "The specified metric filter does not exist.");
        }
        count(context.region(), group, -1);
        return DeleteMetricFilterResponse.builder().build();
    }

    private TestMetricFilterResponse test(CallContext context, TestMetricFilterRequest request) {
        FilterPattern pattern = FilterPattern.parse(request.filterPattern());
        Map<Long, String> matching = new LinkedHashMap<>();
        long number = 0;
        for (String message : request.logEventMessages()) {
            number++;
            if (pattern.matches(message)) {
                matching.put(number, message);
            }
        }
        return TestMetricFilterResponse.builder()
            .matches(matching.entrySet()
                .stream()
                .map((entry) -> MetricFilterMatchRecord.builder()
                    .eventNumber(entry.getKey())
                    .eventMessage(entry.getValue())
                    .extractedValues(Map.of())
                    .build())
                .toList())
            .build();
    }

    private PutSubscriptionFilterResponse putSubscription(CallContext context, PutSubscriptionFilterRequest request) {
        LogGroup group = this.tables.group(context.region(), request.logGroupName(), null);
        FilterPattern.parse(request.filterPattern());
        if (!request.destinationArn().startsWith("arn:")) {
            throw LogErrors.invalid("destinationArn is not the ARN of a destination.");
        }
        String key = key(context.region(), group.logGroupName(), request.filterName());
        List<String> there = this.subscriptions.keys(LogTables.key(context.region(), group.logGroupName(), ""));
        if (!there.contains(key) && there.size() >= MOST_SUBSCRIPTIONS) {
            throw new AwsError("LimitExceededException", "Resource limit exceeded.");
        }
        this.subscriptions.put(key, SubscriptionFilter.builder()
            .filterName(request.filterName())
            .logGroupName(group.logGroupName())
            .filterPattern(orEmpty(request.filterPattern()))
            .destinationArn(request.destinationArn())
            .roleArn(request.roleArn())
            .distribution((request.distributionAsString() != null) ? request.distributionAsString() : "ByLogStream")
            .creationTime(context.now().toEpochMilli())
            .build());
        return PutSubscriptionFilterResponse.builder().build();
    }

    private static String orEmpty(@Nullable String text) {
        return (text != null) ? text : "";
    }

    private DescribeSubscriptionFiltersResponse subscriptions(CallContext context,
            DescribeSubscriptionFiltersRequest request) {
        LogGroup group = this.tables.group(context.region(), request.logGroupName(), null);
        Page<SubscriptionFilter> page = Page.of(
                this.subscriptions.startingWith(
                        LogTables.key(context.region(), group.logGroupName(), orEmpty(request.filterNamePrefix()))),
                SubscriptionFilter::filterName, LogGroups.limit(request.limit()), request.nextToken(),
                LogErrors::invalidToken);
        return DescribeSubscriptionFiltersResponse.builder()
            .subscriptionFilters(page.items())
            .nextToken(page.nextToken())
            .build();
    }

    private DeleteSubscriptionFilterResponse deleteSubscription(CallContext context,
            DeleteSubscriptionFilterRequest request) {
        LogGroup group = this.tables.group(context.region(), request.logGroupName(), null);
        if (!this.subscriptions.remove(key(context.region(), group.logGroupName(), request.filterName()))) {
            throw new AwsError("ResourceNotFoundException", "The specified subscription filter does not exist.");
        }
        return DeleteSubscriptionFilterResponse.builder().build();
    }

}

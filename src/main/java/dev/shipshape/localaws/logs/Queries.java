package dev.shipshape.localaws.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteQueryDefinitionRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteQueryDefinitionResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeQueriesRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeQueriesResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeQueryDefinitionsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeQueryDefinitionsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutQueryDefinitionRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutQueryDefinitionResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryDefinition;
import software.amazon.awssdk.services.cloudwatchlogs.model.StartQueryRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.StartQueryResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.StopQueryRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.StopQueryResponse;

/**
 * CloudWatch Logs Insights: definitions of queries are kept. No query is run here, so
 * that starting one is refused and none is ever there.
 */
final class Queries {

    private final LogTables tables;

    private final Table<QueryDefinition> definitions;

    Queries(Store store, LogTables tables) {
        this.tables = tables;
        this.definitions = store.table("logs.query-definitions", QueryDefinition::builder);
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("StartQuery",
                Operation.of(StartQueryRequest::builder, this::start).requiring("startTime", "endTime", "queryString"),
                "StopQuery", Operation.of(StopQueryRequest::builder, this::stop).requiring("queryId"),
                "GetQueryResults", Operation.of(GetQueryResultsRequest::builder, this::results).requiring("queryId"),
                "DescribeQueries", Operation.of(DescribeQueriesRequest::builder, this::describe), "PutQueryDefinition",
                Operation.of(PutQueryDefinitionRequest::builder, this::put).requiring("name", "queryString"),
                "DescribeQueryDefinitions",
                Operation.of(DescribeQueryDefinitionsRequest::builder, this::describeDefinitions),
                "DeleteQueryDefinition",
                Operation.of(DeleteQueryDefinitionRequest::builder, this::delete).requiring("queryDefinitionId"));
    }

    /** What AWS would refuse first is refused first. */
    private StartQueryResponse start(CallContext context, StartQueryRequest request) {
        if (request.startTime() > request.endTime()) {
            throw LogErrors.invalid("Query's end date and time is before its start date and time");
        }
        List<String> names = new ArrayList<>(request.logGroupNames());
        if (request.logGroupName() != null) {
            names.add(request.logGroupName());
        }
        names.forEach((name) -> this.tables.group(context.region(), name, null));
        request.logGroupIdentifiers().forEach((one) -> this.tables.group(context.region(), null, one));
        throw LogErrors.invalid("The sandbox does not run queries of CloudWatch Logs Insights. FilterLogEvents finds "
                + "the lines of a log group.");
    }

    private static AwsError noQuery(String id) {
        return new AwsError("ResourceNotFoundException", "Query with id '" + id + "' does not exist.");
    }

    private StopQueryResponse stop(CallContext context, StopQueryRequest request) {
        throw noQuery(request.queryId());
    }

    private GetQueryResultsResponse results(CallContext context, GetQueryResultsRequest request) {
        throw noQuery(request.queryId());
    }

    private DescribeQueriesResponse describe(CallContext context, DescribeQueriesRequest request) {
        if (request.logGroupName() != null) {
            this.tables.group(context.region(), request.logGroupName(), null);
        }
        return DescribeQueriesResponse.builder().queries(List.of()).build();
    }

    private PutQueryDefinitionResponse put(CallContext context, PutQueryDefinitionRequest request) {
        String id = request.queryDefinitionId();
        if (id != null && this.definitions.find(LogTables.key(context.region(), id)).isEmpty()) {
            throw noDefinition();
        }
        if (request.name().isEmpty() || request.name().length() > 255) {
            throw LogErrors.member("name", "Member must have length between 1 and 255");
        }
        String kept = (id != null) ? id : UUID.randomUUID().toString();
        this.definitions.put(LogTables.key(context.region(), kept),
                QueryDefinition.builder()
                    .queryDefinitionId(kept)
                    .name(request.name())
                    .queryString(request.queryString())
                    .queryLanguage((request.queryLanguageAsString() != null) ? request.queryLanguageAsString() : "CWLI")
                    .logGroupNames(request.logGroupNames())
                    .lastModified(context.now().toEpochMilli())
                    .build());
        return PutQueryDefinitionResponse.builder().queryDefinitionId(kept).build();
    }

    private static AwsError noDefinition() {
        return new AwsError("ResourceNotFoundException", "The specified query definition does not exist.");
    }

    private DescribeQueryDefinitionsResponse describeDefinitions(CallContext context,
            DescribeQueryDefinitionsRequest request) {
        int size = (request.maxResults() != null) ? request.maxResults() : 1000;
        if (size < 1 || size > 1000) {
            throw LogErrors.member("maxResults", "Member must have value between 1 and 1000");
        }
        String prefix = (request.queryDefinitionNamePrefix() != null) ? request.queryDefinitionNamePrefix() : "";
        List<QueryDefinition> found = this.definitions.startingWith(LogTables.key(context.region(), ""))
            .stream()
            .filter((one) -> one.name().startsWith(prefix))
            .filter((one) -> request.queryLanguage() == null || request.queryLanguage() == one.queryLanguage())
            .toList();
        Page<QueryDefinition> page = Page.of(found, QueryDefinition::queryDefinitionId, size, request.nextToken(),
                LogErrors::invalidToken);
        return DescribeQueryDefinitionsResponse.builder()
            .queryDefinitions(page.items())
            .nextToken(page.nextToken())
            .build();
    }

    private DeleteQueryDefinitionResponse delete(CallContext context, DeleteQueryDefinitionRequest request) {
        if (!this.definitions.remove(LogTables.key(context.region(), request.queryDefinitionId()))) {
            throw noDefinition();
        }
        return DeleteQueryDefinitionResponse.builder().success(true).build();
    }

}

package dev.shipshape.localaws.ecs.refusals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.ecs.model.CreateExpressGatewayServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateExpressGatewayServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeleteExpressGatewayServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteExpressGatewayServiceResponse;
import software.amazon.awssdk.services.ecs.model.DescribeExpressGatewayServiceRequest;
import software.amazon.awssdk.services.ecs.model.DescribeExpressGatewayServiceResponse;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.UpdateExpressGatewayServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateExpressGatewayServiceResponse;

/**
 * Express services and daemons: refused as AWS refuses them in a region that does not
 * have them yet, or as it refuses the name of one that does not exist.
 */
public final class Unsupported {

    /** Newer than the SDK's model; their inputs are not looked at. */
    private static final List<String> DAEMON_CALLS = List.of("CreateDaemon", "ListDaemons", "ListDaemonDeployments",
            "DescribeDaemonDeployments", "DescribeDaemonRevisions");

    private static final List<String> MISSING_DAEMON_CALLS = List.of("DescribeDaemon", "UpdateDaemon", "DeleteDaemon");

    private static final List<String> DAEMON_DEFINITION_CALLS = List.of("RegisterDaemonTaskDefinition",
            "DescribeDaemonTaskDefinition", "DeleteDaemonTaskDefinition", "ListDaemonTaskDefinitions");

    private Unsupported() {
    }

    /** The calls that are answered here. */
    public static Map<String, Operation<?, ?>> operations() {
        Map<String, Operation<?, ?>> operations = new HashMap<>();
        operations.put("CreateExpressGatewayService",
                Operation.<CreateExpressGatewayServiceRequest, CreateExpressGatewayServiceResponse>of(
                        CreateExpressGatewayServiceRequest::builder, (context, request) -> {
                            throw unsupported("Express services are");
                        })
                    .requiring("executionRoleArn", "infrastructureRoleArn", "primaryContainer"));
        operations.put("DescribeExpressGatewayService",
                Operation.<DescribeExpressGatewayServiceRequest, DescribeExpressGatewayServiceResponse>of(
                        DescribeExpressGatewayServiceRequest::builder, (context, request) -> {
                            throw new AwsError("ResourceNotFoundException", "The specified resource wasn't found.");
                        })
                    .requiring("serviceArn"));
        operations.put("UpdateExpressGatewayService",
                Operation.<UpdateExpressGatewayServiceRequest, UpdateExpressGatewayServiceResponse>of(
                        UpdateExpressGatewayServiceRequest::builder, (context, request) -> {
                            throw EcsErrors.serviceNotFound();
                        })
                    .requiring("serviceArn"));
        operations.put("DeleteExpressGatewayService",
                Operation.<DeleteExpressGatewayServiceRequest, DeleteExpressGatewayServiceResponse>of(
                        DeleteExpressGatewayServiceRequest::builder, (context, request) -> {
                            throw EcsErrors.serviceNotFound();
                        })
                    .requiring("serviceArn"));
        DAEMON_CALLS.forEach((name) -> operations.put(name, refusing(unsupported("Daemons are"))));
        MISSING_DAEMON_CALLS.forEach((name) -> operations.put(name,
                refusing(new AwsError("DaemonNotFoundException", "The specified daemon wasn't found."))));
        DAEMON_DEFINITION_CALLS
            .forEach((name) -> operations.put(name, refusing(EcsErrors.client("Unable to describe daemon."))));
        return operations;
    }

    private static AwsError unsupported(String what) {
        return new AwsError("UnsupportedFeatureException", what + " not supported in this Region.");
    }

    /** An operation whose types the SDK does not have, so any request's will do. */
    private static Operation<ListClustersRequest, ListClustersResponse> refusing(AwsError error) {
        return Operation.of(ListClustersRequest::builder, (context, request) -> {
            throw error;
        });
    }

}

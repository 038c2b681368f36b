package dev.shipshape.localaws.clients;

import static org.assertj.core.api.Assertions.assertThat;

/** A log group, a stream and the lines in it. */
class LogsStory implements Story {

    private static final String ARN = "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/demo";

    private static final String STREAM = "{\"logGroupName\": \"/ecs/demo\", \"logStreamName\": \"web/1\"}";

    @Override
    public void tell(Clients aws) {
        aws.call("logs", "CreateLogGroup", "{\"logGroupName\": \"/ecs/demo\", \"tags\": {\"team\": \"blue\"}}");
        aws.call("logs", "CreateLogStream", STREAM);
        lines(aws);
        retention(aws);
        tags(aws);
        filters(aws);
        settings(aws);
        aws.call("logs", "DeleteLogStream", STREAM);
        assertThat(aws.call("logs", "DescribeLogStreams", "{\"logGroupName\": \"/ecs/demo\"}").at("/logStreams"))
            .isEmpty();
        aws.call("logs", "DeleteLogGroup", "{\"logGroupName\": \"/ecs/demo\"}");
        assertThat(aws.refused("logs", "DeleteLogGroup", "{\"logGroupName\": \"/ecs/demo\"}"))
            .contains("ResourceNotFoundException");
    }

    private static void lines(Clients aws) {
        long now = System.currentTimeMillis();
        aws.call("logs", "PutLogEvents", """
                {"logGroupName": "/ecs/demo", "logStreamName": "web/1", "logEvents": [
                 {"timestamp": %d, "message": "ready"}, {"timestamp": %d, "message": "ERROR lost"}]}"""
            .formatted(now - 1, now));
        assertThat(aws.text("logs", "GetLogEvents", """
                {"logGroupName": "/ecs/demo", "logStreamName": "web/1", "startFromHead": true}""", "/events/0/message"))
            .isEqualTo("ready");
        assertThat(aws.call("logs", "FilterLogEvents", """
                {"logGroupName": "/ecs/demo", "filterPattern": "ERROR"}""").at("/events")).singleElement()
            .satisfies((event) -> assertThat(event.at("/message").asString()).isEqualTo("ERROR lost"));
        assertThat(aws.text("logs", "DescribeLogStreams", "{\"logGroupName\": \"/ecs/demo\"}",
                "/logStreams/0/logStreamName"))
            .isEqualTo("web/1");
    }

    private static void retention(Clients aws) {
        aws.call("logs", "PutRetentionPolicy", "{\"logGroupName\": \"/ecs/demo\", \"retentionInDays\": 7}");
        assertThat(aws.text("logs", "DescribeLogGroups", "{\"logGroupNamePrefix\": \"/ecs/\"}",
                "/logGroups/0/retentionInDays"))
            .isEqualTo("7");
        aws.call("logs", "DeleteRetentionPolicy", "{\"logGroupName\": \"/ecs/demo\"}");
        assertThat(aws.text("logs", "DescribeLogGroups", "{}", "/logGroups/0/retentionInDays")).isEmpty();
    }

    private static void filters(Clients aws) {
        aws.call("logs", "PutMetricFilter",
                """
                        {"logGroupName": "/ecs/demo", "filterName": "errors", "filterPattern": "{ $.level = \\"error\\" }",
                         "metricTransformations": [{"metricName": "errors", "metricNamespace": "demo", "metricValue": "1"}]}""");
        assertThat(aws.text("logs", "DescribeMetricFilters", "{\"logGroupName\": \"/ecs/demo\"}",
                "/metricFilters/0/filterName"))
            .isEqualTo("errors");
        assertThat(aws.call("logs", "TestMetricFilter", """
                {"filterPattern": "ERROR", "logEventMessages": ["ERROR lost", "ready"]}""").at("/matches")).hasSize(1);
        aws.call("logs", "DeleteMetricFilter", "{\"logGroupName\": \"/ecs/demo\", \"filterName\": \"errors\"}");
        aws.call("logs", "PutSubscriptionFilter", """
                {"logGroupName": "/ecs/demo", "filterName": "all", "filterPattern": "",
                 "destinationArn": "arn:aws:lambda:us-east-1:123456789012:function:sink"}""");
        assertThat(aws.call("logs", "DescribeSubscriptionFilters", "{\"logGroupName\": \"/ecs/demo\"}")
            .at("/subscriptionFilters")).hasSize(1);
        aws.call("logs", "DeleteSubscriptionFilter", "{\"logGroupName\": \"/ecs/demo\", \"filterName\": \"all\"}");
        aws.call("logs", "PutResourcePolicy", "{\"policyName\": \"events\", \"policyDocument\": \"{}\"}");
        assertThat(aws.call("logs", "DescribeResourcePolicies", "{}").at("/resourcePolicies")).hasSize(1);
        aws.call("logs", "DeleteResourcePolicy", "{\"policyName\": \"events\"}");
        aws.call("logs", "TagLogGroup", "{\"logGroupName\": \"/ecs/demo\", \"tags\": {\"old\": \"api\"}}");
        assertThat(aws.text("logs", "ListTagsLogGroup", "{\"logGroupName\": \"/ecs/demo\"}", "/tags/old"))
            .isEqualTo("api");
        aws.call("logs", "UntagLogGroup", "{\"logGroupName\": \"/ecs/demo\", \"tags\": [\"old\"]}");
    }

    private static void settings(Clients aws) {
        String group = "{\"logGroupName\": \"/ecs/demo\"";
        aws.call("logs", "AssociateKmsKey",
                group + ", \"kmsKeyId\": \"arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d\"}");
        aws.call("logs", "DisassociateKmsKey", group + "}");
        String policy = "{\"policyType\": \"DATA_PROTECTION_POLICY\", \"policyName\": \"mask\"";
        aws.call("logs", "PutAccountPolicy", policy + ", \"policyDocument\": \"{}\"}");
        assertThat(aws.call("logs", "DescribeAccountPolicies", policy + "}").at("/accountPolicies")).hasSize(1);
        aws.call("logs", "DeleteAccountPolicy", policy + "}");
        assertThat(aws.refused("logs", "StartQuery",
                group + ", \"startTime\": 1, \"endTime\": 2, \"queryString\": \"fields @message\"}"))
            .contains("InvalidParameterException");
        for (String operation : new String[] { "GetQueryResults", "StopQuery" }) {
            assertThat(aws.refused("logs", operation, "{\"queryId\": \"none\"}")).contains("ResourceNotFoundException");
        }
        assertThat(aws.call("logs", "DescribeQueries", "{}").at("/queries")).isEmpty();
        String id = aws.text("logs", "PutQueryDefinition",
                "{\"name\": \"errors\", \"queryString\": \"fields @message\"}", "/queryDefinitionId");
        assertThat(aws.call("logs", "DescribeQueryDefinitions", "{}").at("/queryDefinitions")).hasSize(1);
        aws.call("logs", "DeleteQueryDefinition", "{\"queryDefinitionId\": \"%s\"}".formatted(id));
    }

    private static void tags(Clients aws) {
        aws.call("logs", "TagResource", "{\"resourceArn\": \"%s\", \"tags\": {\"stage\": \"test\"}}".formatted(ARN));
        aws.call("logs", "UntagResource", "{\"resourceArn\": \"%s\", \"tagKeys\": [\"team\"]}".formatted(ARN));
        assertThat(aws.call("logs", "ListTagsForResource", "{\"resourceArn\": \"%s\"}".formatted(ARN)).at("/tags"))
            .hasSize(1)
            .allSatisfy((value) -> assertThat(value.asString()).isEqualTo("test"));
    }

}

package dev.shipshape.localaws.logs;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceResponse;

/** The tags of log groups. */
final class LogTags {

    private final LogTables tables;

    LogTags(LogTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        Map<String, Operation<?, ?>> operations = new HashMap<>(byArn());
        operations.put("TagLogGroup",
                Operation.of(TagLogGroupRequest::builder, this::tagGroup).requiring("logGroupName", "tags"));
        operations.put("UntagLogGroup",
                Operation.of(UntagLogGroupRequest::builder, this::untagGroup).requiring("logGroupName", "tags"));
        operations.put("ListTagsLogGroup",
                Operation.of(ListTagsLogGroupRequest::builder, this::listGroup).requiring("logGroupName"));
        return operations;
    }

    private TagLogGroupResponse tagGroup(CallContext context, TagLogGroupRequest request) {
        add(context, this.tables.group(context.region(), request.logGroupName(), null).logGroupName(), request.tags());
        return TagLogGroupResponse.builder().build();
    }

    private UntagLogGroupResponse untagGroup(CallContext context, UntagLogGroupRequest request) {
        remove(context, this.tables.group(context.region(), request.logGroupName(), null).logGroupName(),
                request.tags());
        return UntagLogGroupResponse.builder().build();
    }

    private ListTagsLogGroupResponse listGroup(CallContext context, ListTagsLogGroupRequest request) {
        String group = this.tables.group(context.region(), request.logGroupName(), null).logGroupName();
        return ListTagsLogGroupResponse.builder().tags(this.tables.tagsOf(context.region(), group)).build();
    }

    private void add(CallContext context, String group, Map<String, String> tags) {
        check(tags);
        Map<String, String> merged = new TreeMap<>(this.tables.tagsOf(context.region(), group));
        merged.putAll(tags);
        check(merged);
        this.tables.tags(context.region(), group, merged);
    }

    private void remove(CallContext context, String group, List<String> keys) {
        Map<String, String> left = new TreeMap<>(this.tables.tagsOf(context.region(), group));
        left.keySet().removeAll(keys);
        this.tables.tags(context.region(), group, left);
    }

    private Map<String, Operation<?, ?>> byArn() {
        return Map.of("TagResource",
                Operation.of(TagResourceRequest::builder, this::tag).requiring("resourceArn", "tags"), "UntagResource",
                Operation.of(UntagResourceRequest::builder, this::untag).requiring("resourceArn", "tagKeys"),
                "ListTagsForResource",
                Operation.of(ListTagsForResourceRequest::builder, this::list).requiring("resourceArn"));
    }

    static void check(Map<String, String> tags) {
        tags.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > 128) {
                throw LogErrors.member("tags", "Map keys must have length between 1 and 128");
            }
            if (value.length() > 256) {
                throw LogErrors.member("tags", "Map values must have length less than or equal to 256");
            }
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw LogErrors.invalid("aws: prefixed tag key names are not allowed for external use.");
            }
        });
        if (tags.size() > 50) {
            throw new AwsError("TooManyTagsException", "A resource can have no more than 50 tags.");
        }
    }

    private TagResourceResponse tag(CallContext context, TagResourceRequest request) {
        add(context, group(context, request.resourceArn()), request.tags());
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse untag(CallContext context, UntagResourceRequest request) {
        remove(context, group(context, request.resourceArn()), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    private ListTagsForResourceResponse list(CallContext context, ListTagsForResourceRequest request) {
        String group = group(context, request.resourceArn());
        return ListTagsForResourceResponse.builder().tags(this.tables.tagsOf(context.region(), group)).build();
    }

    private String group(CallContext context, String arn) {
        if (!arn.startsWith(context.arn("logs", "log-group:"))) {
            throw LogErrors.invalid("Invalid resourceArn: it must be the ARN of a log group of this region.");
        }
        return this.tables.group(context.region(), null, arn).logGroupName();
    }

}

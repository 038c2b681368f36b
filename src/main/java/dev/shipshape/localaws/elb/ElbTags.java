package dev.shipshape.localaws.elb;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TagDescription;

/** The tags of load balancers, target groups, listeners and rules. */
final class ElbTags {

    private final ElbTables tables;

    ElbTags(ElbTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("AddTags", Operation.of(AddTagsRequest::builder, this::add).requiring("ResourceArns", "Tags"),
                "RemoveTags",
                Operation.of(RemoveTagsRequest::builder, this::remove).requiring("ResourceArns", "TagKeys"),
                "DescribeTags", Operation.of(DescribeTagsRequest::builder, this::describe).requiring("ResourceArns"));
    }

    static void check(List<Tag> tags) {
        Map<String, String> seen = new TreeMap<>();
        for (Tag tag : tags) {
            String key = (tag.key() != null) ? tag.key() : "";
            if (key.isEmpty() || key.length() > 128 || key.startsWith("aws:")
                    || (tag.value() != null && tag.value().length() > 256)) {
                throw ElbTables.invalid(
                        "A tag key has 1 to 128 characters and does not begin with aws:, a value has at " + "most 256");
            }
            if (seen.put(key, "") != null) {
                throw new AwsError("DuplicateTagKeys", "A tag key was specified more than once");
            }
        }
        if (tags.size() > 50) {
            throw new AwsError("TooManyTags", "You've reached the limit on the number of tags per load balancer");
        }
    }

    static void set(ElbTables tables, String arn, List<Tag> tags) {
        Map<String, String> values = new TreeMap<>(tables.tagsOf(arn));
        tags.forEach((tag) -> values.put(tag.key(), (tag.value() != null) ? tag.value() : ""));
        if (values.size() > 50) {
            throw new AwsError("TooManyTags", "You've reached the limit on the number of tags per load balancer");
        }
        if (!values.isEmpty()) {
            tables.tags().put(arn, new ElbTables.Values(values));
        }
    }

    private void checkExists(String arn) {
        if (arn.contains(":loadbalancer/")) {
            this.tables.balancer(arn);
        }
        else if (arn.contains(":targetgroup/")) {
            this.tables.group(arn);
        }
        else if (arn.contains(":listener-rule/")) {
            this.tables.rule(arn);
        }
        else if (arn.contains(":listener/")) {
            this.tables.listener(arn);
        }
        else {
            throw ElbTables.invalid("'" + arn + "' is not a valid load balancer ARN");
        }
    }

    private AddTagsResponse add(CallContext context, AddTagsRequest request) {
        check(request.tags());
        for (String arn : request.resourceArns()) {
            checkExists(arn);
            set(this.tables, arn, request.tags());
        }
        return AddTagsResponse.builder().build();
    }

    private RemoveTagsResponse remove(CallContext context, RemoveTagsRequest request) {
        for (String arn : request.resourceArns()) {
            checkExists(arn);
            Map<String, String> left = new TreeMap<>(this.tables.tagsOf(arn));
            left.keySet().removeAll(request.tagKeys());
            this.tables.tags().put(arn, new ElbTables.Values(left));
        }
        return RemoveTagsResponse.builder().build();
    }

    private DescribeTagsResponse describe(CallContext context, DescribeTagsRequest request) {
        request.resourceArns().forEach(this::checkExists);
        return DescribeTagsResponse.builder()
            .tagDescriptions(request.resourceArns()
                .stream()
                .map((arn) -> TagDescription.builder()
                    .resourceArn(arn)
                    .tags(this.tables.tagsOf(arn)
                        .entrySet()
                        .stream()
                        .map((tag) -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                        .toList())
                    .build())
                .toList())
            .build();
    }

}

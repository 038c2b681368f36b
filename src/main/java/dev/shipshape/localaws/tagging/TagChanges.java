package dev.shipshape.localaws.tagging;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.FailureInfo;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.UntagResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.UntagResourcesResponse;

/** Tags put on many resources at once, or taken off; each that fails is told of. */
final class TagChanges {

    private static final int MOST = 20;

    private final List<TaggedResources> services;

    TagChanges(List<TaggedResources> services) {
        this.services = services;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("TagResources",
                Operation.of(TagResourcesRequest::builder, this::tag).requiring("ResourceARNList", "Tags"),
                "UntagResources",
                Operation.of(UntagResourcesRequest::builder, this::untag).requiring("ResourceARNList", "TagKeys"));
    }

    private TagResourcesResponse tag(CallContext context, TagResourcesRequest request) {
        if (request.tags().size() > 50) {
            throw Tagging.invalid("Tags can have at most 50 tags.");
        }
        return TagResourcesResponse.builder()
            .failedResourcesMap(
                    each(request.resourceARNList(), (service, arn) -> service.tag(context, arn, request.tags())))
            .build();
    }

    private UntagResourcesResponse untag(CallContext context, UntagResourcesRequest request) {
        return UntagResourcesResponse.builder()
            .failedResourcesMap(
                    each(request.resourceARNList(), (service, arn) -> service.untag(context, arn, request.tagKeys())))
            .build();
    }

    private Map<String, FailureInfo> each(List<String> arns, BiConsumer<TaggedResources, String> change) {
        if (arns.size() > MOST) {
            throw Tagging.invalid("ResourceARNList can have at most " + MOST + " ARNs.");
        }
        arns.stream().filter((arn) -> !arn.matches("arn:[^:]*:[^:]+:[^:]*:[^:]*:.+")).findFirst().ifPresent((arn) -> {
            throw Tagging.invalid("Invalid ARN: " + arn);
        });
        Map<String, FailureInfo> failed = new TreeMap<>();
        for (String arn : arns) {
            try {
                TaggedResources service = this.services.stream()
                    .filter((one) -> one.owns(arn))
                    .findFirst()
                    .orElseThrow(() -> Tagging.invalid("The resource type of " + arn + " is not supported."));
                change.accept(service, arn);
            }
            catch (AwsError ex) {
                failed.put(arn,
                        FailureInfo.builder()
                            .statusCode(ex.status())
                            .errorCode("InvalidParameterException")
                            .errorMessage(ex.message())
                            .build());
            }
        }
        return failed;
    }

}

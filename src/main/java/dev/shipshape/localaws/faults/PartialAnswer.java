package dev.shipshape.localaws.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageResponse;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StartTaskResponse;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/**
 * HTTP 200 with {@code failures[]}: a part of what was asked for is kept from the
 * operation, which does the rest, and is told as failed beside what it answers.
 *
 * @param member the member that lists what is asked for; {@code count} for a number
 * @param response an empty answer, for when all fails
 * @param usual the usual reason
 * @param order how many fail and why; null as long as nobody asked
 */
record PartialAnswer(String member, Supplier<? extends SdkPojo> response, String usual, @Nullable FaultOrder order) {

    /** What RunTask answers when Fargate has none (ECS developer guide). */
    static final String CAPACITY = "Capacity is unavailable at this time. Please try again later or in a different "
            + "availability zone";

    private static final Map<String, PartialAnswer> BY_OPERATION = byOperation();

    private static Map<String, PartialAnswer> byOperation() {
        Map<String, PartialAnswer> all = new HashMap<>();
        all.put("ecs:RunTask", new PartialAnswer("count", RunTaskResponse::builder, CAPACITY, null));
        all.put("ecs:StartTask",
                new PartialAnswer("containerInstances", StartTaskResponse::builder, "RESOURCE:MEMORY", null));
        all.put("ecs:DescribeTasks", missing("tasks", DescribeTasksResponse::builder));
        all.put("ecs:DescribeServices", missing("services", DescribeServicesResponse::builder));
        all.put("ecs:DescribeClusters", missing("clusters", DescribeClustersResponse::builder));
        all.put("ecs:DescribeContainerInstances",
                missing("containerInstances", DescribeContainerInstancesResponse::builder));
        all.put("ecs:DescribeCapacityProviders",
                missing("capacityProviders", DescribeCapacityProvidersResponse::builder));
        all.put("ecs:DeleteTaskDefinitions", missing("taskDefinitions", DeleteTaskDefinitionsResponse::builder));
        all.put("ecr:BatchDeleteImage",
                new PartialAnswer("imageIds", BatchDeleteImageResponse::builder, "ImageNotFound", null));
        all.put("ecr:BatchGetImage",
                new PartialAnswer("imageIds", BatchGetImageResponse::builder, "ImageNotFound", null));
        return Map.copyOf(all);
    }

    private static PartialAnswer missing(String member, Supplier<? extends SdkPojo> response) {
        return new PartialAnswer(member, response, "MISSING", null);
    }

    /** The operations that answer so. */
    static Set<String> operations() {
        return BY_OPERATION.keySet();
    }

    static Optional<PartialAnswer> of(String operation) {
        return Optional.ofNullable(BY_OPERATION.get(operation));
    }

    boolean startsTasks() {
        return this.member.equals("count") || this.usual.startsWith("RESOURCE");
    }

    PartialAnswer with(FaultOrder asked) {
        return new PartialAnswer(this.member, this.response, this.usual, asked);
    }

    SdkPojo around(SdkPojo request, UnaryOperator<SdkPojo> work) {
        SdkField<?> field = field(request, this.member);
        Object asked = field.getValueOrDefault(request);
        List<?> items = (asked instanceof List<?> list) ? list
                : Collections.nCopies((asked instanceof Integer count) ? count : 1, "");
        int failing = Math.min(items.size(), orAll(items.size()));
        if (failing == 0) {
            return work.apply(request);
        }
        int rest = items.size() - failing;
        SdkPojo answer = this.response.get();
        if (rest > 0) {
            SdkPojo builder = (SdkPojo) ((ToCopyableBuilder<?, ?>) request).toBuilder();
            field.set(builder, (asked instanceof List<?>) ? List.copyOf(items.subList(0, rest)) : rest);
            answer = (SdkPojo) ((ToCopyableBuilder<?, ?>) work.apply((SdkPojo) ((Buildable) builder).build()))
                .toBuilder();
        }
        return failed(answer, items.subList(rest, items.size()), request);
    }

    private int orAll(int all) {
        return (this.order != null && this.order.failing() != null) ? this.order.failing() : all;
    }

    private SdkPojo failed(SdkPojo answer, List<?> items, SdkPojo request) {
        SdkField<?> failures = field(answer, "failures");
        SdkField<?> failure = failures.getRequiredTrait(ListTrait.class).memberFieldInfo();
        SdkPojo before = (SdkPojo) ((Buildable) answer).build();
        List<Object> all = new ArrayList<>();
        if (failures.getValueOrDefault(before) instanceof List<?> already) {
            all.addAll(already);
        }
        for (Object item : items) {
            SdkPojo builder = failure.constructor().get();
            if (item instanceof String arn) {
                set(builder, "arn", arn.isEmpty() ? null : arn);
                set(builder, "reason", reason(request));
            }
            else {
                set(builder, "imageId", item);
                set(builder, "failureCode", reason(request));
                set(builder, "failureReason", "The sandbox was asked to fail here");
            }
            all.add(((Buildable) builder).build());
        }
        failures.set(answer, all);
        return (SdkPojo) ((Buildable) answer).build();
    }

    /** Tasks on instances lack a resource of theirs, those of Fargate lack capacity. */
    private String reason(SdkPojo request) {
        if (this.order != null && this.order.reason() != null) {
            return this.order.reason();
        }
        boolean instances = this.member.equals("count")
                && "EC2".equals(field(request, "launchType").getValueOrDefault(request));
        return instances ? "RESOURCE:MEMORY" : this.usual;
    }

    private static void set(SdkPojo builder, String member, @Nullable Object value) {
        field(builder, member).set(builder, value);
    }

    private static SdkField<?> field(SdkPojo structure, String member) {
        return structure.sdkFields()
            .stream()
            .filter((field) -> field.locationName().equals(member))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no member " + member + " in " + structure.getClass()));
    }

}

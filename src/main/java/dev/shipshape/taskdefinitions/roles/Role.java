package dev.shipshape.taskdefinitions.roles;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * An IAM role.
 *
 * @param name its name
 * @param arn AWS's name of it
 * @param createdAt when it was made, which tells it from a newcomer of the same name
 * @param forTasks whether ECS tasks may take it
 * @param tags its tags; empty where a list told it, which leaves them out
 */
public record Role(String name, String arn, @Nullable Instant createdAt, boolean forTasks, Map<String, String> tags) {

    static Role of(software.amazon.awssdk.services.iam.model.Role told) {
        Map<String, String> tags = told.tags()
            .stream()
            .collect(Collectors.toMap(Tag::key, (tag) -> (tag.value() != null) ? tag.value() : ""));
        return new Role(told.roleName(), told.arn(), told.createDate(), trusts(told.assumeRolePolicyDocument()), tags);
    }

    /** IAM answers the trust policy URL-encoded. */
    private static boolean trusts(@Nullable String policy) {
        return policy != null && URLDecoder.decode(policy, StandardCharsets.UTF_8).contains("ecs-tasks.amazonaws.com");
    }

}

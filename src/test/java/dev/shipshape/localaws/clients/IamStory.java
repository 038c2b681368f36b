package dev.shipshape.localaws.clients;

import static org.assertj.core.api.Assertions.assertThat;

/** A role, its tags and its policies. */
class IamStory implements Story {

    private static final String POLICY = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";

    @Override
    public void tell(Clients aws) {
        new PoliciesStory().tell(aws);
        assertThat(aws.text("iam", "CreateRole", """
                {"RoleName": "web", "AssumeRolePolicyDocument": "{\\"Statement\\": [{\\"Effect\\": \\"Allow\\", \
                \\"Principal\\": {\\"Service\\": \\"ecs-tasks.amazonaws.com\\"}, \\"Action\\": \\"sts:AssumeRole\\"}]}"}
                """, "/Role/Arn")).isEqualTo("arn:aws:iam::123456789012:role/web");
        assertThat(aws.text("iam", "GetRole", "{\"RoleName\": \"web\"}",
                "/Role/AssumeRolePolicyDocument/Statement/0/Principal/Service"))
            .isEqualTo("ecs-tasks.amazonaws.com");
        // The CLI pages by markers.
        assertThat(aws.run("iam", "list-roles", "--page-size", "1", "--query", "Roles[].RoleName")).contains("web",
                "ecsTaskExecutionRole", "AWSServiceRoleForECS");
        aws.call("iam", "TagRole", "{\"RoleName\": \"web\", \"Tags\": [{\"Key\": \"team\", \"Value\": \"blue\"}]}");
        assertThat(aws.text("iam", "ListRoleTags", "{\"RoleName\": \"web\"}", "/Tags/0/Value")).isEqualTo("blue");
        aws.call("iam", "UntagRole", "{\"RoleName\": \"web\", \"TagKeys\": [\"team\"]}");
        assertThat(aws.call("iam", "ListRoleTags", "{\"RoleName\": \"web\"}").at("/Tags")).isEmpty();
        attached(aws);
        aws.call("iam", "DeleteRole", "{\"RoleName\": \"web\"}");
        assertThat(aws.refused("iam", "GetRole", "{\"RoleName\": \"web\"}")).contains("NoSuchEntity");
    }

    private static void attached(Clients aws) {
        String both = "{\"RoleName\": \"web\", \"PolicyArn\": \"" + POLICY + "\"}";
        aws.call("iam", "AttachRolePolicy", both);
        assertThat(
                aws.text("iam", "ListAttachedRolePolicies", "{\"RoleName\": \"web\"}", "/AttachedPolicies/0/PolicyArn"))
            .isEqualTo(POLICY);
        assertThat(aws.refused("iam", "DeleteRole", "{\"RoleName\": \"web\"}")).contains("DeleteConflict");
        aws.call("iam", "DetachRolePolicy", both);
    }

}

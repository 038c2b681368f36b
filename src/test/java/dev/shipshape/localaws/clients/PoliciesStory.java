package dev.shipshape.localaws.clients;

import static org.assertj.core.api.Assertions.assertThat;

/** A role with policies and a profile, and what a client asks of the account first. */
class PoliciesStory implements Story {

    private static final String TRUST = "{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":"
            + "{\\\"Service\\\":\\\"ec2.amazonaws.com\\\"},\\\"Action\\\":\\\"sts:AssumeRole\\\"}]}";

    private static final String READ = "{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":\\\"s3:GetObject\\\","
            + "\\\"Resource\\\":\\\"*\\\"}]}";

    private static final String ROLE = "{\"RoleName\": \"servers\"}";

    @Override
    public void tell(Clients aws) {
        aws.call("iam", "CreateRole",
                "{\"RoleName\": \"servers\", \"AssumeRolePolicyDocument\": \"%s\"}".formatted(TRUST));
        changes(aws);
        inline(aws);
        managed(aws);
        profiles(aws);
        aws.call("iam", "DeleteRole", ROLE);
        account(aws);
    }

    private static void changes(Clients aws) {
        aws.call("iam", "UpdateRole", "{\"RoleName\": \"servers\", \"MaxSessionDuration\": 7200}");
        assertThat(aws.text("iam", "UpdateRoleDescription", "{\"RoleName\": \"servers\", \"Description\": \"ours\"}",
                "/Role/MaxSessionDuration"))
            .isEqualTo("7200");
        aws.call("iam", "UpdateAssumeRolePolicy",
                "{\"RoleName\": \"servers\", \"PolicyDocument\": \"%s\"}".formatted(TRUST));
        aws.call("iam", "PutRolePermissionsBoundary", """
                {"RoleName": "servers", "PermissionsBoundary": "arn:aws:iam::aws:policy/ReadOnlyAccess"}""");
        aws.call("iam", "DeleteRolePermissionsBoundary", ROLE);
    }

    private static void inline(Clients aws) {
        String own = "{\"RoleName\": \"servers\", \"PolicyName\": \"own\"}";
        aws.call("iam", "PutRolePolicy",
                "{\"RoleName\": \"servers\", \"PolicyName\": \"own\", \"PolicyDocument\": \"%s\"}".formatted(READ));
        assertThat(aws.text("iam", "GetRolePolicy", own, "/PolicyDocument/Statement/0/Action"))
            .isEqualTo("s3:GetObject");
        assertThat(aws.text("iam", "ListRolePolicies", ROLE, "/PolicyNames/0")).isEqualTo("own");
        aws.call("iam", "DeleteRolePolicy", own);
    }

    private static void managed(Clients aws) {
        String arn = aws.text("iam", "CreatePolicy",
                "{\"PolicyName\": \"read\", \"PolicyDocument\": \"%s\"}".formatted(READ), "/Policy/Arn");
        String policy = "{\"PolicyArn\": \"%s\"}".formatted(arn);
        aws.call("iam", "CreatePolicyVersion",
                "{\"PolicyArn\": \"%s\", \"PolicyDocument\": \"%s\"}".formatted(arn, READ));
        String second = "{\"PolicyArn\": \"%s\", \"VersionId\": \"v2\"}".formatted(arn);
        aws.call("iam", "SetDefaultPolicyVersion", second);
        assertThat(aws.text("iam", "GetPolicyVersion", second, "/PolicyVersion/Document/Statement/0/Effect"))
            .isEqualTo("Allow");
        aws.call("iam", "DeletePolicyVersion", second.replace("v2", "v1"));
        assertThat(aws.call("iam", "ListPolicyVersions", policy).at("/Versions")).hasSize(1);
        assertThat(aws.text("iam", "GetPolicy", policy, "/Policy/DefaultVersionId")).isEqualTo("v2");
        assertThat(aws.call("iam", "ListPolicyTags", policy).at("/Tags")).isEmpty();
        assertThat(aws.call("iam", "ListEntitiesForPolicy", policy).at("/PolicyRoles")).isEmpty();
        assertThat(aws.text("iam", "ListPolicies", "{\"Scope\": \"Local\"}", "/Policies/0/Arn")).isEqualTo(arn);
        aws.call("iam", "DeletePolicy", policy);
    }

    private static void profiles(Clients aws) {
        String profile = "{\"InstanceProfileName\": \"servers\"}";
        String both = "{\"InstanceProfileName\": \"servers\", \"RoleName\": \"servers\"}";
        aws.call("iam", "CreateInstanceProfile", profile);
        aws.call("iam", "AddRoleToInstanceProfile", both);
        assertThat(aws.text("iam", "GetInstanceProfile", profile, "/InstanceProfile/Roles/0/RoleName"))
            .isEqualTo("servers");
        assertThat(aws.call("iam", "ListInstanceProfiles", "{}").at("/InstanceProfiles")).hasSize(1);
        assertThat(aws.call("iam", "ListInstanceProfilesForRole", ROLE).at("/InstanceProfiles")).hasSize(1);
        aws.call("iam", "RemoveRoleFromInstanceProfile", both);
        aws.call("iam", "DeleteInstanceProfile", profile);
    }

    private static void account(Clients aws) {
        assertThat(aws.text("iam", "GetUser", "{}", "/User/UserName")).isEqualTo("sandbox");
        assertThat(aws.call("iam", "ListUsers", "{}").at("/Users")).hasSize(1);
        assertThat(aws.call("iam", "ListAccountAliases", "{}").at("/AccountAliases")).isEmpty();
        assertThat(aws.text("iam", "GetAccountSummary", "{}", "/SummaryMap/Users")).isEqualTo("1");
        assertThat(aws.refused("iam", "SimulatePrincipalPolicy", """
                {"PolicySourceArn": "arn:aws:iam::123456789012:user/sandbox", "ActionNames": ["s3:GetObject"]}"""))
            .contains("does not evaluate");
        String role = aws.text("iam", "CreateServiceLinkedRole",
                "{\"AWSServiceName\": \"elasticloadbalancing.amazonaws.com\"}", "/Role/RoleName");
        String task = aws.text("iam", "DeleteServiceLinkedRole", "{\"RoleName\": \"%s\"}".formatted(role),
                "/DeletionTaskId");
        assertThat(aws.text("iam", "GetServiceLinkedRoleDeletionStatus", "{\"DeletionTaskId\": \"%s\"}".formatted(task),
                "/Status"))
            .isEqualTo("SUCCEEDED");
    }

}

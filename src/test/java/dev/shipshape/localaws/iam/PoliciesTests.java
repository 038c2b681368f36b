package dev.shipshape.localaws.iam;

import java.util.List;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Policies, service-linked roles and instance profiles, by the IAM API reference. */
class PoliciesTests {

    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
            "Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    private static final String READ = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""";

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private IamClient iam;

    @BeforeEach
    void connect() {
        this.iam = aws.client(IamClient.builder());
        this.iam.createRole((request) -> request.roleName("web").assumeRolePolicyDocument(TRUST));
    }

    @Test
    @DisplayName("DeletePolicy: refused while attached and while there are versions besides the default")
    void aPolicyIsMadeAttachedAndDeletedInOrder() {
        Policy policy = this.iam
            .createPolicy((request) -> request.policyName("read").path("/team/").policyDocument(READ))
            .policy();
        assertThat(policy.arn()).isEqualTo("arn:aws:iam::123456789012:policy/team/read");
        this.iam.attachRolePolicy((request) -> request.roleName("web").policyArn(policy.arn()));
        assertThat(this.iam.getPolicy((request) -> request.policyArn(policy.arn())).policy().attachmentCount())
            .isEqualTo(1);
        assertThat(this.iam.listEntitiesForPolicy((request) -> request.policyArn(policy.arn())).policyRoles())
            .extracting((role) -> role.roleName())
            .containsExactly("web");
        assertThatExceptionOfType(DeleteConflictException.class)
            .isThrownBy(() -> this.iam.deletePolicy((request) -> request.policyArn(policy.arn())))
            .withMessageContaining("Cannot delete a policy attached to entities.");
        this.iam.detachRolePolicy((request) -> request.roleName("web").policyArn(policy.arn()));
        this.iam
            .createPolicyVersion((request) -> request.policyArn(policy.arn()).policyDocument(READ).setAsDefault(true));
        assertThatExceptionOfType(DeleteConflictException.class)
            .isThrownBy(() -> this.iam.deletePolicy((request) -> request.policyArn(policy.arn())));
        assertThatExceptionOfType(DeleteConflictException.class).isThrownBy(
                () -> this.iam.deletePolicyVersion((request) -> request.policyArn(policy.arn()).versionId("v2")));
        this.iam.deletePolicyVersion((request) -> request.policyArn(policy.arn()).versionId("v1"));
        this.iam.deletePolicy((request) -> request.policyArn(policy.arn()));
        assertThatExceptionOfType(NoSuchEntityException.class)
            .isThrownBy(() -> this.iam.getPolicy((request) -> request.policyArn(policy.arn())));
    }

    @Test
    void aPolicyHasFiveVersionsAtMost() {
        String arn = this.iam.createPolicy((request) -> request.policyName("read").policyDocument(READ)).policy().arn();
        for (int version = 2; version <= 5; version++) {
            this.iam.createPolicyVersion((request) -> request.policyArn(arn).policyDocument(READ));
        }
        assertThatExceptionOfType(LimitExceededException.class)
            .isThrownBy(() -> this.iam.createPolicyVersion((request) -> request.policyArn(arn).policyDocument(READ)));
        this.iam.deletePolicyVersion((request) -> request.policyArn(arn).versionId("v5"));
        assertThat(this.iam.createPolicyVersion((request) -> request.policyArn(arn).policyDocument(READ))
            .policyVersion()
            .versionId()).isEqualTo("v6");
    }

    @Test
    void policiesOfAwsAreThereAndCannotBeChanged() {
        assertThat(this.iam.listPolicies((request) -> request.scope(PolicyScopeType.AWS).onlyAttached(true)).policies())
            .extracting(Policy::policyName)
            .containsExactly("AmazonECSServiceRolePolicy", "AmazonECSTaskExecutionRolePolicy");
        assertThat(this.iam
            .getPolicyVersion((request) -> request.policyArn(ManagedPolicies.TASK_EXECUTION).versionId("v1"))
            .policyVersion()
            .document()).contains("ecr%3AGetAuthorizationToken");
        assertThatExceptionOfType(IamException.class)
            .isThrownBy(() -> this.iam.deletePolicy((request) -> request.policyArn(ManagedPolicies.TASK_EXECUTION)))
            .satisfies((ex) -> assertThat(ex.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
    }

    @Test
    void aRoleWithAPolicyOfItsOwnIsNotDeleted() {
        this.iam.putRolePolicy((request) -> request.roleName("web").policyName("own").policyDocument(READ));
        assertThat(this.iam.listRolePolicies((request) -> request.roleName("web")).policyNames())
            .containsExactly("own");
        assertThat(this.iam.getRolePolicy((request) -> request.roleName("web").policyName("own")).policyDocument())
            .contains("s3%3AGetObject");
        assertThatExceptionOfType(DeleteConflictException.class)
            .isThrownBy(() -> this.iam.deleteRole((request) -> request.roleName("web")))
            .withMessageContaining("must delete policies first");
        this.iam.deleteRolePolicy((request) -> request.roleName("web").policyName("own"));
        this.iam.deleteRole((request) -> request.roleName("web"));
    }

    @Test
    @DisplayName("MalformedPolicyDocument, by the policy grammar of the IAM user guide")
    void documentsAreChecked() {
        for (String document : List.of("{", "{}", "{\"Version\":\"2020-01-01\",\"Statement\":[]}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Resource\":\"*\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\"}}",
                "{\"Statement\":{\"Effect\":\"Maybe\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"read\",\"Resource\":\"*\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"bucket\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Principal\":\"*\"}}")) {
            assertThatExceptionOfType(MalformedPolicyDocumentException.class).as(document)
                .isThrownBy(
                        () -> this.iam.createPolicy((request) -> request.policyName("read").policyDocument(document)));
        }
    }

    @Test
    void whatOfARoleCanBeChangedIs() {
        this.iam.updateRole((request) -> request.roleName("web").description("the web").maxSessionDuration(7200));
        this.iam.putRolePermissionsBoundary(
                (request) -> request.roleName("web").permissionsBoundary("arn:aws:iam::aws:policy/ReadOnlyAccess"));
        this.iam.updateAssumeRolePolicy(
                (request) -> request.roleName("web").policyDocument(TRUST.replace("ecs-tasks", "ec2")));
        Role role = this.iam.getRole((request) -> request.roleName("web")).role();
        assertThat(role.description()).isEqualTo("the web");
        assertThat(role.maxSessionDuration()).isEqualTo(7200);
        assertThat(role.permissionsBoundary().permissionsBoundaryArn()).endsWith("ReadOnlyAccess");
        assertThat(role.assumeRolePolicyDocument()).contains("ec2.amazonaws.com");
        this.iam.deleteRolePermissionsBoundary((request) -> request.roleName("web"));
        assertThat(this.iam.getRole((request) -> request.roleName("web")).role().permissionsBoundary()).isNull();
    }

    @Test
    void aProfileHandsOutOneRoleAndHoldsIt() {
        this.iam.createInstanceProfile((request) -> request.instanceProfileName("servers"));
        this.iam.addRoleToInstanceProfile((request) -> request.instanceProfileName("servers").roleName("web"));
        assertThatExceptionOfType(LimitExceededException.class).isThrownBy(() -> this.iam
            .addRoleToInstanceProfile((request) -> request.instanceProfileName("servers").roleName("web")));
        assertThat(this.iam.listInstanceProfilesForRole((request) -> request.roleName("web")).instanceProfiles())
            .extracting(InstanceProfile::instanceProfileName)
            .containsExactly("servers");
        assertThatExceptionOfType(DeleteConflictException.class)
            .isThrownBy(() -> this.iam.deleteRole((request) -> request.roleName("web")));
        assertThatExceptionOfType(DeleteConflictException.class)
            .isThrownBy(() -> this.iam.deleteInstanceProfile((request) -> request.instanceProfileName("servers")));
        this.iam.removeRoleFromInstanceProfile((request) -> request.instanceProfileName("servers").roleName("web"));
        this.iam.deleteInstanceProfile((request) -> request.instanceProfileName("servers"));
        this.iam.deleteRole((request) -> request.roleName("web"));
    }

    @Test
    void rolesOfServicesAreMadeAndDeletedByTheirOwnCalls() {
        Role role = this.iam
            .createServiceLinkedRole((request) -> request.awsServiceName("elasticloadbalancing.amazonaws.com"))
            .role();
        assertThat(role.path()).isEqualTo("/aws-service-role/elasticloadbalancing.amazonaws.com/");
        assertThatExceptionOfType(IamException.class)
            .isThrownBy(
                    () -> this.iam.createServiceLinkedRole((request) -> request.awsServiceName("ecs.amazonaws.com")))
            .withMessageContaining("has been taken in this account");
        String task = this.iam.deleteServiceLinkedRole((request) -> request.roleName(role.roleName())).deletionTaskId();
        assertThat(
                this.iam.getServiceLinkedRoleDeletionStatus((request) -> request.deletionTaskId(task)).statusAsString())
            .isEqualTo("SUCCEEDED");
    }

    @Test
    @DisplayName("SimulatePrincipalPolicy: refused, in a way that no client tries again")
    void policiesAreNotEvaluated() {
        assertThatExceptionOfType(IamException.class).isThrownBy(() -> this.iam.simulatePrincipalPolicy(
                (request) -> request.policySourceArn("arn:aws:iam::123456789012:role/web").actionNames("s3:GetObject")))
            .satisfies((ex) -> assertThat(ex.statusCode()).isEqualTo(400))
            .withMessageContaining("does not evaluate");
    }

}

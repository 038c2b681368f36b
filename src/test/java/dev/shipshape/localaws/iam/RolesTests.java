package dev.shipshape.localaws.iam;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.UnmodifiableEntityException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RolesTests {

    private static final String EXECUTION = "ecsTaskExecutionRole";

    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
            "Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private IamClient iam;

    @BeforeEach
    void connect() {
        this.iam = aws.client(IamClient.builder());
    }

    @Test
    void theTaskExecutionRoleIsThereFromTheStart() {
        Role role = this.iam.getRole((request) -> request.roleName(EXECUTION)).role();
        assertThat(role.arn()).isEqualTo("arn:aws:iam::123456789012:role/ecsTaskExecutionRole");
        assertThat(URLDecoder.decode(role.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
            .contains("ecs-tasks.amazonaws.com");
        assertThat(policiesOf(EXECUTION)).containsExactly("AmazonECSTaskExecutionRolePolicy");
        assertThat(this.iam.listRoles().roles()).extracting(Role::roleName)
            .containsExactly("AWSServiceRoleForECS", EXECUTION);
    }

    @Test
    void aDeletedExecutionRoleStaysDeletedAfterARestart() {
        this.iam.detachRolePolicy((request) -> request.roleName(EXECUTION).policyArn(ManagedPolicies.TASK_EXECUTION));
        this.iam.deleteRole((request) -> request.roleName(EXECUTION));
        aws.restart();
        this.iam = aws.client(IamClient.builder());
        assertThatExceptionOfType(NoSuchEntityException.class)
            .isThrownBy(() -> this.iam.getRole((request) -> request.roleName(EXECUTION)))
            .withMessageContaining("The role with name ecsTaskExecutionRole cannot be found.");
    }

    @Test
    void aRoleIsMadeTaggedAndDeletedOnceItsPoliciesAreDetached() {
        this.iam.createRole((request) -> request.roleName("web").assumeRolePolicyDocument(TRUST).tags(tag("a", "1")));
        this.iam.attachRolePolicy((request) -> request.roleName("web").policyArn(ManagedPolicies.TASK_EXECUTION));
        this.iam.attachRolePolicy((request) -> request.roleName("web").policyArn(ManagedPolicies.TASK_EXECUTION));
        this.iam.tagRole((request) -> request.roleName("web").tags(tag("b", "2"), tag("A", "3")));
        assertThat(this.iam.listRoleTags((request) -> request.roleName("web")).tags()).containsExactly(tag("A", "3"),
                tag("b", "2"));
        this.iam.untagRole((request) -> request.roleName("web").tagKeys("b"));
        assertThat(this.iam.getRole((request) -> request.roleName("web")).role().tags()).containsExactly(tag("A", "3"));
        assertThatExceptionOfType(DeleteConflictException.class)
            .isThrownBy(() -> this.iam.deleteRole((request) -> request.roleName("web")));
        this.iam.detachRolePolicy((request) -> request.roleName("web").policyArn(ManagedPolicies.TASK_EXECUTION));
        this.iam.deleteRole((request) -> request.roleName("web"));
        assertThatExceptionOfType(NoSuchEntityException.class)
            .isThrownBy(() -> this.iam.deleteRole((request) -> request.roleName("web")));
    }

    @Test
    void wrongRolesAreRefusedAsIamRefusesThem() {
        this.iam.createRole((request) -> request.roleName("web").assumeRolePolicyDocument(TRUST));
        assertThatExceptionOfType(EntityAlreadyExistsException.class)
            .isThrownBy(() -> this.iam.createRole((role) -> role.roleName("web").assumeRolePolicyDocument(TRUST)));
        for (String document : new String[] { "{", "{}", "{\"Statement\":[]}", "{\"Statement\":[{}]}", "[]" }) {
            assertThatExceptionOfType(MalformedPolicyDocumentException.class).as(document)
                .isThrownBy(() -> this.iam.createRole((role) -> role.roleName("x").assumeRolePolicyDocument(document)));
        }
        for (String name : new String[] { "with space", "a/b", "a".repeat(65) }) {
            assertThatExceptionOfType(IamException.class).as(name)
                .isThrownBy(() -> this.iam.createRole((role) -> role.roleName(name).assumeRolePolicyDocument(TRUST)))
                .satisfies((ex) -> assertThat(ex.awsErrorDetails().errorCode()).isEqualTo("ValidationError"));
        }
        assertThatExceptionOfType(IamException.class)
            .isThrownBy(() -> this.iam.createRole((role) -> role.roleName("x")))
            .withMessageContaining("Member must not be null");
    }

    @Test
    void unknownPoliciesCanBeNeitherAttachedNorDetached() {
        assertThatExceptionOfType(NoSuchEntityException.class).isThrownBy(() -> this.iam
            .attachRolePolicy((role) -> role.roleName(EXECUTION).policyArn("arn:aws:iam::aws:policy/x")));
        assertThatExceptionOfType(NoSuchEntityException.class).isThrownBy(() -> this.iam
            .detachRolePolicy((role) -> role.roleName(EXECUTION).policyArn("arn:aws:iam::aws:policy/x")));
    }

    @Test
    void theRoleOfEcsItselfCannotBeChanged() {
        assertThatExceptionOfType(UnmodifiableEntityException.class)
            .isThrownBy(() -> this.iam.deleteRole((role) -> role.roleName("AWSServiceRoleForECS")));
    }

    @Test
    void listsArePagedAndFilteredByPath() {
        IntStream.range(0, 5)
            .forEach((number) -> this.iam
                .createRole((role) -> role.roleName("team-" + number).path("/team/").assumeRolePolicyDocument(TRUST)));
        assertThat(this.iam.listRoles((request) -> request.pathPrefix("/team/")).roles()).hasSize(5);
        assertThat(this.iam.listRoles((request) -> request.maxItems(2)).isTruncated()).isTrue();
        assertThat(this.iam.listRolesPaginator((request) -> request.maxItems(2)).roles()).hasSize(7);
    }

    private java.util.List<String> policiesOf(String role) {
        return this.iam.listAttachedRolePolicies((request) -> request.roleName(role))
            .attachedPolicies()
            .stream()
            .map(AttachedPolicy::policyName)
            .toList();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

}

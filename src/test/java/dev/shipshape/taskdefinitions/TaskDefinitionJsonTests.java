package dev.shipshape.taskdefinitions;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

import dev.shipshape.audit.Change;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.Connection;
import dev.shipshape.web.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TaskDefinitionJsonTests {

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyMemberOfTheModelSurvivesBothWays(long seed) {
        RegisterTaskDefinitionRequest request = new RandomDefinitions(seed).next();
        List<Tag> ours = request.tags().stream().toList();
        TaskDefinitionJson json = TaskDefinitionJson.of(request, ours);
        TaskDefinitionJson again = TaskDefinitionJson.parse(json.pretty());
        assertThat(again).isEqualTo(json);
        RegisterTaskDefinitionRequest read = again.request(change("an-action").tagged(again.tags()));
        assertThat(read.toBuilder().tags(List.of()).build()).usingRecursiveComparison()
            .isEqualTo(request.toBuilder().tags(List.of()).build());
        assertThat(read.tags()).contains(Tag.builder().key(Change.TAG).value("an-action").build());
    }

    @Test
    void theOutputOfDescribeCanBeRegisteredAgain() {
        TaskDefinitionJson json = TaskDefinitionJson.parse("""
                {"taskDefinition": {"taskDefinitionArn": "arn:aws:ecs:us-east-1:123456789012:task-definition/web:3",
                  "family": "web", "revision": 3, "status": "ACTIVE", "compatibilities": ["EC2", "FARGATE"],
                  "registeredAt": "2026-09-11T10:00:00Z", "registeredBy": "someone", "requiresAttributes": [],
                  "containerDefinitions": [{"name": "web", "image": "nginx", "cpu": 0}]},
                 "tags": [{"key": "team", "value": "blue"}]}""");
        RegisterTaskDefinitionRequest request = json.request(change("an-action").tagged(json.tags()));
        assertThat(request.family()).isEqualTo("web");
        assertThat(request.containerDefinitions()).singleElement()
            .satisfies((container) -> assertThat(container.cpu()).isZero());
        assertThat(request.tags()).extracting(Tag::key).containsExactly("team", Change.TAG);
    }

    @Test
    void theTagsOfAwsAndOfAnOlderActionAreNotTakenOver() {
        TaskDefinitionJson json = TaskDefinitionJson.of(TaskDefinition.builder().family("web").build(),
                List.of(tag("aws:cloudformation:stack-name"), tag(Change.TAG), tag(Change.OWNER), tag(Change.EXPIRES),
                        tag("team")));
        assertThat(json.request(change("new").tagged(json.tags())).tags()).extracting(Tag::key)
            .containsExactly("team", Change.TAG);
        assertThat(json.pretty()).doesNotContain("aws:", "shipshape:");
    }

    @Test
    void aTimeToGoIsThePersonsOnlyWhereItWasNotCopied() {
        assertThat(tagged("[{\"key\": \"shipshape:expires\", \"value\": \"2030-01-01T00:00:00Z\"}]"))
            .containsExactly(Change.EXPIRES);
        assertThat(tagged("""
                [{"key": "shipshape:expires", "value": "2030-01-01T00:00:00Z"},
                 {"key": "shipshape:action", "value": "an-older-one"}]""")).isEmpty();
    }

    private static Set<String> tagged(String tags) {
        return TaskDefinitionJson.parse("{\"family\": \"web\", \"tags\": " + tags + "}").tags().keySet();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~',
            textBlock = """
                    {"family": "web"                                        | not JSON at line 1
                    {"family": "web", "family": "db"}                       | not JSON at line 1
                    {"family": "web"} {}                                    | not JSON
                    []                                                      | not a JSON object
                    ~~                                                      | not a JSON object
                    {"Family": "web"}                                       | Family must be written family
                    {"famly": "web"}                                        | famly is not a member
                    {"family": ["web"]}                                     | family must be text
                    {"family": true}                                        | family must be text
                    {"containerDefinitions": {}}                            | containerDefinitions must be a list
                    {"containerDefinitions": [null]}                        | containerDefinitions[0] is null
                    {"containerDefinitions": ["web"]}                       | containerDefinitions[0] must be an object
                    {"containerDefinitions": [{"essential": "yes"}]}        | containerDefinitions[0].essential must be true or false
                    {"containerDefinitions": [{"portMappings": [{"containerPort": "80"}]}]} | containerDefinitions[0].portMappings[0].containerPort must be a whole number
                    {"containerDefinitions": [{"portMappings": [{"containerPort": 80.5}]}]} | containerPort must be a whole number
                    {"containerDefinitions": [{"dockerLabels": {"a": null}}]} | containerDefinitions[0].dockerLabels.a is null
                    {"containerDefinitions": [{"dockerLabels": []}]}        | containerDefinitions[0].dockerLabels must be an object
                    """)
    void whatIsWrongIsSaidWithItsPlace(String text, String sentence) {
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> TaskDefinitionJson.parse(text).check())
            .satisfies((problem) -> assertThat(problem.field()).isEqualTo("json"))
            .withMessageContaining(sentence);
    }

    @Test
    void aWrongMemberIsSaidWithItsLineAndColumn() {
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> TaskDefinitionJson.parse("""
                {"family": "web",
                 "containerDefinitions": [
                  {"name": "web"},
                  {"name": "db", "imag": "redis"}]}""").check())
            .withMessageStartingWith("Line 4, column 18: containerDefinitions[1].imag is not a member");
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> TaskDefinitionJson.parse("""
                {"taskDefinition": {
                  "cpu": true}}""").check()).withMessageStartingWith("Line 2, column 3: cpu must be text");
    }

    @Test
    void aNumberIsTakenWhereTextIsMeantAndNullForNothing() {
        TaskDefinitionJson json = TaskDefinitionJson.parse("""
                {"family": "web", "cpu": 256, "memory": "512", "taskRoleArn": null}""");
        assertThat(json.request(change("an-action").tagged(json.tags())).cpu()).isEqualTo("256");
        assertThat(json.request(change("an-action").tagged(json.tags())).taskRoleArn()).isNull();
    }

    @Test
    void itsWordsHoldNoValues() {
        assertThat(TaskDefinitionJson.parse("""
                {"family": "web", "containerDefinitions": [{"environment": [{"name": "A", "value": "hush"}]}]}"""))
            .hasToString("task definition of family web");
    }

    /** The change that registers a definition, as the action log is given it. */
    private static Change change(String id) {
        return Change
            .of(new Connection("sandbox", "us-east-1", null, null, null, true), Verb.CREATE, "task-definition", "web")
            .as(id);
    }

    private static Tag tag(String key) {
        return Tag.builder().key(key).value("value").build();
    }

}

package dev.shipshape.taskdefinitions;

import java.util.List;
import java.util.stream.LongStream;

import dev.shipshape.audit.Change;
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
        RegisterTaskDefinitionRequest read = again.request("an-action");
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
        RegisterTaskDefinitionRequest request = json.request("an-action");
        assertThat(request.family()).isEqualTo("web");
        assertThat(request.containerDefinitions()).singleElement()
            .satisfies((container) -> assertThat(container.cpu()).isZero());
        assertThat(request.tags()).extracting(Tag::key).containsExactly("team", Change.TAG);
    }

    @Test
    void theTagsOfAwsAndOfAnOlderActionAreNotTakenOver() {
        TaskDefinitionJson json = TaskDefinitionJson.of(TaskDefinition.builder().family("web").build(),
                List.of(tag("aws:cloudformation:stack-name"), tag(Change.TAG), tag("team")));
        assertThat(json.request("new").tags()).extracting(Tag::key).containsExactly("team", Change.TAG);
        assertThat(json.pretty()).doesNotContain("aws:", Change.TAG);
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
    void aNumberIsTakenWhereTextIsMeantAndNullForNothing() {
        TaskDefinitionJson json = TaskDefinitionJson.parse("""
                {"family": "web", "cpu": 256, "memory": "512", "taskRoleArn": null}""");
        assertThat(json.request("an-action").cpu()).isEqualTo("256");
        assertThat(json.request("an-action").taskRoleArn()).isNull();
    }

    @Test
    void itsWordsHoldNoValues() {
        assertThat(TaskDefinitionJson.parse("""
                {"family": "web", "containerDefinitions": [{"environment": [{"name": "A", "value": "hush"}]}]}"""))
            .hasToString("task definition of family web");
    }

    private static Tag tag(String key) {
        return Tag.builder().key(key).value("value").build();
    }

}

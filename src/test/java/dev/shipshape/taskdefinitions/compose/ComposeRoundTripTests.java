package dev.shipshape.taskdefinitions.compose;

import java.util.Set;
import java.util.stream.LongStream;

import dev.shipshape.taskdefinitions.RandomDefinitions;
import dev.shipshape.taskdefinitions.SdkJson;
import dev.shipshape.taskdefinitions.carry.Written;
import dev.shipshape.taskdefinitions.carry.YamlText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class ComposeRoundTripTests {

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @Test
    void whatBothKnowComesBackEqual() {
        ObjectNode definition = (ObjectNode) JsonMapper.shared()
            .readTree(
                    """
                            {"family": "shop", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "512",
                             "memory": "1024", "taskRoleArn": "arn:aws:iam::123456789012:role/task",
                             "runtimePlatform": {"cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"},
                             "volumes": [{"name": "data"}],
                             "containerDefinitions": [
                              {"name": "web", "image": "nginx:1", "essential": true, "command": ["sh", "-c", "echo $HOME yes"],
                               "environment": [{"name": "A", "value": "yes"}, {"name": "B", "value": "1.0"}, {"name": "C", "value": "two\\nlines"},
                                {"name": "D", "value": "${X} $$ 12:30"}, {"name": "E", "value": "null"}, {"name": "F", "value": ""}],
                               "secrets": [{"name": "KEY", "valueFrom": "arn:aws:ssm:us-east-1:123456789012:parameter/key"}],
                               "portMappings": [{"containerPort": 80, "protocol": "tcp"}, {"containerPort": 53, "protocol": "udp"},
                                {"containerPortRange": "8000-8010", "protocol": "tcp"},
                                {"containerPort": 90, "protocol": "tcp", "name": "api", "appProtocol": "grpc"}],
                               "dependsOn": [{"containerName": "db", "condition": "HEALTHY"}, {"containerName": "job", "condition": "SUCCESS"}],
                               "mountPoints": [{"sourceVolume": "data", "containerPath": "/data", "readOnly": true}],
                               "cpu": 256, "memory": 512, "memoryReservation": 128, "user": "nobody", "workingDirectory": "/srv",
                               "dockerLabels": {"a.b": "c"}, "readonlyRootFilesystem": true, "stopTimeout": 30,
                               "healthCheck": {"command": ["CMD-SHELL", "true"], "interval": 30, "timeout": 5, "retries": 3, "startPeriod": 10},
                               "ulimits": [{"name": "nofile", "softLimit": 1, "hardLimit": 2}],
                               "systemControls": [{"namespace": "net.core.somaxconn", "value": "1024"}],
                               "linuxParameters": {"initProcessEnabled": true, "capabilities": {"drop": ["ALL"]}},
                               "restartPolicy": {"enabled": true},
                               "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/ecs/shop"}}},
                              {"name": "db", "image": "redis", "essential": true},
                              {"name": "job", "image": "busybox", "essential": false}]}""");
        Written compose = ComposeExport.of(definition);
        ObjectNode again = ComposeImport.of(YamlText.read(compose.text(), "pasted"), "pasted").definition().tree();
        ObjectNode known = definition.deepCopy();
        known.remove(Set.of("cpu", "memory", "taskRoleArn"));
        assertThat(again).isEqualTo(known);
        assertThat(compose.lost()).extracting("path").contains("cpu", "memory", "taskRoleArn", "networkMode");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyDefinitionIsAComposeFileThatIsReadAgain(long seed) {
        ObjectNode any = SdkJson.tree(new RandomDefinitions(seed).full());
        Written compose = ComposeExport.of(any);
        JsonNode tree = YamlText.read(compose.text(), "pasted");
        assertThat(ComposeImport.isCompose(tree)).isTrue();
        assertThat(ComposeImport.of(tree, "pasted").definition().tree().path("containerDefinitions")).isNotEmpty();
        assertThat(compose.lost()).allSatisfy((lost) -> assertThat(lost.why()).endsWith("."));
    }

}

package dev.shipshape.taskdefinitions.compose;

import java.util.List;

import dev.shipshape.taskdefinitions.carry.Lost;
import dev.shipshape.taskdefinitions.carry.YamlText;
import dev.shipshape.web.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ComposeImportTests {

    @Test
    void aFileOfAllSortsBecomesOneTask() {
        Imported imported = read("""
                version: "3.9"
                name: shop
                services:
                  web:
                    image: "registry.example.com/web:${TAG:-1.2}"
                    platform: linux/arm64
                    command: nginx -g "daemon off;"
                    entrypoint: ["/entry", "--fast"]
                    environment:
                      MODE: production
                      PORT: 8080
                      PASS: it costs $$5
                      SHELL_ONE:
                    ports:
                      - "80"
                      - "8443:443"
                      - "127.0.0.1:53:53/udp"
                      - 22:22
                      - target: 9000
                        published: "9000"
                        name: metrics
                        app_protocol: http
                    volumes:
                      - data:/var/lib/data:ro
                      - ./src:/app
                    depends_on:
                      db:
                        condition: service_healthy
                      migrate:
                        condition: service_completed_successfully
                    healthcheck:
                      test: curl -f http://localhost/
                      interval: 1m30s
                      timeout: 10s
                      retries: 3
                      start_period: 500ms
                    deploy:
                      replicas: 2
                      resources:
                        limits: {cpus: "0.5", memory: 512M}
                        reservations: {memory: 256m}
                    secrets: [db_password]
                    ulimits:
                      nofile: {soft: 20000, hard: 40000}
                      nproc: 65535
                    user: "1000:1000"
                    working_dir: /srv
                    labels: ["com.example.team=blue"]
                    logging:
                      driver: awslogs
                      options: {awslogs-group: /ecs/shop, awslogs-region: us-east-1}
                    restart: on-failure
                    read_only: true
                    init: true
                    stop_grace_period: 1m
                    cap_drop: [ALL]
                    sysctls: {net.core.somaxconn: 1024}
                  db:
                    image: postgres:16
                    env_file: .env
                    healthcheck:
                      test: ["CMD", "pg_isready"]
                  migrate:
                    build: ./migrate
                volumes:
                  data: {}
                secrets:
                  db_password:
                    external: true
                    name: arn:aws:secretsmanager:us-east-1:123456789012:secret:db
                """);
        ObjectNode tree = imported.definition().tree();
        assertThat(tree.path("family").asString()).isEqualTo("shop");
        assertThat(tree.path("runtimePlatform").path("cpuArchitecture").asString()).isEqualTo("ARM64");
        assertThat(tree.path("volumes")).isEqualTo(json("[{\"name\": \"data\"}]"));
        assertThat(tree.path("containerDefinitions").get(0)).isEqualTo(
                json("""
                        {"name": "web", "image": "registry.example.com/web:1.2", "command": ["nginx", "-g", "daemon off;"],
                         "entryPoint": ["/entry", "--fast"],
                         "environment": [{"name": "MODE", "value": "production"}, {"name": "PORT", "value": "8080"},
                          {"name": "PASS", "value": "it costs $5"}],
                         "dockerLabels": {"com.example.team": "blue"},
                         "portMappings": [{"containerPort": 80, "protocol": "tcp"}, {"containerPort": 443, "protocol": "tcp"},
                          {"containerPort": 53, "protocol": "udp"}, {"containerPort": 22, "protocol": "tcp"},
                          {"containerPort": 9000, "protocol": "tcp", "name": "metrics", "appProtocol": "http"}],
                         "mountPoints": [{"sourceVolume": "data", "containerPath": "/var/lib/data", "readOnly": true}],
                         "dependsOn": [{"containerName": "db", "condition": "HEALTHY"},
                          {"containerName": "migrate", "condition": "SUCCESS"}],
                         "secrets": [{"name": "db_password", "valueFrom": "arn:aws:secretsmanager:us-east-1:123456789012:secret:db"}],
                         "user": "1000:1000", "workingDirectory": "/srv", "readonlyRootFilesystem": true,
                         "cpu": 512, "memory": 512, "memoryReservation": 256,
                         "healthCheck": {"command": ["CMD-SHELL", "curl -f http://localhost/"], "interval": 90, "timeout": 10,
                          "startPeriod": 1, "retries": 3},
                         "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/ecs/shop", "awslogs-region": "us-east-1"}},
                         "ulimits": [{"name": "nofile", "softLimit": 20000, "hardLimit": 40000},
                          {"name": "nproc", "softLimit": 65535, "hardLimit": 65535}],
                         "systemControls": [{"namespace": "net.core.somaxconn", "value": "1024"}],
                         "linuxParameters": {"initProcessEnabled": true, "capabilities": {"drop": ["ALL"]}},
                         "stopTimeout": 60, "restartPolicy": {"enabled": true, "ignoredExitCodes": [0]}, "essential": true}"""));
        assertThat(tree.path("containerDefinitions").get(1).path("essential").booleanValue()).isTrue();
        assertThat(tree.path("containerDefinitions").get(2).path("essential").booleanValue()).isFalse();
        assertThat(imported.lost()).extracting(Lost::path)
            .contains("services.web.image", "services.web.environment.SHELL_ONE", "services.web.ports[1]",
                    "services.web.ports[2]", "services.web.volumes[1]", "services.web.deploy.replicas",
                    "services.db.env_file", "services.migrate.build", "services.migrate.image", "volumes.data",
                    "services")
            .doesNotContain("version", "services.web.environment.PASS", "services.web.ports[0]");
        imported.definition().check();
    }

    @Test
    void whatCannotBeCarriedOverIsNamedWithItsReason() {
        Imported imported = read("""
                services:
                  web:
                    image: nginx:${TAG}
                    privileged: true
                    networks: [front]
                    hostname: web
                    tmpfs: /run
                    healthcheck: {disable: true}
                    logging: {driver: json-file}
                    new_thing: 1
                    secrets: [local]
                networks: {front: {}}
                secrets: {local: {file: ./secret.txt}}
                x-mine: 1
                """);
        assertThat(imported.lost()).extracting(Lost::path)
            .contains("services.web.privileged", "services.web.networks", "services.web.hostname", "services.web.tmpfs",
                    "services.web.logging.driver", "services.web.new_thing", "services.web.secrets[0]", "networks",
                    "x-mine");
        assertThat(imported.lost()).allSatisfy((lost) -> assertThat(lost.why()).endsWith("."));
        assertThat(imported.lost()).anySatisfy((lost) -> {
            assertThat(lost.path()).isEqualTo("services.web.image");
            assertThat(lost.why()).contains("TAG");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1m30s  | 90
            500ms  | 1
            10s    | 10
            15     | 15
            1h     | 3600
            soon   |
            99999999999s |
            """)
    void spansAreReadAsComposeReadsThem(String text, Integer seconds) {
        assertThat(Units.seconds(text)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            512m   | 512
            512M   | 512
            1g     | 1024
            1.5GB  | 1536
            1048576 | 1
            64k    | 1
            0      |
            much   |
            """)
    void sizesAreReadAsComposeReadsThem(String text, Integer mebibytes) {
        assertThat(Units.mebibytes(text)).isEqualTo(mebibytes);
    }

    @Test
    void aFileWithoutServicesIsNone() {
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> read("services: {}"))
            .withMessageContaining("no services");
    }

    private static Imported read(String yaml) {
        return ComposeImport.of(YamlText.read(yaml, "pasted"), "pasted");
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

}

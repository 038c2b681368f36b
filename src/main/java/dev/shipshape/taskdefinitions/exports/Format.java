package dev.shipshape.taskdefinitions.exports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.shipshape.aws.Connection;
import dev.shipshape.taskdefinitions.TaskDefinitionJson;
import dev.shipshape.taskdefinitions.carry.Written;
import dev.shipshape.taskdefinitions.compose.ComposeExport;

/** The notations that a revision can be had in. */
enum Format {

    JSON("JSON", ".json", "application/json", "What register-task-definition takes: nothing is lost.") {
        @Override
        Written written(TaskDefinitionJson definition, Connection connection) {
            return new Written(definition.pretty() + "\n", List.of());
        }
    },
    CLI("AWS CLI", ".sh", "text/x-shellscript",
            "The command that registers the same, for a shell on macOS or Linux: nothing is lost.") {
        @Override
        Written written(TaskDefinitionJson definition, Connection connection) {
            String json = definition.pretty().replace("'", "'\\''");
            return new Written(
                    "aws ecs register-task-definition" + connection.cliFlags() + " --cli-input-json '" + json + "'\n",
                    List.of());
        }
    },
    COMPOSE("Compose", ".compose.yaml", "application/yaml",
            "To run the same containers on your own machine: docker compose up.") {
        @Override
        Written written(TaskDefinitionJson definition, Connection connection) {
            return ComposeExport.of(definition.tree());
        }
    },
    CLOUDFORMATION("CloudFormation", ".cloudformation.yaml", "application/yaml",
            "A template of one resource, AWS::ECS::TaskDefinition.") {
        @Override
        Written written(TaskDefinitionJson definition, Connection connection) {
            return CloudFormation.of(definition.tree());
        }
    },
    KUBERNETES("Kubernetes", ".kubernetes.yaml", "application/yaml",
            "The same application on EKS: a Deployment, and a Service and ConfigMaps where they are needed.") {
        @Override
        Written written(TaskDefinitionJson definition, Connection connection) {
            return Kubernetes.of(definition.tree());
        }
    };

    private final String label;

    private final String ending;

    private final String type;

    private final String words;

    Format(String label, String ending, String type, String words) {
        this.label = label;
        this.ending = ending;
        this.type = type;
        this.words = words;
    }

    /** The definition in this notation. */
    abstract Written written(TaskDefinitionJson definition, Connection connection);

    static Optional<Format> of(String path) {
        return Arrays.stream(values()).filter((format) -> format.path().equals(path)).findFirst();
    }

    /** The last part of its address. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a person calls it. */
    public String label() {
        return this.label;
    }

    /** What it is for. */
    public String words() {
        return this.words;
    }

    /** The media type of its file. */
    String type() {
        return this.type;
    }

    /** The name of a revision's file. */
    public String file(String family, int revision) {
        return family + "-" + revision + this.ending;
    }

}

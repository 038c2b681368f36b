package dev.shipshape.localaws.ecr;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.Program;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.oci.Pusher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The AWS CLI's own model of ECR against ours: the SDK cannot show that the codec is
 * right, as its metadata is on both sides.
 */
class CliTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    @Test
    void theCliMakesListsAndDeletesRepositoriesAndImages() {
        Program cli = Program.aws(aws);
        String arn = "arn:aws:ecr:us-east-1:123456789012:repository/team/web";
        assertThat(ecr(cli, "create-repository", "--repository-name", "team/web", "--image-tag-mutability", "MUTABLE",
                "--tags", "Key=made-by,Value=cli"))
            .contains("\"repositoryArn\": \"" + arn + "\"", "/team/web\"", "\"encryptionType\": \"AES256\"");
        assertThat(ecr(cli, "describe-repositories", "--query", "repositories[].repositoryName", "--output", "text"))
            .isEqualToIgnoringNewLines("team/web");
        assertThat(ecr(cli, "list-tags-for-resource", "--resource-arn", arn)).contains("made-by");
        Pusher pusher = Pusher.of(aws);
        String manifest = pusher.image("team/web", "layer");
        pusher.manifest("team/web", "1", manifest);
        assertThat(ecr(cli, "list-images", "--repository-name", "team/web", "--query", "imageIds[0].imageTag",
                "--output", "text"))
            .isEqualToIgnoringNewLines("1");
        assertThat(ecr(cli, "describe-images", "--repository-name", "team/web", "--query",
                "imageDetails[0].[imageDigest,imageSizeInBytes,imagePushedAt]", "--output", "text"))
            .startsWith(Pusher.digest(manifest) + "\t5\t");
        assertThat(ecr(cli, "batch-get-image", "--repository-name", "team/web", "--image-ids", "imageTag=1", "--query",
                "images[0].imageManifest", "--output", "text"))
            .isEqualToIgnoringNewLines(manifest);
        assertThat(cli.fails("", "ecr", "delete-repository", "--repository-name", "team/web"))
            .contains("RepositoryNotEmptyException");
        assertThat(ecr(cli, "batch-delete-image", "--repository-name", "team/web", "--image-ids", "imageTag=1"))
            .contains("\"failures\": []");
        ecr(cli, "delete-repository", "--repository-name", "team/web");
        assertThat(cli.fails("", "ecr", "describe-repositories", "--repository-names", "team/web")).contains(
                "(RepositoryNotFoundException)", "The repository with name 'team/web' does not exist in the registry");
    }

    private static String ecr(Program cli, String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "ecr";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return cli.run(command);
    }

}

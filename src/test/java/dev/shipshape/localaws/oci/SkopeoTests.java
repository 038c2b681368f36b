package dev.shipshape.localaws.oci;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.Program;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.registry.push.OciImage;
import dev.shipshape.registry.push.SampleImages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

import static org.assertj.core.api.Assertions.assertThat;

/** The AWS CLI signs in and skopeo pushes and pulls: clients that we did not write. */
class SkopeoTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private static final String INSECURE = "--tls-verify=false";

    private final Path directory;

    private final Map<String, String> environment;

    SkopeoTests(@TempDir Path directory) {
        this.directory = directory;
        this.environment = Map.of("REGISTRY_AUTH_FILE", directory.resolve("auth.json").toString());
    }

    @BeforeEach
    void makeRepository() {
        aws.client(EcrClient.builder()).createRepository((repository) -> repository.repositoryName("team/web"));
    }

    private String registry() {
        return aws.client(EcrClient.builder())
            .getAuthorizationToken()
            .authorizationData()
            .get(0)
            .proxyEndpoint()
            .replace("http://", "");
    }

    private Program skopeo() {
        return Program.find("skopeo", this.directory, this.environment);
    }

    private Program signedIn() {
        Program skopeo = skopeo();
        String password = Program.aws(aws).run("ecr", "get-login-password");
        assertThat(skopeo.runWith(password.strip(), "login", "--username", "AWS", "--password-stdin", INSECURE,
                registry()))
            .contains("Login Succeeded");
        return skopeo;
    }

    @Test
    void whatIsPushedIsPulledWithTheSameDigest() throws Exception {
        Program skopeo = signedIn();
        OciImage sample = SampleImages.web();
        sample.writeLayout(this.directory.resolve("sample"));
        String pushed = "docker://" + registry() + "/team/web:1";
        skopeo.run("copy", "--all", "--dest-tls-verify=false", "oci:" + this.directory.resolve("sample") + ":web",
                pushed);
        skopeo.run("copy", "--all", "--src-tls-verify=false", pushed,
                "oci:" + this.directory.resolve("pulled") + ":web");
        assertThat(Files.readString(this.directory.resolve("pulled/index.json"))).contains(sample.digest());
        for (OciImage.Part blob : sample.blobs()) {
            assertThat(this.directory.resolve("pulled/blobs/" + blob.digest().replace(':', '/')))
                .hasBinaryContent(blob.content());
        }
        assertThat(aws.client(EcrClient.builder())
            .describeImages((request) -> request.repositoryName("team/web")
                .imageIds(ImageIdentifier.builder().imageTag("1").build()))
            .imageDetails()
            .get(0)
            .imageDigest()).isEqualTo(sample.digest());
        assertThat(skopeo.run("list-tags", INSECURE, "docker://" + registry() + "/team/web")).contains("\"1\"");
        assertThat(skopeo.run("inspect", INSECURE, pushed)).contains(sample.digest(), "shipshape-sample-web");
        skopeo.run("delete", INSECURE, pushed);
        assertThat(skopeo.fails("", "inspect", INSECURE, pushed)).contains("manifest unknown");
    }

    @Test
    void dockersFormatIsKeptToo() throws Exception {
        Program skopeo = signedIn();
        SampleImages.database().writeLayout(this.directory.resolve("sample"));
        String pushed = "docker://" + registry() + "/team/web:docker";
        skopeo.run("copy", "--format", "v2s2", "--dest-tls-verify=false",
                "oci:" + this.directory.resolve("sample") + ":database", pushed);
        assertThat(skopeo.run("inspect", "--raw", INSECURE, pushed))
            .contains("application/vnd.docker.distribution.manifest.v2+json");
    }

    @Test
    void imagesGoInAllDirections() throws Exception {
        Program skopeo = signedIn();
        SampleImages.web().writeLayout(this.directory.resolve("sample"));
        String web = "docker://" + registry() + "/team/web";
        String directory = "dir:" + this.directory.resolve("dir");
        String archive = "docker-archive:" + this.directory.resolve("archive.tar");
        skopeo.run("copy", "--all", "--dest-tls-verify=false", "oci:" + this.directory.resolve("sample") + ":web",
                web + ":oci");
        skopeo.run("copy", "--src-tls-verify=false", web + ":oci", directory);
        skopeo.run("copy", "--dest-tls-verify=false", directory, web + ":dir");
        skopeo.run("copy", "--src-tls-verify=false", web + ":dir", archive + ":web:1");
        skopeo.run("copy", "--dest-tls-verify=false", archive, web + ":archive");
        skopeo.run("sync", "--src-tls-verify=false", "--src", "docker", "--dest", "dir", registry() + "/team/web",
                this.directory.resolve("synced").toString());
        aws.client(EcrClient.builder()).createRepository((repository) -> repository.repositoryName("copies/web"));
        skopeo.run("sync", "--dest-tls-verify=false", "--src", "dir", "--dest", "docker",
                this.directory.resolve("synced").toString(), registry() + "/copies");
        assertThat(skopeo.run("list-tags", INSECURE, "docker://" + registry() + "/copies/web")).contains("\"archive\"",
                "\"dir\"", "\"oci\"");
    }

    @Test
    void aWrongPasswordDoesNotOpenTheRegistry() {
        assertThat(skopeo().fails("wrong", "login", "--username", "AWS", "--password-stdin", INSECURE, registry()))
            .contains("invalid username/password");
    }

    @Test
    void aPushToARepositoryThatDoesNotExistIsRefused() throws Exception {
        Program skopeo = signedIn();
        SampleImages.web().writeLayout(this.directory.resolve("sample"));
        assertThat(skopeo.fails("", "copy", "--dest-tls-verify=false",
                "oci:" + this.directory.resolve("sample") + ":web", "docker://" + registry() + "/nobody:1"))
            .contains("The repository with name 'nobody' does not exist");
    }

}

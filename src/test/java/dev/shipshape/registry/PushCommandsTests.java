package dev.shipshape.registry;

import java.net.URI;
import java.time.Instant;
import java.util.List;

import dev.shipshape.aws.Connection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands fit the connection: AWS itself, another endpoint, or the sandbox. */
class PushCommandsTests {

    private static final String HOST = "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn";

    private static final Repository REPOSITORY = new Repository("shop/web",
            "arn:aws-cn:ecr:cn-north-1:123456789012:repository/shop/web", HOST + "/shop/web", Instant.EPOCH, "MUTABLE",
            List.of(), false, "AES256", null);

    private static final PushChoice CHOICE = new PushChoice("linux/amd64", "1.0");

    @Test
    void forAwsItselfTheyNameTheRegionAndTheProfileButNoEndpoint() {
        PushCommands commands = PushCommands.of(new Connection("prod", "cn-north-1", "team", null, null, false),
                REPOSITORY, CHOICE);
        assertThat(commands.unix()).isEqualTo("""
                aws ecr get-login-password --region cn-north-1 --profile team \
                | docker login --username AWS --password-stdin %1$s
                docker build --platform linux/amd64 -t web:1.0 .
                docker tag web:1.0 %1$s/shop/web:1.0
                docker push %1$s/shop/web:1.0""".formatted(HOST));
        assertThat(commands.windows()).isEqualTo(commands.unix());
    }

    @Test
    void withoutAProfileNoneIsNamed() {
        assertThat(PushCommands.of(new Connection("prod", "cn-north-1", null, null, null, false), REPOSITORY, CHOICE)
            .unix()).startsWith("aws ecr get-login-password --region cn-north-1 | docker login");
    }

    @Test
    void forAnotherEndpointTheyNameIt() {
        Connection foreign = new Connection("foreign", "us-east-1", null, null, URI.create("http://aws.example:4566"),
                false);
        assertThat(PushCommands.of(foreign, REPOSITORY, CHOICE).unix())
            .startsWith("aws ecr get-login-password --region us-east-1 --endpoint-url http://aws.example:4566 |")
            .doesNotContain("AWS_ACCESS_KEY_ID");
    }

    @Test
    void forTheSandboxTheyBringAKey() {
        Connection sandbox = new Connection("sandbox", "us-east-1", null, null, URI.create("http://127.0.0.1:4566"),
                true);
        assertThat(PushCommands.of(sandbox, REPOSITORY, CHOICE).unix())
            .startsWith("export AWS_ACCESS_KEY_ID=sandbox\nexport AWS_SECRET_ACCESS_KEY=sandbox\naws ecr");
        assertThat(PushCommands.of(sandbox, REPOSITORY, CHOICE).windows())
            .startsWith("$Env:AWS_ACCESS_KEY_ID = 'sandbox'");
    }

}

package dev.shipshape.registry;

import java.util.ArrayList;
import java.util.List;

import dev.shipshape.aws.Connection;

/**
 * The commands that build an image and push it to a repository, right for the connection.
 * Host and address are those that AWS gives, because their suffix differs in China.
 *
 * @param unix for macOS and Linux
 * @param windows for PowerShell
 */
record PushCommands(String unix, String windows) {

    static PushCommands of(Connection connection, Repository repository, PushChoice choice) {
        String login = "aws ecr get-login-password" + connection.cliFlags()
                + " | docker login --username AWS --password-stdin " + repository.host();
        String image = repository.shortName() + ":" + choice.tag();
        String target = repository.uri() + ":" + choice.tag();
        List<String> push = List.of(login, "docker build --platform " + choice.platform() + " -t " + image + " .",
                "docker tag " + image + " " + target, "docker push " + target);
        return new PushCommands(
                lines(connection, push, "export AWS_ACCESS_KEY_ID=sandbox", "export AWS_SECRET_ACCESS_KEY=sandbox"),
                lines(connection, push, "$Env:AWS_ACCESS_KEY_ID = 'sandbox'",
                        "$Env:AWS_SECRET_ACCESS_KEY = 'sandbox'"));
    }

    /** The sandbox takes any key, but the AWS CLI does not start without one. */
    private static String lines(Connection connection, List<String> push, String... keys) {
        List<String> lines = new ArrayList<>();
        if (connection.sandbox()) {
            lines.addAll(List.of(keys));
        }
        lines.addAll(push);
        return String.join("\n", lines);
    }

}

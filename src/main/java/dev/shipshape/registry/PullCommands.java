package dev.shipshape.registry;

import java.util.ArrayList;
import java.util.List;

import dev.shipshape.aws.Connection;

/**
 * The commands that pull an image, each for another client. Host and address are those
 * that AWS gives.
 *
 * @param docker with Docker
 * @param podman with Podman
 * @param skopeo with skopeo, which needs no daemon
 * @param copy with skopeo into another repository
 */
record PullCommands(Both docker, Both podman, Both skopeo, Both copy) {

    /**
     * The commands for one image.
     * @param reference a tag, or a digest
     */
    static PullCommands of(Connection connection, Repository repository, String reference) {
        String image = repository.uri() + (reference.startsWith("sha256:") ? "@" : ":") + reference;
        String password = "aws ecr get-login-password" + connection.cliFlags();
        String plain = connection.sandbox() ? " --tls-verify=false" : "";
        String skopeoPlain = connection.sandbox() ? " --src-tls-verify=false" : "";
        String login = password + " | skopeo login" + plain + " --username AWS --password-stdin " + repository.host();
        return new PullCommands(
                Both.of(connection, password + " | docker login --username AWS --password-stdin " + repository.host(),
                        "docker pull " + image),
                Both.of(connection,
                        password + " | podman login" + plain + " --username AWS --password-stdin " + repository.host(),
                        "podman pull" + plain + " " + image),
                Both.of(connection, login,
                        "skopeo copy" + skopeoPlain + " --all docker://" + image + " oci:" + repository.shortName()),
                Both.of(connection, login,
                        "skopeo copy --all" + skopeoPlain + (connection.sandbox() ? " --dest-tls-verify=false" : "")
                                + " docker://" + image + " docker://" + repository.host() + "/OTHER-REPOSITORY:"
                                + (reference.startsWith("sha256:") ? "TAG" : reference)));
    }

    /**
     * The same for two systems.
     *
     * @param unix for macOS and Linux
     * @param windows for PowerShell
     */
    record Both(String unix, String windows) {

        private static Both of(Connection connection, String... lines) {
            return new Both(text(connection, "export AWS_ACCESS_KEY_ID=sandbox AWS_SECRET_ACCESS_KEY=sandbox", lines),
                    text(connection, "$Env:AWS_ACCESS_KEY_ID = 'sandbox'; $Env:AWS_SECRET_ACCESS_KEY = 'sandbox'",
                            lines));
        }

        /** The sandbox takes any key, but the AWS CLI does not start without one. */
        private static String text(Connection connection, String keys, String... lines) {
            List<String> all = new ArrayList<>(List.of(lines));
            if (connection.sandbox()) {
                all.add(0, keys);
            }
            return String.join("\n", all);
        }

    }

}

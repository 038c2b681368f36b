package dev.shipshape.localaws.engine.containers.order;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The secrets that containers may have: the sandbox has no Secrets Manager and no
 * Parameter Store, so they are files that whoever owns this machine has put into
 * {@code localaws/secrets} in the data directory, each with the name of the secret or of
 * the parameter. What is not there is refused as AWS refuses it.
 */
public final class Secrets {

    private static final String ASM = ":secretsmanager:";

    private final Path directory;

    /** The secrets in a directory, which need not exist. */
    public Secrets(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    /**
     * The value of a secret.
     * @param from {@code valueFrom} of the task definition: the ARN of a secret, with a
     * JSON key or without, or the ARN or name of a parameter
     * @throws CannotStart if it is not there
     */
    public String value(String container, String from) {
        return from.contains(ASM) ? secret(container, from) : parameter(container, from);
    }

    private String secret(String container, String arn) {
        String[] parts = arn.split(":", -1);
        String name = (parts.length > 6) ? parts[6] : "";
        String key = (parts.length > 7) ? parts[7] : "";
        String text = read(name).or(() -> read(name.replaceFirst("-[A-Za-z0-9]{6}$", "")))
            .orElseThrow(() -> new CannotStart(container,
                    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource "
                            + "retrieval failed: unable to retrieve secret from asm: service call has been retried 1 "
                            + "time(s): failed to fetch secret " + arn + " from secrets manager: "
                            + "ResourceNotFoundException: Secrets Manager can't find the specified secret."));
        return key.isEmpty() ? text : member(text, key).orElseThrow(() -> new CannotStart(container,
                "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval "
                        + "failed: unable to retrieve secret from asm: service call has been retried 1 time(s): "
                        + "retrieved secret from Secrets Manager did not contain json key " + key));
    }

    private String parameter(String container, String from) {
        String name = from.startsWith("arn:") ? from.substring(from.indexOf(":parameter/") + 11) : from;
        return read(name).orElseThrow(() -> new CannotStart(container,
                "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval "
                        + "failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): "
                        + "invalid parameters: " + name));
    }

    /** A member of a secret that is a JSON object. */
    static Optional<String> member(String text, String key) {
        try {
            JsonNode value = JsonMapper.shared().readTree(text).get(key);
            return Optional.ofNullable(value).map((node) -> node.isString() ? node.asString() : node.toString());
        }
        catch (JacksonException ex) {
            return Optional.empty();
        }
    }

    private Optional<String> read(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return Optional.empty();
        }
        Path file = this.directory.resolve(name.replaceFirst("^/+", "")).normalize();
        if (!file.startsWith(this.directory) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file).replaceFirst("\\R$", ""));
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}

package dev.shipshape.tasks.explain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What stops a task before its containers run: the image, what it needs from elsewhere,
 * the processor.
 */
final class StartErrors {

    /** An image as registries name it, in AWS's words about a failed pull. */
    private static final Pattern IMAGE = Pattern.compile(
            "[\\w.-]+(?::\\d+)?/[\\w./-]+(?::[\\w.-]+|@sha256:[0-9a-f]{64})|[\\w./-]+:[\\w.-]*[\\w](?=: not found)");

    private StartErrors() {
    }

    static Optional<Said> explain(String reasons, List<Ended> containers) {
        String words = reasons.toLowerCase(Locale.ROOT);
        if (words.contains("exec format error")) {
            return Said.so("The image was built for another processor than the task runs on.",
                    "Build it with --platform linux/amd64, or choose the image's processor in the task definition.");
        }
        if (words.contains("cannotpull") || words.contains("pull image manifest")) {
            return Optional.of(pull(reasons, words, containers));
        }
        if (words.contains("resourceinitializationerror")) {
            return Optional.of(initialization(words));
        }
        if (words.contains("cannotstartcontainererror") || words.contains("cannotcreatecontainererror")) {
            return Optional.of(container(words));
        }
        if (words.contains("outofmemory") && containers.stream().noneMatch((one) -> one.exitCode() != null)) {
            return Said.so("It needed more memory than it may have.",
                    "Give the task more memory in a new revision of its task definition.");
        }
        if (words.contains("internalerror") || words.contains("internal error")) {
            return Said.so("AWS had an error of its own.", "Run it again.");
        }
        return Optional.empty();
    }

    private static Said pull(String reasons, String words, List<Ended> containers) {
        String image = image(reasons, containers);
        if (has(words, "toomanyrequests", "too many requests", "rate limit")) {
            return new Said("The registry refused the image" + image + ": it was asked too often.",
                    "Keep a copy of the image in a repository of your own.");
        }
        if (has(words, "no matching manifest", "platform")) {
            return new Said("The image" + image + " is not there for the processor that the task runs on.",
                    "Push it for that processor too, or choose the image's in the task definition.");
        }
        if (has(words, "timeout", "timed out", "dial tcp", "connection refused", "no such host")) {
            return new Said("The registry of the image" + image + " could not be reached.",
                    "In a public subnet give the task a public address; in a private one it needs a NAT gateway or "
                            + "VPC endpoints.");
        }
        if (has(words, "accessdenied", "not authorized", "access denied", "403 forbidden", "no basic auth")
                || (words.contains("denied") && !words.contains("not found"))) {
            return new Said("The task may not pull the image" + image + ".",
                    "Its execution role needs to read the repository; ecsTaskExecutionRole may.");
        }
        return new Said("The image" + image + " could not be found.",
                "Check its repository and tag, and push it if it was not pushed yet.");
    }

    private static Said initialization(String words) {
        if (has(words, "log group", "loggroup", "awslogs", "logdriver", "logger", "log stream")) {
            return new Said("The log group could not be used, so no container was started.",
                    "Create the log group, or let the execution role create it.");
        }
        if (has(words, "efs", "mount", "volume")) {
            return new Said("A volume could not be mounted, so no container was started.",
                    "Check the file system, its mount targets and their security groups.");
        }
        if (has(words, "accessdenied", "not authorized", "access denied")) {
            return new Said("The task may not read what it needs before it starts.",
                    "Give its execution role the right that AWS names below.");
        }
        if (has(words, "secret", "ssm", "asm", "registry auth")) {
            return new Said(
                    "Its secrets or its access to the registry could not be fetched, so no container was started.",
                    "Check that the secret exists, that the execution role may read it, and that the subnet reaches "
                            + "AWS: by a public address, a NAT gateway or VPC endpoints.");
        }
        return new Said("Something that the task needs was not there before its containers started.",
                "Look at its network, secrets, volumes and log group; AWS's words are below.");
    }

    private static Said container(String words) {
        if (has(words, "executable file not found", "no such file or directory")) {
            return new Said("The command to start is not in the image.",
                    "Check the command and the entry point for typing errors.");
        }
        if (words.contains("permission denied")) {
            return new Said("The command to start may not be executed.", "Make the file executable in the image.");
        }
        return new Said("A container could not be made or started.",
                "AWS's words below say what was in the way; it is usually a setting of the container.");
    }

    private static String image(String reasons, List<Ended> containers) {
        Matcher named = IMAGE.matcher(reasons);
        if (named.find()) {
            return " “" + named.group() + "”";
        }
        List<String> images = containers.stream().map(Ended::image).filter((one) -> !one.isEmpty()).distinct().toList();
        return (images.size() == 1) ? " “" + images.get(0) + "”" : "";
    }

    private static boolean has(String words, String... parts) {
        return Stream.of(parts).anyMatch(words::contains);
    }

}

package dev.shipshape.tasks.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a task stopped, in plain words. The words of AWS are kept beside them. Sources: the
 * ECS developer guide's pages on stopped tasks' error codes, and the exit codes of POSIX
 * shells.
 *
 * @param what what happened, a sentence
 * @param advice what to do about it, a sentence; empty if nothing needs to be done
 * @param raw AWS's own words, a line each
 */
public record StopReason(String what, String advice, List<String> raw) {

    /**
     * Explains a stop.
     * @param stopCode AWS's code, such as {@code EssentialContainerExited}; empty where
     * AWS gives none
     * @param reason AWS's words about the task; empty for none
     * @param containers how the containers ended
     */
    public static StopReason of(String stopCode, String reason, List<Ended> containers) {
        String words = String.join("\n",
                Stream.concat(Stream.of(reason), containers.stream().map(Ended::reason)).toList());
        Said said = StartErrors.explain(words, containers)
            .or(() -> taken(stopCode, words))
            .or(() -> asked(stopCode, words))
            .or(() -> ended(containers))
            .orElseGet(() -> rest(stopCode, reason, containers));
        return new StopReason(said.what(), said.advice(), raw(stopCode, reason, containers));
    }

    /** The first words, for a row of a list. */
    public String firstWords() {
        return (this.what.length() <= 90) ? this.what : this.what.substring(0, 87).stripTrailing() + "…";
    }

    /** A process that ended badly by itself explains a stop. */
    private static Optional<Said> ended(List<Ended> containers) {
        Optional<Said> memory = containers.stream()
            .filter((one) -> one.reason().contains("OutOfMemory"))
            .findFirst()
            .map(ExitCodes::outOfMemory);
        return memory.or(() -> containers.stream()
            .filter((one) -> one.exitCode() != null && one.exitCode() != 0 && !ExitCodes.isSignalOfStop(one))
            .findFirst()
            .map(ExitCodes::explain));
    }

    private static Optional<Said> taken(String stopCode, String words) {
        return switch (stopCode) {
            case "SpotInterruption" -> Said.so("AWS took the Spot capacity back.",
                    "Run it again, or run it on Fargate, which is not interrupted.");
            case "TerminationNotice" ->
                Said.so("The capacity that it ran on is being taken out of use.", "Run it again: it gets another.");
            default -> words.contains("Spot interruption") || words.contains("Spot Task was interrupted") ? Said
                .so("AWS took the Spot capacity back.", "Run it again, or run it on Fargate, which is not interrupted.")
                    : Optional.empty();
        };
    }

    private static Optional<Said> asked(String stopCode, String words) {
        if (words.contains("ELB health checks")) {
            return Said.so("Its service stopped it because the load balancer's health check failed.",
                    "See in the log lines whether it answers on its port, and at the path that is checked.");
        }
        if (words.contains("container health checks")) {
            return Said.so("Its service stopped it because its own health check failed.",
                    "See in the log lines why; the check stands in the task definition.");
        }
        return switch (stopCode) {
            case "UserInitiated" ->
                Said.so(words.isBlank() ? "Somebody stopped it." : "It was stopped on request.", "");
            case "ServiceSchedulerInitiated" ->
                Said.so("Its service stopped it: it was scaled in, deployed anew or deleted.", "");
            default -> Optional.empty();
        };
    }

    private static Said rest(String stopCode, String reason, List<Ended> containers) {
        if (stopCode.equals("TaskFailedToStart")) {
            return new Said("It could not be started.", "AWS's words below say what was in the way.");
        }
        Optional<Ended> signalled = containers.stream().filter(ExitCodes::isSignalOfStop).findFirst();
        if (signalled.isPresent()) {
            return ExitCodes.explain(signalled.get());
        }
        if (!containers.isEmpty()
                && containers.stream().allMatch((one) -> one.exitCode() != null && one.exitCode() == 0)) {
            return new Said("It did its work and ended without an error.", "");
        }
        return switch (stopCode) {
            case "EssentialContainerExited" -> new Said("A container that it cannot do without has ended.",
                    "When an essential container ends, ECS stops the whole task. Look at its log lines.");
            default -> new Said(reason.isBlank() ? "It stopped, and AWS does not say why." : "It stopped.", "");
        };
    }

    private static List<String> raw(String stopCode, String reason, List<Ended> containers) {
        List<String> raw = new ArrayList<>();
        if (!stopCode.isEmpty() || !reason.isEmpty()) {
            raw.add(stopCode + (stopCode.isEmpty() || reason.isEmpty() ? "" : ": ") + reason);
        }
        for (Ended one : containers) {
            if (one.exitCode() != null || !one.reason().isEmpty()) {
                raw.add(one.container() + ": " + ((one.exitCode() != null) ? "exit code " + one.exitCode() + " " : "")
                        + one.reason());
            }
        }
        return raw.stream().map(String::strip).toList();
    }

}

package dev.shipshape.ecsservices.steady;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.shipshape.ecsservices.Deployment;
import dev.shipshape.ecsservices.Service;
import dev.shipshape.ecsservices.spi.ServiceTasks.ServiceTask;
import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;

/**
 * Whether a service is steady and, where it is not, why and what to do: from its counts,
 * what its scheduler says since the last steady state, and how its tasks ended.
 *
 * @param status what to say of it in a word
 * @param headline the same in a sentence
 * @param findings the reasons, the weightiest first
 */
public record Diagnosis(Status status, String headline, List<Finding> findings) {

    private static final String STEADY = "has reached a steady state";

    private static final int MOST = 5;

    /**
     * Looks at a service.
     * @param service the service
     * @param tasks its tasks, running and stopped, the newest first
     * @param before how many tasks it kept before it was stopped; 0 where it was not
     */
    public static Diagnosis of(Service service, List<ServiceTask> tasks, int before) {
        if (!service.active()) {
            return new Diagnosis(service.state(), service.inactive() ? "It is deleted." : "It is being deleted.",
                    List.of());
        }
        @Nullable Deployment wanted = service.deployments().stream().filter(Deployment::primary).findFirst().orElse(null);
        boolean here = service.running() >= service.desired() && service.pending() == 0;
        List<Finding> findings = findings(service, tasks, wanted);
        boolean failed = wanted != null && wanted.rollout().equals("FAILED");
        if (!failed && here && service.desired() == 0 && !service.daemon()) {
            return new Diagnosis(Status.stopped("Scaled to 0"), "It wants no tasks, so none run.",
                    List.of(new Finding(
                            (before > 0) ? "It was stopped; it kept " + before + " before." : "Its desired count is 0.",
                            "Start it, or scale it up.", "")));
        }
        if (!failed && here && service.deployments().stream().allMatch(Diagnosis::isOver)) {
            return new Diagnosis(Status.running("Steady"),
                    service.running() + " of " + service.desired() + " tasks run.", List.of());
        }
        String progress = (wanted != null) ? wanted.running() + " of " + wanted.desired() + " tasks of "
                + wanted.definition() + " run" + left(service) + "." : "Its tasks are on their way.";
        if (failed) {
            return new Diagnosis(Status.failed("Failed"), "The deployment failed. " + progress, findings);
        }
        return new Diagnosis(findings.isEmpty() ? Status.moving("Deploying") : Status.waiting("Not steady"),
                (findings.isEmpty() ? "It is on its way: " : "") + progress, findings);
    }

    private static boolean isOver(Deployment deployment) {
        return deployment.primary() && (deployment.rollout().isEmpty() || deployment.rollout().equals("COMPLETED"));
    }

    private static String left(Service service) {
        int old = service.deployments().stream().filter((one) -> !one.primary()).mapToInt(Deployment::running).sum();
        return (old > 0) ? ", and " + old + " of what it ran before" : "";
    }

    private static List<Finding> findings(Service service, List<ServiceTask> tasks, @Nullable Deployment wanted) {
        Map<String, Finding> findings = new LinkedHashMap<>();
        endings(tasks, wanted).forEach((finding) -> findings.putIfAbsent(finding.what(), finding));
        Instant began = (wanted != null) ? Objects.requireNonNullElse(wanted.created(), Instant.EPOCH) : Instant.EPOCH;
        for (Service.Event event : service.events()) {
            boolean older = event.at() != null && event.at().isBefore(began.minusSeconds(60));
            if (event.message().contains(STEADY) || older) {
                break;
            }
            Optional<Finding> finding = Cause.of(event.message());
            finding.ifPresent((one) -> findings.putIfAbsent(one.what(), one));
        }
        return findings.values().stream().limit(MOST).toList();
    }

    /** How tasks of the wanted deployment ended that should not have ended. */
    private static List<Finding> endings(List<ServiceTask> tasks, @Nullable Deployment wanted) {
        Map<String, List<ServiceTask>> endings = new LinkedHashMap<>();
        tasks.stream()
            .filter((task) -> task.status().tone() == Status.Tone.FAILED)
            .filter((task) -> wanted == null || task.deployment().equals(wanted.id())
                    || wanted.rollout().equals("FAILED"))
            .forEach((task) -> endings.computeIfAbsent(task.remark(), (remark) -> new ArrayList<>()).add(task));
        List<Finding> findings = new ArrayList<>();
        endings.forEach((remark,
                ended) -> findings.add(new Finding(
                        ((ended.size() == 1) ? "1 task has ended: " : ended.size() + " tasks have ended: ") + remark,
                        ended.get(0).advice(), "")));
        return findings;
    }

}

package dev.shipshape.ecsservices.steady;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the scheduler complains of, in plain words (ECS developer guide, "Service event
 * messages").
 */
enum Cause {

    NO_INSTANCES("No Container Instances were found", "The cluster has no container instance to place tasks on.",
            "Let an EC2 instance join the cluster, or make the service anew on Fargate."),
    CPU("insufficient CPU", "No container instance has enough CPU left.",
            "Add an instance, make the task smaller, or stop what is not needed."),
    MEMORY("insufficient memory", "No container instance has enough memory left.",
            "Add an instance, make the task smaller, or stop what is not needed."),
    PORTS("already using a port|RESOURCE:PORTS", "The port that its tasks want is taken on every container instance.",
            "Add an instance, or let the task definition take any port of the host (host port 0)."),
    INTERFACES("RESOURCE:ENI", "No container instance has a network interface left.",
            "Add an instance, a larger type, or use bridge networking."),
    ATTRIBUTES("missing an attribute|placement constraint|MemberOf|ATTRIBUTE",
            "No container instance is what its tasks ask for.",
            "Compare the placement constraints, the processor architecture and the operating system with the instances."),
    AGENT("agent disconnected|agent is disconnected|AGENT", "The agent of the container instance is not connected.",
            "Look at the instance: its agent has to run and to reach ECS."),
    CAPACITY("Capacity is unavailable|capacity is not available|RESOURCE:FARGATE|no capacity",
            "AWS has no capacity for its tasks at this time.",
            "It tries again by itself. Subnets in more zones, or FARGATE beside FARGATE_SPOT, make it likelier."),
    SUBNET("subnet.{0,60}(does not exist|not found|invalid)|InvalidSubnet", "A subnet of its network is wrong.",
            "Edit the service and choose subnets that exist."),
    ADDRESSES("free addresses|InsufficientFreeAddresses|no free IP", "A subnet has no address left.",
            "Edit the service and choose other subnets."),
    ROLE("unable to assume|AccessDenied|not authorized", "A role is missing or may not do what is needed.",
            "Check the roles that the task definition and the service name."),
    IMAGE("CannotPull|pull image|image.{0,40}not found", "The image cannot be pulled.",
            "Check its name and tag, the execution role, and the way from the subnets to the registry."),
    TARGETS("is unhealthy in|ELB health checks|target.?group.{0,80}(unhealthy|failed)",
            "The load balancer's health check fails.",
            "See in the log lines whether it answers on the port and at the path that are checked; a longer grace period "
                    + "helps what starts slowly."),
    HEALTH("container health checks|failed health checks", "The containers' own health check fails.",
            "See in the log lines why; the check stands in the task definition."),
    QUOTA("quota|limit.{0,30}(reached|exceeded)|throttled", "A limit of the account is reached.",
            "Ask AWS for a higher limit, or stop what is not needed."),
    FAILING("unable to consistently start tasks",
            "Its tasks keep ending soon after they start, so AWS waits ever longer " + "before it starts the next.",
            "See below, or in the log lines, why they end."),
    ROLLED_BACK("rolling back", "The deployment failed, and the service goes back to what ran before.",
            "Look at why the tasks of the failed deployment ended, then deploy anew."),
    GIVEN_UP("deployment failed", "The circuit breaker gave the deployment up: too many of its tasks failed to start.",
            "Look at why they ended, then deploy anew or go back to an earlier revision."),
    UNPLACED("unable to place a task", "A task cannot be placed.", "AWS's words below say what is in the way.");

    private final Pattern pattern;

    private final String what;

    private final String advice;

    Cause(String pattern, String what, String advice) {
        this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
        this.what = what;
        this.advice = advice;
    }

    /** What a message of the scheduler means; empty for one that is no complaint. */
    static Optional<Finding> of(String message) {
        String words = message.replaceFirst("^\\(service [^)]*\\)", ""); // its name may
                                                                         // be any word
        return Stream.of(values())
            .filter((cause) -> cause.pattern.matcher(words).find())
            .findFirst()
            .map((cause) -> new Finding(cause.what, cause.advice, message));
    }

}

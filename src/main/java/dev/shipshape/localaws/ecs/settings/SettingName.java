package dev.shipshape.localaws.ecs.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The account settings, with the values that each takes (API reference,
 * PutAccountSetting) and what counts while nobody has set it.
 */
enum SettingName {

    SERVICE_LONG_ARN_FORMAT("serviceLongArnFormat", "enabled", "disabled"),

    TASK_LONG_ARN_FORMAT("taskLongArnFormat", "enabled", "disabled"),

    CONTAINER_INSTANCE_LONG_ARN_FORMAT("containerInstanceLongArnFormat", "enabled", "disabled"),

    AWSVPC_TRUNKING("awsvpcTrunking", "disabled", "enabled"),

    CONTAINER_INSIGHTS("containerInsights", "disabled", "enabled", "enhanced"),

    FARGATE_FIPS_MODE("fargateFIPSMode", "disabled", "enabled"),

    TAG_RESOURCE_AUTHORIZATION("tagResourceAuthorization", "off", "on"),

    FARGATE_TASK_RETIREMENT_WAIT_PERIOD("fargateTaskRetirementWaitPeriod", "7", "0", "14"),

    /** Managed by AWS, so that nobody may set it. */
    GUARD_DUTY_ACTIVATE("guardDutyActivate", "off", "on"),

    DEFAULT_LOG_DRIVER_MODE("defaultLogDriverMode", "non-blocking", "blocking"),

    FARGATE_EVENT_WINDOWS("fargateEventWindows", "disabled", "enabled"),

    DUAL_STACK_IPV6("dualStackIPv6", "disabled", "enabled");

    private final String wire;

    private final String standard;

    /** With spaces between them, as an enum has nothing that can change. */
    private final String values;

    SettingName(String wire, String... values) {
        this.wire = wire;
        this.standard = values[0];
        this.values = String.join(" ", values);
    }

    static Optional<SettingName> of(String wire) {
        return Arrays.stream(values()).filter((name) -> name.wire.equals(wire)).findFirst();
    }

    /** The name as it stands in calls. */
    String wire() {
        return this.wire;
    }

    String standard() {
        return this.standard;
    }

    boolean takes(String value) {
        return List.of(this.values.split(" ", -1)).contains(value);
    }

    boolean isManagedByAws() {
        return this == GUARD_DUTY_ACTIVATE;
    }

}

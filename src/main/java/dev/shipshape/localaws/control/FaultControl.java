package dev.shipshape.localaws.control;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import dev.shipshape.localaws.faults.FaultKind;
import dev.shipshape.localaws.faults.FaultOrder;
import dev.shipshape.localaws.faults.Faults;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code /_localaws/faults}: lists, adds and takes back what goes wrong. */
final class FaultControl implements Control {

    private static final Set<String> MEMBERS = Set.of("operation", "kind", "probability", "next", "seed",
            "latencyMillis", "failing", "reason");

    private static final int LONGEST_MILLIS = 600_000;

    private final Faults faults;

    private final Set<String> operations;

    FaultControl(Faults faults, Set<String> operations) {
        this.faults = faults;
        this.operations = operations;
    }

    @Override
    public Object get() {
        return Map.of("faults", this.faults.all());
    }

    @Override
    public Object post(JsonNode body) {
        for (String member : body.propertyNames()) {
            if (!MEMBERS.contains(member)) {
                throw BadControl.of("A fault has no " + member + ", only "
                        + String.join(", ", MEMBERS.stream().sorted().toList()) + ".");
            }
        }
        FaultKind kind = kind(text(body, "kind"));
        String operation = operation(text(body, "operation"), kind);
        return this.faults.add(new FaultOrder(operation, kind, probability(body), whole(body, "next", 1, 1_000_000),
                seed(body), latency(body, kind), whole(body, "failing", 1, 1000), text(body, "reason")));
    }

    @Override
    public void delete(String which) {
        if (which.isEmpty()) {
            this.faults.clear();
        }
        else if (!which.matches("\\d{1,9}") || !this.faults.remove(Integer.parseInt(which))) {
            throw new BadControl(404, "There is no fault with this id.");
        }
    }

    private static FaultKind kind(@Nullable String word) {
        return Arrays.stream(FaultKind.values())
            .filter((kind) -> kind.word().equals(word))
            .findFirst()
            .orElseThrow(() -> BadControl.of("The kind must be one of "
                    + Arrays.stream(FaultKind.values()).map(FaultKind::word).collect(Collectors.joining(", ")) + "."));
    }

    private String operation(@Nullable String given, FaultKind kind) {
        String operation = (given != null) ? given : "*";
        Set<String> possible = Faults.operations(kind, this.operations);
        boolean known = operation.equals("*") || possible.contains(operation)
                || (operation.endsWith(":*") && possible.stream()
                    .anyMatch((each) -> each.startsWith(operation.substring(0, operation.length() - 1))));
        if (!known) {
            throw BadControl.of("The operation must be *, a service such as ecs:*, or one such as ecs:RunTask; for "
                    + kind.word() + " this is one of " + String.join(", ", possible.stream().sorted().toList()) + ".");
        }
        return operation;
    }

    private static double probability(JsonNode body) {
        JsonNode given = body.path("probability");
        if (given.isMissingNode()) {
            return 1;
        }
        if (!given.isNumber() || !(given.doubleValue() > 0) || given.doubleValue() > 1) {
            throw BadControl.of("The probability must be a number above 0 and at most 1.");
        }
        return given.doubleValue();
    }

    private static long seed(JsonNode body) {
        JsonNode given = body.path("seed");
        if (given.isMissingNode()) {
            return ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
        }
        if (!given.canConvertToLong() || !given.isIntegralNumber()) {
            throw BadControl.of("The seed must be a whole number.");
        }
        return given.longValue();
    }

    private static int latency(JsonNode body, FaultKind kind) {
        Integer millis = whole(body, "latencyMillis", 1, LONGEST_MILLIS);
        if ((millis != null) != (kind == FaultKind.LATENCY)) {
            throw BadControl.of("A fault of the kind latency, and only such a one, has latencyMillis, from 1 to "
                    + LONGEST_MILLIS + ".");
        }
        return (millis != null) ? millis : 0;
    }

    private static @Nullable Integer whole(JsonNode body, String member, int least, int most) {
        JsonNode given = body.path(member);
        if (given.isMissingNode()) {
            return null;
        }
        if (!given.isIntegralNumber() || !given.canConvertToInt() || given.intValue() < least
                || given.intValue() > most) {
            throw BadControl.of("The member " + member + " must be a whole number from " + least + " to " + most + ".");
        }
        return given.intValue();
    }

    private static @Nullable String text(JsonNode body, String member) {
        JsonNode given = body.path(member);
        if (given.isMissingNode()) {
            return null;
        }
        if (!given.isString() || given.stringValue().isBlank() || given.stringValue().length() > 500) {
            throw BadControl.of("The member " + member + " must be a text of at most 500 characters.");
        }
        return given.stringValue();
    }

}

package dev.shipshape.cleanup.plans;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Stoppable;
import dev.shipshape.cleanup.spi.Survey;
import dev.shipshape.cost.Billable;
import dev.shipshape.web.Problem;
import org.springframework.http.HttpStatus;

/**
 * Resources that exist in this test alone, with removers that fail, dawdle and die as
 * they are told: what AWS does not do on demand.
 */
class Fleet {

    /** What happened, in order: {@code remove web}, {@code gone web}. */
    final List<String> story = new ArrayList<>();

    /** Resources whose removal is accepted and takes until they leave this set. */
    final Set<String> slow = new HashSet<>();

    /** Resources whose next removals are refused with these problems. */
    final Map<String, List<Problem>> refusals = new HashMap<>();

    /** Resources at whose removal the process dies. */
    final Set<String> deadly = new HashSet<>();

    /** Resources that may be removed by the clock. */
    final Set<String> automatic = new HashSet<>();

    /** What is stopped at present. */
    final Set<String> stopped = new HashSet<>();

    /** Where the next start's reply is lost after it took place, and the process dies. */
    final Set<String> lostStarts = new HashSet<>();

    /** The marks on what was started. */
    final List<String> marks = new ArrayList<>();

    private final Map<String, Resource> standing = new LinkedHashMap<>();

    /** ARNs of what stands on another connection than the sandbox. */
    private final Set<String> elsewhere = new HashSet<>();

    private final Set<String> leaving = new HashSet<>();

    private final ActionLog actions;

    Fleet(ActionLog actions) {
        this.actions = actions;
    }

    void clear() {
        this.story.clear();
        this.slow.clear();
        this.refusals.clear();
        this.deadly.clear();
        this.standing.clear();
        this.leaving.clear();
        this.elsewhere.clear();
        this.automatic.clear();
        this.stopped.clear();
        this.lostStarts.clear();
        this.marks.clear();
    }

    /** Stands without anyone having made it here. */
    Resource byHand(String kind, String name, String scope) {
        Map<String, String> facts = kind.equals("fleet-task")
                ? Billable.fargate("us-east-1", 256, 512, "X86_64", false, true, 1).facts()
                : Billable.nothing("us-east-1").facts();
        Resource resource = new Resource(kind, name, scope.isEmpty() ? null : scope, "arn:" + kind + "/" + name,
                Instant.parse("2026-11-23T09:00:00Z"), facts);
        this.standing.put(resource.arn(), resource);
        return resource;
    }

    /** Stands because of an action, so that the ledger knows it. */
    Resource made(Connection connection, String kind, String name, String scope) {
        Resource resource = byHand(kind, name, scope);
        if (!connection.sandbox()) {
            this.elsewhere.add(resource.arn());
        }
        this.actions.run(Change.of(connection, Verb.CREATE, kind, name), () -> Outcome.of(name).made(resource));
        return resource;
    }

    /** Someone deletes it and makes another of the same name. */
    void replace(Resource old, Instant createdAt) {
        this.standing.put(old.arn(),
                new Resource(old.kind(), old.name(), old.scope(), old.arn(), createdAt, old.facts()));
    }

    /** Someone deletes it out of band. */
    void vanish(String name) {
        this.standing.values().removeIf((resource) -> resource.name().equals(name));
    }

    boolean stands(String name) {
        return this.standing.values().stream().anyMatch((resource) -> resource.name().equals(name));
    }

    static Problem problem(HttpStatus status, String code) {
        return new Problem(status, "AWS says no.", "", null, code, "request-1", "AWS says no.", null);
    }

    private boolean isGone(Resource resource) {
        Resource there = this.standing.get(resource.arn());
        if (there != null && this.leaving.contains(there.name()) && !this.slow.contains(there.name())) {
            this.standing.remove(there.arn());
            this.story.add("gone " + there.name());
            there = null;
        }
        return there == null || !Objects.equals(there.createdAt(), resource.createdAt());
    }

    private void remove(Connection connection, Resource resource) {
        if (this.deadly.remove(resource.name())) {
            throw new Death();
        }
        this.actions.run(Change.of(connection, Verb.DELETE, resource.kind(), resource.name()).on(resource.arn()),
                () -> {
                    List<Problem> problems = this.refusals.getOrDefault(resource.name(), new ArrayList<>());
                    if (!problems.isEmpty()) {
                        throw problems.remove(0);
                    }
                    this.story.add("remove " + resource.name());
                    this.leaving.add(resource.name());
                    return Outcome.of(resource).leaving(resource.arn());
                });
    }

    Stoppable stoppable(String key) {
        return new Stoppable() {
            @Override
            public String key() {
                return key;
            }

            @Override
            public String stopReason() {
                return "Scaled to 0; its definition stays.";
            }

            @Override
            public String memo(Connection connection, Resource resource) {
                return "as " + resource.name() + " was";
            }

            @Override
            public void stop(Connection connection, Resource resource) {
                Fleet.this.story.add("stop " + resource.name());
                Fleet.this.stopped.add(resource.name());
            }

            @Override
            public boolean isStopped(Connection connection, Resource resource) {
                return Fleet.this.stopped.contains(resource.name());
            }

            @Override
            public void bringBack(Connection connection, Resource resource, String memo, String mark) {
                Fleet.this.story.add("bring back " + resource.name() + " " + memo);
                Fleet.this.stopped.remove(resource.name());
                Fleet.this.marks.add(mark);
                if (Fleet.this.lostStarts.remove(resource.name())) {
                    throw new Death();
                }
            }

            @Override
            public boolean isBack(Connection connection, Resource resource, String memo, String mark) {
                return Fleet.this.marks.contains(mark);
            }
        };
    }

    Remover kind(String key, Remover.Order order) {
        return new Remover() {
            @Override
            public String key() {
                return key;
            }

            @Override
            public String word() {
                return key.replace("fleet-", "");
            }

            @Override
            public Order order() {
                return order;
            }

            @Override
            public String reason() {
                return "A " + word() + " goes when its turn comes.";
            }

            @Override
            public List<Resource> madeBy(Connection connection, OpenAction action) {
                return List.of();
            }

            @Override
            public boolean isGone(Connection connection, Resource resource) {
                return Fleet.this.isGone(resource);
            }

            @Override
            public void remove(Connection connection, Resource resource) {
                Fleet.this.remove(connection, resource);
            }

            @Override
            public Phase phase() {
                return (order == Remover.Order.CLUSTER) ? Phase.CLUSTERS : Phase.WITHIN;
            }

            @Override
            public List<Found> find(Connection connection, Survey survey) {
                return Fleet.this.standing.values()
                    .stream()
                    .filter((resource) -> resource.kind().equals(key) && !Fleet.this.elsewhere.contains(resource.arn()))
                    .map(Found::of)
                    .toList();
            }

            @Override
            public String page(Connection connection, Resource resource) {
                return connection.path() + "/fleet/" + resource.name();
            }
        };
    }

    /** What kill -9 looks like from inside: no catch block of ours runs. */
    static class Death extends Error {

        private static final long serialVersionUID = 1L;

    }

}

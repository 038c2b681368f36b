package dev.shipshape.audit.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import dev.shipshape.audit.Action;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * Which actions are asked for, all from the address. Nonsense counts as absent.
 *
 * @param q words in the resource's name, its scope, the command, the note or the request
 * id
 * @param person who asked for it
 * @param connection where
 * @param kind the key of the kind of resource
 * @param outcome how it ended
 * @param from the first day, in UTC, such as {@code 2026-11-23}
 * @param to the last day, in UTC
 * @param action the id of one action
 */
record ActivityQuery(@Nullable String q, @Nullable String person, @Nullable String connection, @Nullable String kind,
        @Nullable String outcome, @Nullable String from, @Nullable String to, @Nullable String action) {

    /** Whether anything is filtered. */
    public boolean filters() {
        return Stream.of(this.q, this.person, this.connection, this.kind, this.outcome, this.from, this.to, this.action)
            .anyMatch((value) -> given(value).isPresent());
    }

    Specification<Action> specification() {
        return (action, query, criteria) -> {
            List<Predicate> all = new ArrayList<>();
            given(this.action).ifPresent((id) -> all.add(criteria.equal(action.get("id"), id)));
            given(this.person).ifPresent((name) -> all
                .add(criteria.equal(criteria.lower(action.get("person")), name.toLowerCase(Locale.ROOT))));
            given(this.connection).ifPresent((name) -> all.add(criteria.equal(action.get("connection"), name)));
            given(this.kind).ifPresent((key) -> all.add(criteria.equal(action.get("kind"), key)));
            result().ifPresent((result) -> all.add(criteria.equal(action.get("outcome"), result)));
            day(this.from)
                .ifPresent((start) -> all.add(criteria.greaterThanOrEqualTo(action.<Instant>get("startedAt"), start)));
            day(this.to).ifPresent(
                    (start) -> all.add(criteria.lessThan(action.<Instant>get("startedAt"), start.plusSeconds(86_400))));
            given(this.q).ifPresent((words) -> all.add(words(words, action, criteria)));
            return criteria.and(all.toArray(Predicate[]::new));
        };
    }

    private static Predicate words(String words, Root<Action> action, CriteriaBuilder criteria) {
        String part = "%" + words.toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
        return criteria.or(List.of("resource", "scope", "command", "note", "requestId", "errorCode")
            .stream()
            .map((field) -> criteria.like(criteria.lower(action.get(field)), part, '\\'))
            .toArray(Predicate[]::new));
    }

    private Optional<Action.Result> result() {
        return given(this.outcome).flatMap((word) -> List.of(Action.Result.values())
            .stream()
            .filter((result) -> result.name().equalsIgnoreCase(word))
            .findFirst());
    }

    private static Optional<Instant> day(@Nullable String text) {
        try {
            return given(text).map((day) -> LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        catch (DateTimeParseException ex) {
            return Optional.empty();
        }
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter((value) -> !value.isEmpty());
    }

}

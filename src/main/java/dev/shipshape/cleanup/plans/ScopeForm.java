package dev.shipshape.cleanup.plans;

import java.util.List;

import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What a plan is to be about, from an address or a form; nothing given means everything.
 *
 * @param connection the connection's name
 * @param cluster the cluster's name, beside a connection
 * @param lab the lab's name
 * @param person the person's name
 * @param chosen the ids of ledger entries
 * @param only the id of the one entry whose button was pressed; wins over what is ticked
 * @param selection whether only what is chosen is meant, so that nothing chosen is a
 * mistake
 * @param found whether what was found goes too
 * @param purpose {@code REMOVE}, {@code STOP} or {@code RETIRE}
 * @param family the family whose old ones are meant, beside a connection
 * @param keep how many of the newest of a family stay
 */
record ScopeForm(@Nullable String connection, @Nullable String cluster, @Nullable String lab, @Nullable String person,
        @Nullable List<String> chosen, @Nullable String only, @Nullable Boolean selection, @Nullable Boolean found,
        @Nullable String purpose, @Nullable String family, @Nullable Integer keep) {

    /**
     * What is meant.
     * @throws Problem if only what is chosen is meant, and nothing is
     */
    Scope scope() {
        List<String> ids = (this.only != null) ? List.of(this.only) : this.chosen;
        if (Boolean.TRUE.equals(this.selection) && (ids == null || ids.isEmpty())) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "Nothing is chosen.",
                    "Tick what is to be removed, or remove everything.");
        }
        Scope scope = scope(ids);
        return Boolean.TRUE.equals(this.found) ? scope.found() : scope;
    }

    private Scope scope(@Nullable List<String> ids) {
        if (this.lab != null && !this.lab.isBlank()) {
            return Scope.ofLab(this.lab);
        }
        if (this.person != null && !this.person.isBlank()) {
            return Scope.ofPerson(this.person);
        }
        if (this.family != null && this.connection != null && this.keep != null) {
            if (this.keep < 0) {
                throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "How many stay is a number from 0.",
                        "Write how many of the newest stay.");
            }
            return Scope.ofFamily(this.connection, this.family, this.keep);
        }
        return Scope.of(this.connection, this.cluster, ids);
    }

    Plan.Purpose plansFor() {
        return switch (String.valueOf(this.purpose)) {
            case "STOP" -> Plan.Purpose.STOP;
            case "RETIRE" -> Plan.Purpose.RETIRE;
            default -> Plan.Purpose.REMOVE;
        };
    }

}

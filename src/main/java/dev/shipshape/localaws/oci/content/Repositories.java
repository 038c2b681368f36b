package dev.shipshape.localaws.oci.content;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.store.Store;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.Repository;

/** The repositories of one region, with what ECR's API knows of them. */
public final class Repositories {

    /** The rule of CreateRepository (ECR API reference, repositoryName). */
    public static final Pattern NAME = Pattern
        .compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");

    private static final int MAX_NAME = 256;

    private final Store store;

    private final Shelf<Repository> table;

    Repositories(Store store, Shelf<Repository> table) {
        this.store = store;
        this.table = table;
    }

    /** The repository of this name, if there is one. */
    public Optional<Repository> find(String name) {
        return this.store.inTransaction(() -> this.table.find(name));
    }

    /** All of them, by name. */
    public List<Repository> all() {
        return this.store.inTransaction(() -> this.table.startingWith(""));
    }

    /** The names of all, ascending. */
    public List<String> names() {
        return this.store.inTransaction(() -> this.table.keys(""));
    }

    /** Keeps a repository, new or changed. */
    public void put(Repository repository) {
        this.store.inTransaction(() -> this.table.put(repository.repositoryName(), repository));
    }

    void remove(String name) {
        this.store.inTransaction(() -> this.table.remove(name));
    }

    /**
     * Lets pass only if the repository exists.
     * @throws OciError NAME_UNKNOWN with ECR's message, or NAME_INVALID
     */
    public Repository require(String name) {
        return find(name).orElseThrow(() -> (name.length() <= MAX_NAME && NAME.matcher(name).matches())
                ? OciError.of(404, "NAME_UNKNOWN", missing(name))
                : OciError.of(400, "NAME_INVALID", "invalid repository name", name));
    }

    /** ECR's words for a repository that is not there. */
    public static String missing(String name) {
        return "The repository with name '" + name + "' does not exist in the registry with id '" + CallContext.ACCOUNT
                + "'";
    }

    /** Whether this tag, once set, stays with its image. */
    static boolean keeps(Repository repository, String tag) {
        ImageTagMutability rule = repository.imageTagMutability();
        boolean excluded = repository.imageTagMutabilityExclusionFilters()
            .stream()
            .anyMatch((filter) -> wildcard(filter.filter()).matcher(tag).matches());
        return switch (rule) {
            case IMMUTABLE -> true;
            case IMMUTABLE_WITH_EXCLUSION -> !excluded;
            case MUTABLE_WITH_EXCLUSION -> excluded;
            default -> false;
        };
    }

    private static Pattern wildcard(String filter) {
        return Pattern.compile(("\\Q" + filter + "\\E").replace("*", "\\E.*\\Q"));
    }

}

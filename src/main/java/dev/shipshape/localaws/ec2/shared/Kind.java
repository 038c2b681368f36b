package dev.shipshape.localaws.ec2.shared;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Page;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * All things of one kind in EC2, each under its region and id: kept without their tags,
 * which lie in {@link TagTable}, and shown with them. EC2 describes them by ids, each of
 * which must be there, or by filters, in pages of 5 to 1000.
 *
 * @param <T> the SDK's model of the thing
 */
public final class Kind<T extends SdkPojo> {

    private final Naming naming;

    private final Table<T> table;

    private final TagTable tags;

    private final Function<T, String> id;

    private final BiFunction<T, List<Tag>, T> tagged;

    private final Filters<T> filters;

    private final Consumer<String> prepare;

    /**
     * A kind of things.
     * @param naming what EC2 calls them
     * @param builder the SDK's builder
     * @param id tells a thing's id
     * @param tagged puts tags onto a thing
     * @param filters the filters that EC2 knows for the kind
     * @param prepare makes sure that the region named has what AWS puts into every region
     */
    public Kind(Store store, TagTable tags, Naming naming, Supplier<? extends SdkBuilder<?, T>> builder,
            Function<T, String> id, BiFunction<T, List<Tag>, T> tagged, Filters<T> filters, Consumer<String> prepare) {
        this.naming = naming;
        this.table = store.table("ec2." + naming.type(), builder);
        this.tags = tags;
        this.id = id;
        this.tagged = tagged;
        this.filters = filters;
        this.prepare = prepare;
    }

    /** What EC2 calls them. */
    public Naming naming() {
        return this.naming;
    }

    /** The thing with this id, with its tags. */
    public Optional<T> find(String region, String id) {
        this.prepare.accept(region);
        return this.table.find(region + "/" + id).map((thing) -> shown(region, thing));
    }

    /** The thing with this id; refuses ids of another form, and ids of nothing. */
    public T get(String region, String id) {
        if (!id.startsWith(this.naming.prefix() + "-")) {
            throw Ec2Errors.malformed(this.naming.code(), id);
        }
        return find(region, id).orElseThrow(() -> absent(id));
    }

    private dev.shipshape.localaws.protocol.AwsError absent(String id) {
        return this.naming.fits(id) ? Ec2Errors.notFound(this.naming.code(), this.naming.word(), id)
                : Ec2Errors.malformed(this.naming.code(), id);
    }

    /** All of a region, by id. */
    public List<T> all(String region) {
        this.prepare.accept(region);
        return this.table.startingWith(region + "/").stream().map((thing) -> shown(region, thing)).toList();
    }

    /** All of all regions, by region and id with a slash between them. */
    public Map<String, T> everywhere() {
        Map<String, T> all = new TreeMap<>();
        this.table.keys("").forEach((key) -> all.put(key, this.table.find(key).orElseThrow()));
        return all;
    }

    private T shown(String region, T thing) {
        List<Tag> own = this.tags.of(region, this.id.apply(thing));
        return own.isEmpty() ? thing : this.tagged.apply(thing, own);
    }

    /** Keeps a thing, new or changed. Its tags stay as they are. */
    public void put(String region, T thing) {
        this.table.put(region + "/" + this.id.apply(thing), this.tagged.apply(thing, List.of()));
    }

    /** Forgets a thing and its tags. */
    public void remove(String region, String id) {
        this.table.remove(region + "/" + id);
        this.tags.forget(region, id);
    }

    /** A page of what was asked for. */
    public Page<T> page(CallContext context, List<String> ids, List<Filter> asked, @Nullable Integer maxResults,
            @Nullable String token) {
        List<T> chosen = ids.isEmpty() ? all(context.region()) : chosen(context.region(), ids);
        return page(chosen, !ids.isEmpty(), asked, maxResults, token);
    }

    /** A page of things that were chosen otherwise; they may be of another table too. */
    public Page<T> page(List<T> chosen, boolean byId, List<Filter> asked, @Nullable Integer maxResults,
            @Nullable String token) {
        if (maxResults != null && byId) {
            throw Ec2Errors.combination(
                    "The parameter MaxResults cannot be used with the parameter " + this.naming.type() + "Ids");
        }
        if (maxResults != null && (maxResults < 5 || maxResults > 1000)) {
            throw Ec2Errors.invalidValue("Value ( " + maxResults + " ) for parameter MaxResults is invalid. "
                    + "Expecting a value between 5 and 1000.");
        }
        Map<String, T> byKey = new TreeMap<>();
        this.filters.apply(chosen, asked).forEach((thing) -> byKey.put(this.id.apply(thing), thing));
        return Page.of(List.copyOf(byKey.values()), this.id, (maxResults != null) ? maxResults : 1000, token,
                Ec2Errors::invalidToken);
    }

    private List<T> chosen(String region, List<String> ids) {
        return ids.stream().distinct().map((one) -> get(region, one)).toList();
    }

}

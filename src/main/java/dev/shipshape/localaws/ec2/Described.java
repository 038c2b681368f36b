package dev.shipshape.localaws.ec2;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import dev.shipshape.localaws.protocol.Page;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * How EC2 describes things of one kind: by ids, each of which must be there, or by
 * filters, in pages of 5 to 1000.
 *
 * @param <T> what is described
 * @param code what its errors begin with, such as {@code InvalidVpcID}
 * @param word what its errors call it, such as {@code vpc ID}
 * @param prefix what its ids begin with, such as {@code vpc-}
 * @param id tells its id
 * @param filters the filters that it knows
 */
record Described<T>(String code, String word, String prefix, Function<T, String> id, Filters<T> filters) {

    Page<T> page(List<T> all, List<String> ids, List<Filter> asked, @Nullable Integer maxResults,
            @Nullable String token) {
        if (maxResults != null && !ids.isEmpty()) {
            throw Ec2Errors.combination("The parameter MaxResults cannot be used with ids");
        }
        if (maxResults != null && (maxResults < 5 || maxResults > 1000)) {
            throw Ec2Errors.invalidValue("Value ( " + maxResults + " ) for parameter MaxResults is invalid. "
                    + "Expecting a value between 5 and 1000.");
        }
        TreeMap<String, T> byId = new TreeMap<>();
        all.forEach((thing) -> byId.put(this.id.apply(thing), thing));
        List<T> chosen = ids.isEmpty() ? List.copyOf(byId.values())
                : ids.stream().distinct().sorted().map((one) -> find(byId, one)).toList();
        return Page.of(this.filters.apply(chosen, asked), this.id, (maxResults != null) ? maxResults : 1000, token,
                Ec2Errors::invalidToken);
    }

    private T find(Map<String, T> byId, String one) {
        if (!one.startsWith(this.prefix)) {
            throw Ec2Errors.malformed(this.code, one);
        }
        T thing = byId.get(one);
        if (thing == null) {
            throw Ec2Errors.notFound(this.code, this.word, one);
        }
        return thing;
    }

}

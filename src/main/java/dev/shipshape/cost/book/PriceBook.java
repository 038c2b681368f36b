package dev.shipshape.cost.book;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * All prices that are known. What AWS told wins over the project's table. Another copy's
 * refresh is seen within a minute.
 */
@Component
public class PriceBook {

    private static final String ALL = "all";

    private final Map<String, KnownPrice> table = ProjectTable.read()
        .stream()
        .collect(Collectors.toMap(PriceBook::key, Function.identity()));

    private final @Nullable StoredPrices stored;

    private final @Nullable TransactionTemplate transaction;

    private final LoadingCache<String, Map<String, KnownPrice>> prices = Caffeine.newBuilder()
        .expireAfterWrite(Duration.ofMinutes(1))
        .build((all) -> merged());

    @Autowired
    PriceBook(StoredPrices stored, TransactionTemplate transaction) {
        this.stored = stored;
        this.transaction = transaction;
    }

    private PriceBook() {
        this.stored = null;
        this.transaction = null;
    }

    /** The project's table alone. */
    public static PriceBook ofProject() {
        return new PriceBook();
    }

    /** The price of an item in a region, if it is known. */
    public Optional<KnownPrice> find(String region, String item) {
        return Optional.ofNullable(Objects.requireNonNull(this.prices.get(ALL)).get(region + " " + item));
    }

    /** All that is known in a region, by item. */
    public List<KnownPrice> in(String region) {
        return List.copyOf(new TreeMap<>(Objects.requireNonNull(this.prices.get(ALL))).values()
            .stream()
            .filter((price) -> price.region().equals(region))
            .toList());
    }

    /**
     * Writes down what AWS told. What the sandbox told is forgotten when AWS itself
     * tells.
     * @param told the prices
     * @param source the connection
     * @param sandbox whether that is the sandbox
     * @param at when
     */
    public void write(Collection<KnownPrice> told, String source, boolean sandbox, Instant at) {
        StoredPrices rows = Objects.requireNonNull(this.stored);
        Objects.requireNonNull(this.transaction).executeWithoutResult((status) -> {
            if (!sandbox) {
                rows.deleteBySource("sandbox");
            }
            rows.saveAll(told.stream().map((price) -> new StoredPrice(price, source, at)).toList());
        });
        reload();
    }

    /** Reads again what is stored. */
    public void reload() {
        this.prices.invalidateAll();
    }

    private Map<String, KnownPrice> merged() {
        Map<String, KnownPrice> merged = new HashMap<>(this.table);
        if (this.stored != null) {
            this.stored.findAll().stream().map(StoredPrice::known).forEach((price) -> merged.put(key(price), price));
        }
        return merged;
    }

    private static String key(KnownPrice price) {
        return price.region() + " " + price.item();
    }

}

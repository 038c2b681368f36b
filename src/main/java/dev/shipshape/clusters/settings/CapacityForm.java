package dev.shipshape.clusters.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

import dev.shipshape.clusters.Cluster;
import dev.shipshape.clusters.StrategyItem;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersRequest;

/**
 * The capacity providers of a cluster and its default strategy, as they are chosen.
 *
 * @param providers one for each that the cluster could have
 */
record CapacityForm(List<Row> providers) {

    CapacityForm(@Nullable List<Row> providers) {
        this.providers = (providers != null) ? List.copyOf(providers) : List.of();
    }

    static CapacityForm of(Cluster cluster, List<String> names) {
        List<String> all = new ArrayList<>(cluster.providers());
        names.stream().filter((name) -> !all.contains(name)).forEach(all::add);
        return new CapacityForm(all.stream().map((name) -> {
            Optional<StrategyItem> part = cluster.strategy()
                .stream()
                .filter((item) -> item.provider().equals(name))
                .findFirst();
            return new Row(name, cluster.providers().contains(name),
                    part.map((item) -> String.valueOf(item.base())).orElse(""),
                    part.map((item) -> String.valueOf(item.weight())).orElse(""));
        }).toList());
    }

    /**
     * What ECS is asked for.
     * @throws Problem about the field that is wrong
     */
    PutClusterCapacityProvidersRequest request(String cluster) {
        List<String> attached = this.providers.stream().filter(Row::attached).map(Row::name).toList();
        List<StrategyItem> strategy = strategy();
        if (strategy.stream().filter((item) -> item.base() > 0).count() > 1) {
            throw Problem.ofField(field("base", (row) -> row.number("base", row.base, 100_000) > 0),
                    "Only one capacity provider of a strategy has a base.");
        }
        if (!strategy.isEmpty() && strategy.stream().allMatch((item) -> item.weight() == 0)) {
            throw Problem.ofField(field("weight", Row::isInStrategy),
                    "One of a strategy at least needs a weight above 0.");
        }
        return PutClusterCapacityProvidersRequest.builder()
            .cluster(cluster)
            .capacityProviders(attached)
            .defaultCapacityProviderStrategy(strategy.stream().map(StrategyItem::toAws).toList())
            .build();
    }

    private List<StrategyItem> strategy() {
        List<StrategyItem> strategy = new ArrayList<>();
        for (int at = 0; at < this.providers.size(); at++) {
            Row row = this.providers.get(at);
            if (row.isInStrategy()) {
                String field = "providers[" + at + "].";
                if (!row.attached) {
                    throw Problem.ofField(field + "weight", "Attach " + row.name + " to give it a part.");
                }
                strategy.add(new StrategyItem(row.name, row.number(field + "base", row.base, 100_000),
                        row.number(field + "weight", row.weight, 1000)));
            }
        }
        return strategy;
    }

    private String field(String member, Predicate<Row> which) {
        for (int at = 0; at < this.providers.size(); at++) {
            if (which.test(this.providers.get(at))) {
                return "providers[" + at + "]." + member;
            }
        }
        return "providers[0]." + member;
    }

    /**
     * One capacity provider.
     *
     * @param name its name
     * @param attached whether the cluster has it
     * @param base its base in the default strategy; empty for none
     * @param weight its weight there; empty for none
     */
    record Row(String name, Boolean attached, String base, String weight) {

        Row(@Nullable String name, @Nullable Boolean attached, @Nullable String base, @Nullable String weight) {
            this.name = Objects.requireNonNullElse(name, "");
            this.attached = Boolean.TRUE.equals(attached);
            this.base = Objects.requireNonNullElse(base, "").strip();
            this.weight = Objects.requireNonNullElse(weight, "").strip();
        }

        /** Base and weight that say nothing leave it out of the strategy. */
        boolean isInStrategy() {
            return !this.weight.isEmpty() || (!this.base.isEmpty() && !this.base.equals("0"));
        }

        int number(String field, String text, int most) {
            if (text.isEmpty()) {
                return 0;
            }
            if (!text.matches("\\d{1,6}") || Integer.parseInt(text) > most) {
                throw Problem.ofField(field, "0 to " + most + ".");
            }
            return Integer.parseInt(text);
        }

    }

}

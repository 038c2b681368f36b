package dev.shipshape.localaws.oci.content;

import java.util.List;

import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecr.model.Repository;

/**
 * The tables behind all regions' registries, each opened once.
 *
 * @param repositories repositories by region and name
 * @param images manifests by region, repository and digest
 * @param tags tags by region, repository and tag
 * @param holdings what each repository holds, by region, repository and digest
 */
record Tables(Table<Repository> repositories, Table<Image> images, Table<Images.Tag> tags,
        Table<Layers.Holding> holdings) {

    static Tables of(Store store) {
        Tables tables = new Tables(store.table("ecr.repositories", Repository::builder),
                store.records("registry.images", Image.class), store.records("registry.tags", Images.Tag.class),
                store.records("registry.layers", Layers.Holding.class));
        store.inTransaction(() -> tables.bringOver());
        return tables;
    }

    /**
     * Once there was one registry for all regions, and keys without a region. What is in
     * such a file goes to the region that the repository's ARN names.
     */
    private void bringOver() {
        for (String key : List.copyOf(this.repositories.keys(""))) {
            if (Regions.of(key) == null) {
                Repository repository = this.repositories.find(key).orElseThrow();
                String region = Regions.ofArn(repository.repositoryArn());
                bringOver(this.images, key + "@", region);
                bringOver(this.tags, key + ":", region);
                bringOver(this.holdings, key + "@", region);
                this.repositories.remove(key);
                this.repositories.put(Regions.prefix(region) + key, repository);
            }
        }
    }

    private static <T> void bringOver(Table<T> table, String prefix, String region) {
        for (String key : List.copyOf(table.keys(prefix))) {
            T value = table.find(key).orElseThrow();
            table.remove(key);
            table.put(Regions.prefix(region) + key, value);
        }
    }

}

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
 * @param tagged the same tags by region, repository, digest and tag
 * @param states what happened to images since, by region, repository and digest
 * @param references which manifests refer to what
 * @param holdings what each repository holds, by region, repository and digest
 * @param holders the same by digest, region and repository
 */
record Tables(Table<Repository> repositories, Table<Image> images, Table<Tags.Tag> tags, Table<Tags.Tag> tagged,
        Table<ImageState> states, Table<References.Reference> references, Table<Layers.Holding> holdings,
        Table<Holders.Holder> holders) {

    static Tables of(Store store) {
        Tables tables = new Tables(store.table("ecr.repositories", Repository::builder),
                store.records("registry.images", Image.class), store.records("registry.tags", Tags.Tag.class),
                store.records("registry.tags-of-image", Tags.Tag.class),
                store.records("registry.image-states", ImageState.class),
                store.records("registry.references", References.Reference.class),
                store.records("registry.layers", Layers.Holding.class),
                store.records("registry.holders", Holders.Holder.class));
        store.inTransaction(() -> {
            tables.bringOver();
            tables.addWhatIsDerived();
        });
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

    /** Files of that time have no tables for the look-up from the other end. */
    private void addWhatIsDerived() {
        if (this.tagged.keys("").isEmpty()) {
            this.tags.keys("").forEach((key) -> {
                Tags.Tag tag = this.tags.find(key).orElseThrow();
                this.tagged.put(Regions.prefix("" + Regions.of(key)) + tag.keyOfImage(), tag);
            });
        }
        if (this.holders.keys("").isEmpty()) {
            this.holdings.keys("").forEach((key) -> {
                Layers.Holding holding = this.holdings.find(key).orElseThrow();
                new Holders(this.holders).add("" + Regions.of(key), holding.repository(), holding.digest());
            });
        }
        if (this.references.keys("").isEmpty()) {
            this.images.keys("")
                .forEach((key) -> new References(this.references, "" + Regions.of(key))
                    .add(this.images.find(key).orElseThrow()));
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

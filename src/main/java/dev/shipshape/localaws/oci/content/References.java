package dev.shipshape.localaws.oci.content;

import java.util.List;
import java.util.function.Consumer;

import dev.shipshape.localaws.store.Table;

/**
 * Which manifests refer to what, looked up from the other end: so that the sweep, a
 * deletion or the referrers API need not read every manifest of a repository.
 */
final class References {

    private final Shelf<Reference> table;

    References(Table<Reference> table, String region) {
        this.table = new Shelf<>(table, region);
    }

    /** How a manifest refers to something. */
    enum Kind {

        /** Its configuration or a layer. */
        BLOB,
        /** A manifest that it lists. */
        CHILD,
        /** The manifest that it is about. */
        SUBJECT

    }

    record Reference(Digest from) {

    }

    void add(Image image) {
        each(image, (key) -> this.table.put(key, new Reference(image.digest())));
    }

    void remove(Image image) {
        each(image, this.table::remove);
    }

    void removeAll(String repository) {
        this.table.keys(repository + "@").forEach(this.table::remove);
    }

    /** The manifests of a repository that refer to this, by digest. */
    List<Digest> to(String repository, Digest target, Kind kind) {
        return this.table.startingWith(prefix(repository, target, kind)).stream().map(Reference::from).toList();
    }

    /** Whether any manifest refers to it this way. */
    boolean has(String repository, Digest target, Kind kind) {
        return !this.table.keys(prefix(repository, target, kind)).isEmpty();
    }

    private static String prefix(String repository, Digest target, Kind kind) {
        return Image.key(repository, target) + "<" + kind + "<";
    }

    private static void each(Image image, Consumer<String> work) {
        Manifest manifest = image.manifest();
        manifest.blobs().forEach((blob) -> work.accept(key(image, blob, Kind.BLOB)));
        manifest.children().forEach((child) -> work.accept(key(image, child, Kind.CHILD)));
        if (manifest.subject() != null) {
            work.accept(key(image, manifest.subject(), Kind.SUBJECT));
        }
    }

    private static String key(Image image, Manifest.Descriptor target, Kind kind) {
        return prefix(image.repository(), target.digest(), kind) + image.digest();
    }

}

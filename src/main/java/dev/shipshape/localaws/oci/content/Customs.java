package dev.shipshape.localaws.oci.content;

import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** What ECR's settings change about the data plane; set once, before it is used. */
public final class Customs {

    private volatile BiConsumer<String, String> makeForPush = (region, repository) -> {
    };

    private volatile Predicate<String> mountsBlobs = (region) -> true;

    Customs() {
    }

    /** Makes a repository that a push needs, or does nothing: region and name. */
    public void onPushToNowhere(BiConsumer<String, String> maker) {
        this.makeForPush = maker;
    }

    /** Whether a region's data plane mounts blobs. */
    public void mountingBlobsIf(Predicate<String> allowed) {
        this.mountsBlobs = allowed;
    }

    void makeForPush(String region, String repository) {
        this.makeForPush.accept(region, repository);
    }

    boolean mountsBlobs(String region) {
        return this.mountsBlobs.test(region);
    }

}

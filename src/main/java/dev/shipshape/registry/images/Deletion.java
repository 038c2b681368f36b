package dev.shipshape.registry.images;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.shipshape.registry.Image;
import dev.shipshape.registry.ImageUse;
import dev.shipshape.registry.Images;
import dev.shipshape.registry.spi.ImageUsers.ImageUser;

/**
 * What a deletion of images would take.
 *
 * @param rows what was chosen, for ticking; those in use come first
 * @param more the digests past the end of what can be ticked, none of them in use
 * @param parts how many parts of indexes, and artifacts about images, go with them
 * @param held how many of what was chosen stay, because an index names them
 * @param bytes what the chosen images take at most
 * @param missing how many of what was chosen are gone already
 * @param users who uses any of them
 */
record Deletion(List<ImageRow> rows, List<String> more, int parts, int held, long bytes, int missing,
        List<ImageUser> users) {

    /** How many rows can be ticked on one page. */
    private static final int MOST = 200;

    static Deletion of(Collection<String> digests, List<Image> all, ImageUse.Uses uses) {
        ImageTree tree = ImageTree.of(all, uses);
        Set<String> wanted = new HashSet<>(digests);
        List<Image> images = all.stream().filter((image) -> wanted.contains(image.digest())).toList();
        Set<String> going = new HashSet<>(images.stream().map(Image::digest).toList());
        List<Image> free = images.stream()
            .filter((image) -> going.containsAll(tree.indexesOf(image).stream().map(Image::digest).toList()))
            .toList();
        return of(free.stream().map(tree::row).toList(), images.size() - free.size(), wanted.size() - images.size(),
                all);
    }

    /** All that no tag names, no index needs and that is about no image which stays. */
    static Deletion ofUntagged(List<Image> all, ImageUse.Uses uses) {
        List<ImageRow> rows = ImageTree.of(all, uses).rows().stream().filter((row) -> row.tags().isEmpty()).toList();
        long untagged = all.stream().filter((image) -> image.tags().isEmpty()).count();
        return of(rows, (int) untagged - rows.size(), 0, all);
    }

    private static Deletion of(List<ImageRow> rows, int held, int missing, List<Image> all) {
        List<ImageRow> used = rows.stream().filter((row) -> !row.users().isEmpty()).toList();
        List<ImageRow> unused = rows.stream().filter((row) -> row.users().isEmpty()).toList();
        List<ImageRow> sorted = new ArrayList<>(used);
        sorted.addAll(unused);
        int shown = Math.min(sorted.size(), Math.max(MOST, used.size()));
        List<String> digests = rows.stream().map(ImageRow::digest).toList();
        Set<ImageUser> users = new LinkedHashSet<>();
        used.forEach((row) -> users.addAll(row.users()));
        return new Deletion(sorted.subList(0, shown),
                sorted.subList(shown, sorted.size()).stream().map(ImageRow::digest).toList(),
                Images.goingWith(digests, all).size(), held,
                rows.stream().filter((row) -> !row.index()).mapToLong(ImageRow::bytes).sum(), missing,
                List.copyOf(users));
    }

    /** How many images it is about. */
    public int count() {
        return this.rows.size() + this.more.size();
    }

    /** The digests that cannot be ticked, as the form carries them. */
    public String moreText() {
        return String.join(" ", this.more);
    }

}

package dev.shipshape.registry.images;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.registry.Image;
import dev.shipshape.registry.ImageDeletions;
import dev.shipshape.registry.ImageUse;
import dev.shipshape.registry.Images;
import dev.shipshape.registry.Repositories;
import dev.shipshape.registry.Repository;
import dev.shipshape.web.Many;
import dev.shipshape.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Deletes images: one, those that were ticked, or all that have no tag. */
@Controller
@RequestMapping("/{connection}/repositories/{repository}/image-deletions")
class ImageDeletionController {

    private final Repositories repositories;

    private final Images images;

    private final ImageUse use;

    private final ImageDeletions deletions;

    ImageDeletionController(Repositories repositories, Images images, ImageUse use, ImageDeletions deletions) {
        this.repositories = repositories;
        this.images = images;
        this.use = use;
        this.deletions = deletions;
    }

    /**
     * Names what would go.
     * @param digests the images that were chosen
     * @param digest one image, where a link leads here
     * @param untagged true for all that have no tag and that nothing needs
     */
    @GetMapping("/new")
    String confirm(Connection connection, @PathVariable("repository") String slug,
            @RequestParam(name = "id", defaultValue = "") List<String> digests,
            @RequestParam(defaultValue = "") String digest, @RequestParam(defaultValue = "false") boolean untagged,
            Model model) {
        Repository repository = this.repositories.at(connection, slug);
        List<Image> all = this.images.now(connection, repository.name());
        ImageUse.Uses uses = this.use.of(connection, repository, all, Extent.IN_TIME);
        model.addAttribute("repository", repository)
            .addAttribute("unread", uses.unread())
            .addAttribute("deletion", untagged ? Deletion.ofUntagged(all, uses)
                    : Deletion.of(digest.isEmpty() ? digests : List.of(digest), all, uses));
        return "registry/delete-images";
    }

    /**
     * Deletes what was confirmed, and shows what became of each.
     * @param digests the images that stayed ticked
     * @param more further digests with spaces between them, of a list that is too long to
     * be ticked
     */
    @PostMapping
    String delete(Connection connection, @PathVariable("repository") String slug,
            @RequestParam(name = "digest", defaultValue = "") List<String> digests,
            @RequestParam(defaultValue = "") String more, RedirectAttributes redirect) {
        Repository repository = this.repositories.at(connection, slug);
        Set<String> chosen = new LinkedHashSet<>(digests);
        Arrays.stream(more.split(" ", -1)).filter((digest) -> !digest.isBlank()).forEach(chosen::add);
        if (chosen.size() == 1) {
            String digest = chosen.iterator().next();
            image(connection, repository, digest, null);
            this.deletions.delete(connection, repository, digest);
            redirect.addFlashAttribute("message", "The image is gone.");
            return "redirect:" + connection.path() + "/repositories/" + repository.slug();
        }
        if (chosen.isEmpty()) {
            Many.ticked(List.of());
        }
        redirect.addFlashAttribute("many", told(this.deletions.delete(connection, repository, chosen)));
        return "redirect:" + connection.path() + "/repositories/" + repository.slug();
    }

    /** Those that are left come first. */
    private static Many told(List<ImageDeletions.Deleted> results) {
        return new Many("Delete images",
                results.stream()
                    .sorted(Comparator.comparing((result) -> result.problem() == null))
                    .map((result) -> new Many.Row(result.name(), null,
                            (result.problem() == null) ? "is gone" : result.problem().what(), result.problem()))
                    .toList());
    }

    @GetMapping("/tags/new")
    String confirmUntag(Connection connection, @PathVariable("repository") String slug, @RequestParam String digest,
            @RequestParam String tag, Model model) {
        Repository repository = this.repositories.at(connection, slug);
        List<Image> all = this.images.now(connection, repository.name());
        Image image = image(connection, repository, digest, tag);
        ImageUse.Users users = this.use.of(connection, repository, Extent.IN_TIME);
        model.addAttribute("repository", repository)
            .addAttribute("tag", tag)
            .addAttribute("last", image.tags().size() < 2)
            .addAttribute("unread", users.unread())
            .addAttribute("users", users.all().stream().filter((user) -> user.image().endsWith(":" + tag)).toList())
            .addAttribute("image", ImageTree.of(all, ImageUse.Uses.NONE).row(image));
        return "registry/untag";
    }

    @PostMapping("/tags")
    String untag(Connection connection, @PathVariable("repository") String slug, @RequestParam String digest,
            @RequestParam String tag, RedirectAttributes redirect) {
        Repository repository = this.repositories.at(connection, slug);
        Image image = image(connection, repository, digest, tag);
        this.deletions.untag(connection, repository, image, tag);
        boolean stays = image.tags().size() > 1;
        redirect.addFlashAttribute("message",
                stays ? "The tag " + tag + " is off." : "The image went with its last tag.");
        return "redirect:" + connection.path() + "/repositories/" + repository.slug()
                + (stays ? "/images/" + digest : "");
    }

    private Image image(Connection connection, Repository repository, String digest, @Nullable String tag) {
        return this.images.now(connection, repository.name())
            .stream()
            .filter((image) -> image.digest().equals(digest) && (tag == null || image.tags().contains(tag)))
            .findFirst()
            .orElseThrow(() -> new NotFound("image", (tag != null) ? tag : digest));
    }

}

package dev.shipshape.registry.comparison;

import java.util.List;
import java.util.Optional;

import dev.shipshape.aws.Connection;
import dev.shipshape.registry.Image;
import dev.shipshape.registry.ImageIndex;
import dev.shipshape.registry.ImageUse;
import dev.shipshape.registry.Images;
import dev.shipshape.registry.Repositories;
import dev.shipshape.registry.Repository;
import dev.shipshape.registry.images.ImageContents;
import dev.shipshape.registry.images.ImageTree;
import dev.shipshape.registry.scans.Scans;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Compares two images of a repository, each named by tag or digest. */
@Controller
class ComparisonController {

    private final Repositories repositories;

    private final Images images;

    private final ImageContents contents;

    private final Scans scans;

    ComparisonController(Repositories repositories, Images images, ImageContents contents, Scans scans) {
        this.repositories = repositories;
        this.images = images;
        this.contents = contents;
        this.scans = scans;
    }

    /**
     * Of indexes the images for one platform are compared, the first that both have
     * unless another one is asked for.
     */
    @GetMapping("/{connection}/repositories/{repository}/comparisons")
    String compare(Connection connection, @PathVariable("repository") String slug, @RequestParam String from,
            @RequestParam String to, @RequestParam(defaultValue = "") String platform, Model model) {
        Repository repository = this.repositories.at(connection, slug);
        List<Image> all = this.images.in(connection, repository);
        Image first = this.images.named(connection, repository, from);
        Image second = this.images.named(connection, repository, to);
        List<String> platforms = first.platforms().stream().filter(second.platforms()::contains).toList();
        String chosen = platforms.contains(platform) ? platform : platforms.stream().findFirst().orElse("");
        ImageTree tree = ImageTree.of(all, ImageUse.Uses.NONE);
        model.addAttribute("repository", repository)
            .addAttribute("from", tree.row(first))
            .addAttribute("to", tree.row(second))
            .addAttribute("platforms", platforms)
            .addAttribute("platform", chosen)
            .addAttribute("gone",
                    first.platforms().stream().filter((one) -> !second.platforms().contains(one)).toList())
            .addAttribute("come",
                    second.platforms().stream().filter((one) -> !first.platforms().contains(one)).toList())
            .addAttribute("comparison",
                    compared(connection, repository, meant(first, chosen), meant(second, chosen)).orElse(null));
        return "registry/comparison";
    }

    private Optional<Comparison> compared(Connection connection, Repository repository, Optional<String> from,
            Optional<String> to) {
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Comparison.of(this.contents.of(connection, repository, from.get()),
                this.contents.of(connection, repository, to.get()), this.scans.of(connection, repository, from.get()),
                this.scans.of(connection, repository, to.get())));
    }

    /** The image itself, or the part of an index for a platform. */
    private static Optional<String> meant(Image image, String platform) {
        if (!image.index()) {
            return Optional.of(image.digest());
        }
        return image.parts()
            .stream()
            .filter((part) -> part.platform() != null && (platform.isEmpty() || platform.equals(part.platform())))
            .map(ImageIndex.Part::digest)
            .findFirst();
    }

}

package dev.shipshape.registry;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.cost.Billable;
import dev.shipshape.cost.Costs;
import dev.shipshape.cost.Price;
import dev.shipshape.cost.Prices;
import dev.shipshape.web.ListQuery;
import dev.shipshape.web.Live;
import dev.shipshape.web.NotFound;
import dev.shipshape.web.Slice;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A repository's page: its images, who uses them, and their deletion. */
@Controller
@RequestMapping("/{connection}/repositories/{repository}")
class ImageController {

    private final Repositories repositories;

    private final Images images;

    private final ImageUse use;

    private final ImageDeletions deletions;

    private final Prices prices;

    private final Costs costs;

    ImageController(Repositories repositories, Images images, ImageUse use, ImageDeletions deletions, Prices prices,
            Costs costs) {
        this.repositories = repositories;
        this.images = images;
        this.use = use;
        this.deletions = deletions;
        this.prices = prices;
        this.costs = costs;
    }

    /** While there is no image the page waits for the first one. */
    @GetMapping
    @Nullable ModelAndView list(Connection connection, @PathVariable("repository") String slug, ListQuery query, Model model,
            Live live) {
        Repository repository = named(connection, slug);
        List<Image> all = this.images.in(connection, repository);
        List<ImageRow> rows = ImageRow.of(all, this.use.of(connection, repository));
        Slice<ImageRow> slice = Slice.of(rows.stream().filter((row) -> query.filter().matches(row.facts())).toList(),
                query, ImageRow.ORDERS);
        long bytes = Images.bytes(all);
        Price price = this.prices.of(Billable.storage(connection.region(), bytes));
        model.addAttribute("repository", repository).addAttribute("query", query).addAttribute("none", rows.isEmpty());
        model.addAttribute("images", slice)
            .addAttribute("total", rows.size())
            .addAttribute("bytes", bytes)
            .addAttribute("price", price)
            .addAttribute("spent", this.costs.of(connection, repository.arn()));
        return live.answer(slice, !rows.isEmpty(), "registry/detail", "rows");
    }

    @GetMapping("/image-deletions/new")
    String confirm(Connection connection, @PathVariable("repository") String slug, @RequestParam String digest,
            @RequestParam(required = false) @Nullable String tag, Model model) {
        Repository repository = named(connection, slug);
        model.addAttribute("repository", repository).addAttribute("tag", tag);
        model.addAttribute("image", row(connection, repository, digest, tag));
        return "registry/delete-image";
    }

    @PostMapping("/image-deletions")
    String delete(Connection connection, @PathVariable("repository") String slug, @RequestParam String digest,
            @RequestParam(required = false) @Nullable String tag, RedirectAttributes redirect) {
        Repository repository = named(connection, slug);
        Image image = image(connection, repository, digest, tag);
        if (tag == null) {
            this.deletions.delete(connection, repository, digest);
            redirect.addFlashAttribute("message", "The image is gone.");
        }
        else {
            this.deletions.untag(connection, repository, image, tag);
            redirect.addFlashAttribute("message",
                    (image.tags().size() > 1) ? "The tag " + tag + " is off." : "The image went with its last tag.");
        }
        return "redirect:" + connection.path() + "/repositories/" + repository.slug();
    }

    private Repository named(Connection connection, String slug) {
        return this.repositories.named(connection, slug.replace('~', '/'));
    }

    private ImageRow row(Connection connection, Repository repository, String digest, @Nullable String tag) {
        Image image = image(connection, repository, digest, tag);
        return ImageRow.of(List.of(image), this.use.of(connection, repository)).get(0);
    }

    private Image image(Connection connection, Repository repository, String digest, @Nullable String tag) {
        return this.images.now(connection, repository.name())
            .stream()
            .filter((image) -> image.digest().equals(digest) && (tag == null || image.tags().contains(tag)))
            .findFirst()
            .orElseThrow(() -> new NotFound("image", (tag != null) ? tag : digest));
    }

}

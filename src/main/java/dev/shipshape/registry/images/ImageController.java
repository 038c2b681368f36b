package dev.shipshape.registry.images;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.cost.Billable;
import dev.shipshape.cost.Costs;
import dev.shipshape.cost.Prices;
import dev.shipshape.registry.Image;
import dev.shipshape.registry.ImageUse;
import dev.shipshape.registry.Images;
import dev.shipshape.registry.Repositories;
import dev.shipshape.registry.Repository;
import dev.shipshape.web.ListQuery;
import dev.shipshape.web.Live;
import dev.shipshape.web.Problem;
import dev.shipshape.web.Slice;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A repository's page: its images as a tree, and who uses them. */
@Controller
class ImageController {

    private final Repositories repositories;

    private final Images images;

    private final ImageUse use;

    private final Prices prices;

    private final Costs costs;

    ImageController(Repositories repositories, Images images, ImageUse use, Prices prices, Costs costs) {
        this.repositories = repositories;
        this.images = images;
        this.use = use;
        this.prices = prices;
        this.costs = costs;
    }

    /** While there is no image the page waits for the first one. */
    @GetMapping("/{connection}/repositories/{repository}")
    @Nullable ModelAndView list(Connection connection, @PathVariable("repository") String slug, ListQuery query, Model model,
            Live live) {
        Repository repository = this.repositories.at(connection, slug);
        List<Image> all = this.images.in(connection, repository);
        ImageUse.Uses uses = this.use.of(connection, repository, all, Extent.IN_TIME);
        List<ImageRow> rows = ImageTree.of(all, uses).rows();
        Slice<ImageRow> slice = Slice.of(rows.stream().filter((row) -> query.filter().matches(row.facts())).toList(),
                query, ImageRow.ORDERS);
        long bytes = Images.bytes(all);
        model.addAttribute("repository", repository)
            .addAttribute("unread", uses.unread())
            .addAttribute("query", query)
            .addAttribute("none", rows.isEmpty())
            .addAttribute("images", slice)
            .addAttribute("deletions",
                    Map.of(connection.path() + "/repositories/" + repository.slug() + "/image-deletions/new", "Delete"))
            .addAttribute("total", rows.size())
            .addAttribute("untagged", rows.stream().filter((row) -> row.tags().isEmpty()).count())
            .addAttribute("bytes", bytes)
            .addAttribute("price", this.prices.of(Billable.storage(connection.region(), bytes)))
            .addAttribute("spent", this.costs.of(connection, repository.arn()));
        return live.answer(List.of(slice, Optional.ofNullable(uses.unread()).map(Problem::what)), !rows.isEmpty(),
                "registry/detail", "rows");
    }

    /** The same list as a file. */
    @GetMapping(path = "/{connection}/repositories/{repository}", params = "format")
    ResponseEntity<String> file(Connection connection, @PathVariable("repository") String slug, ListQuery query,
            @RequestParam String format) {
        Repository repository = this.repositories.at(connection, slug);
        List<Image> all = this.images.in(connection, repository);
        ImageUse.Uses uses = this.use.of(connection, repository, all, Extent.WHOLE);
        List<ImageRow> rows = ImageTree.of(all, uses)
            .rows()
            .stream()
            .filter((row) -> query.filter().matches(row.facts()))
            .toList();
        return ImageRow
            .file(repository.shortName() + "-images", query.ordered(rows, ImageRow.ORDERS), uses.unread() == null)
            .as(format);
    }

}

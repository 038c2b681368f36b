package dev.shipshape.registry;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cost.Billable;
import dev.shipshape.cost.Costs;
import dev.shipshape.cost.Price;
import dev.shipshape.cost.Prices;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.ListQuery;
import dev.shipshape.web.Problem;
import dev.shipshape.web.Slice;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of repositories, and the form for a new one. */
@Controller
@RequestMapping("/{connection}/repositories")
class RepositoryController {

    private static final Map<String, Comparator<Repository>> ORDERS = Map.of("name",
            Comparator.comparing(Repository::name), "made", Comparator.comparing(Repository::createdAt));

    private final Repositories repositories;

    private final Images images;

    private final SharedReads reads;

    private final Costs costs;

    private final Prices prices;

    RepositoryController(Repositories repositories, Images images, SharedReads reads, Costs costs, Prices prices) {
        this.repositories = repositories;
        this.images = images;
        this.reads = reads;
        this.costs = costs;
        this.prices = prices;
    }

    @GetMapping
    String list(Connection connection, ListQuery query, Model model) {
        List<Repository> all = this.repositories.in(connection);
        Slice<Repository> slice = Slice.of(all.stream()
            .filter((repository) -> query.filter()
                .matches(Map.of("name", repository.name(), "tags", repository.immutable() ? "immutable" : "mutable")))
            .toList(), query, ORDERS);
        // Only the repositories of this page are looked into.
        List<RepositoryRow> rows = this.reads.each(slice.rows(),
                (repository) -> RepositoryRow.of(repository, this.images.in(connection, repository)));
        model.addAttribute("none", all.isEmpty()).addAttribute("query", query);
        model.addAttribute("repositories", new Slice<>(rows, slice.page(), slice.size(), slice.total()));
        model.addAttribute("costs",
                this.costs.ofShown(connection,
                        rows.stream()
                            .map((row) -> new Costs.Shown(row.repository().arn(),
                                    Billable.storage(connection.region(), row.bytes()), null))
                            .toList()));
        return "registry/list";
    }

    /** What the form says of the price of storage. */
    @ModelAttribute("gigabyte")
    Price gigabyte(Connection connection) {
        return this.prices.of(Billable.storage(connection.region(), 1L << 30));
    }

    @GetMapping("/new")
    String form(Connection connection, Model model) {
        model.addAttribute("form", RepositoryForm.empty());
        return "registry/new";
    }

    @PostMapping
    String create(Connection connection, @Valid @ModelAttribute("form") RepositoryForm form, BindingResult result,
            HttpServletResponse response, RedirectAttributes redirect) {
        if (result.hasErrors()) {
            return FormProblems.again(response, "registry/new");
        }
        try {
            Repository made = this.repositories.create(connection, form.repository());
            redirect.addFlashAttribute("message", "Repository " + made.name() + " stands. Push an image to it next.");
            return "redirect:" + connection.path() + "/repositories/" + made.slug() + "/push-commands";
        }
        catch (Problem problem) {
            return FormProblems.show(taken(problem), result, response, "registry/new");
        }
    }

    /** That the name is taken belongs beside the name. */
    private static Problem taken(Problem problem) {
        return "RepositoryAlreadyExistsException".equals(problem.code())
                ? Problem.ofField("name", "There is a repository of this name already.") : problem;
    }

    @GetMapping("/{repository}/tags")
    String tags(Connection connection, @PathVariable("repository") String slug, Model model) {
        Repository repository = this.repositories.named(connection, slug.replace('~', '/'));
        model.addAttribute("repository", repository)
            .addAttribute("tags", this.repositories.tags(connection, repository));
        return "registry/tags";
    }

}
